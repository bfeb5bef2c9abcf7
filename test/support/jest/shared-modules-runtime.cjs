const Module = require('node:module');
const { dirname, resolve, sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

const tests = resolve(__dirname, '../..') + sep;

/** Source maps of the shared modules, so that a stack trace names lines of TypeScript. */
const sourceMaps = new Map();
let current;

// Node's own loader learns TypeScript from the transform, and with the cache on disk, that jest.config.cjs names.
Module._extensions['.ts'] = (module, file) => {
  const { code, sourceMapPath } = current.transformer.transform(file, {});
  if (sourceMapPath) {
    sourceMaps.set(file, sourceMapPath);
    current.sourceMaps.set(file, sourceMapPath);
  }
  module._compile(code, file);
};

/**
 * Jest's runtime, except that packages and the modules under test come from Node's own module cache: they are loaded
 * once a worker, not once a test file. Files of test/ stay with Jest, each file with its own copy.
 *
 * Modules of the project must therefore keep no state that one test could see of another: CI also runs all files in one
 * process and in random order. No test mocks a module; `jest.mock` of a shared one is refused.
 */
class SharedModulesRuntime extends JestRuntime {
  constructor(...args) {
    super(...args);
    const [, , , transformer] = args;
    current = { transformer, sourceMaps: this.getSourceMaps() };
    for (const [file, map] of sourceMaps) current.sourceMaps.set(file, map);
    // Private to jest-runtime, which has no other way to compile into the realm of Node.
    this.executor.compile = (source, filename) =>
      compileFunction(source, this.executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    return isShared(from, name) ? Module.createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }

  setMock(from, name, ...rest) {
    if (isShared(from, name)) throw new Error(`${name} is shared by all test files: it cannot be mocked`);
    super.setMock(from, name, ...rest);
  }
}

const isShared = (from, name) =>
  from.startsWith(tests) &&
  name !== '@jest/globals' &&
  !(isPath(name) && resolve(dirname(from), name).startsWith(tests));

const isPath = (name) => /^[./]/.test(name);

module.exports = { default: SharedModulesRuntime, __esModule: true };
