const Module = require('node:module');
const { compileFunction } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

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
 * Jest's runtime, except that all that a test file imports comes from Node's own module cache: packages, the modules
 * under test and test/support are loaded once a worker, not once a test file.
 *
 * No module may therefore keep state that one test could see of another: CI also runs all files in one process and in
 * random order. `jest.mock` is refused.
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
    return name === '@jest/globals' ? super.requireModuleOrMock(from, name) : Module.createRequire(from)(name);
  }

  setMock(_from, name) {
    throw new Error(`${name} is shared by all test files: it cannot be mocked`);
  }
}

module.exports = { default: SharedModulesRuntime, __esModule: true };
