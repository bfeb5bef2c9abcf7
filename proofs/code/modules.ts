import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript-5.9';
import { pathOf, SourceFiles } from './source-files';

const require_ = createRequire(resolve('package.json'));

type Body = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  __dirname: string,
) => void;

/**
 * Modules of this repository without a bundle: a change of one file costs only the modules that load it, and those of
 * packages stay. Each module that loads a changed one runs anew, so that none keeps a value of another version.
 */
export class Modules {
  private readonly bodies = new Map<string, Body>();
  private readonly loaded = new Map<string, { exports: unknown }>();
  private changed: { readonly path: string; readonly body: Body } | undefined;

  constructor(readonly files = new SourceFiles()) {}

  /** Returns what a module exports. @param path such as `lib/iam/role-policy.ts` */
  load(path: string): unknown {
    const module = this.loaded.get(path) ?? this.run(path);
    return module.exports;
  }

  /** Lets the next load of a module run it anew. */
  forget(path: string): void {
    this.loaded.delete(path);
  }

  /** Does something while a file has other code. */
  async with<T>(path: string, code: string, run: () => Promise<T>): Promise<T> {
    this.forgetUsersOf(path);
    try {
      this.changed = { path, body: bodyOf(path, code) };
      return await run();
    } finally {
      this.changed = undefined;
      this.forgetUsersOf(path);
    }
  }

  private forgetUsersOf(path: string): void {
    for (const one of this.loaded.keys()) if (this.files.closure(one).has(path)) this.loaded.delete(one);
  }

  private run(path: string) {
    const module = { exports: {} as unknown };
    this.loaded.set(path, module);
    try {
      const load = (name: string) => {
        if (!name.startsWith('.')) return require_(name);
        const imported = pathOf(path, name);
        return imported.endsWith('.ts') ? this.load(imported) : require_(resolve(imported));
      };
      this.body(path)(load, module, module.exports, resolve(dirname(path)));
    } catch (error) {
      this.loaded.delete(path);
      throw error;
    }
    return module;
  }

  private body(path: string): Body {
    if (this.changed?.path === path) return this.changed.body;
    const body = this.bodies.get(path) ?? bodyOf(path, this.files.of(path).code);
    this.bodies.set(path, body);
    return body;
  }
}

/** Compiles one file by itself: a mutant need not satisfy the types. */
function bodyOf(path: string, code: string): Body {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  return compileFunction(outputText, ['require', 'module', 'exports', '__dirname'], {
    filename: resolve(path),
  }) as Body;
}
