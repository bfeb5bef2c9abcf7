const asyncHooks = require('node:async_hooks');
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
 * Storages of the jest-circus of one test file. Node visits every storage at each promise of the process, so that without
 * an end the last files of a worker would take several times the CPU time of the first.
 */
class Storages {
  made = [];

  /** `node:async_hooks` as the file's jest-circus is to see it. */
  get module() {
    const { made } = this;
    class AsyncLocalStorage extends asyncHooks.AsyncLocalStorage {
      constructor(...args) {
        super(...args);
        made.push(this);
      }
    }
    return { ...asyncHooks, AsyncLocalStorage };
  }

  disable() {
    for (const storage of this.made) storage.disable();
  }
}

/**
 * Jest's runtime, except that all that a test file imports comes from Node's own module cache: packages, the modules
 * under test and test/support are loaded once a worker, not once a test file.
 *
 * No module may therefore keep state that one test could see of another: CI also runs all files in one process and in
 * random order. `jest.mock` is refused.
 */
class SharedModulesRuntime extends JestRuntime {
  storages = new Storages();

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

  /** Each test file has a jest-circus of its own, and nothing else: `expect` keeps its state in a global anyway. */
  requireInternalModule(from, name) {
    if (name === 'node:async_hooks') return this.storages.module;
    const isPackage = name && /^(?!node:)[@\w]/.test(name);
    return isPackage ? Module.createRequire(from)(name) : super.requireInternalModule(from, name);
  }

  teardown() {
    this.storages.disable();
    super.teardown();
  }

  setMock(_from, name) {
    throw new Error(`${name} is shared by all test files: it cannot be mocked`);
  }
}

module.exports = { default: SharedModulesRuntime, __esModule: true };
