import { expect } from 'expect';
import * as circus from 'jest-circus';
import type { Modules } from './modules';
import type { CodeMutant } from './operators';
import type { Judge, Verdict } from './verdict';

const GLOBALS = {
  ...{ expect, describe: circus.describe, test: circus.test, it: circus.it },
  ...{ beforeAll: circus.beforeAll, beforeEach: circus.beforeEach },
  ...{ afterAll: circus.afterAll, afterEach: circus.afterEach },
};

/** Only a mutant that waits for ever reaches it, on a busy machine too. */
const TEST_TIMEOUT_MS = 30_000;

let hasFailed = false;

/** One failure is enough. */
circus.addEventHandler((event) => {
  if (event.name === 'test_fn_failure') hasFailed = true;
  if (event.name === 'test_start' && hasFailed) event.test.mode = 'skip';
});

/**
 * Runs a file of tests by the runner of Jest, without its files, processes and reports, until the first failure.
 *
 * @param load defines the tests
 */
async function runTests(load: () => void): Promise<Verdict> {
  circus.resetState();
  hasFailed = false;
  Object.assign(globalThis, GLOBALS, { [Symbol.for('TEST_TIMEOUT_SYMBOL')]: TEST_TIMEOUT_MS });
  load();
  const { testResults, unhandledErrors } = await circus.run();
  const failed = testResults.find(({ errors }) => errors.length > 0);
  if (failed) return { killer: failed.testPath.slice(1).join(' › '), says: firstLine(failed.errors[0]) };
  return unhandledErrors.length > 0 ? { killer: 'unhandled error', says: firstLine(unhandledErrors[0]) } : {};
}

const firstLine = (error: unknown) =>
  String(error)
    .split('\n')
    .find((line) => line.trim() !== '' && !line.startsWith('Error: expect')) ?? '';

/** Judges by the files of tests that load the mutated module: those first that saw most mutants of it, then the fast. */
export class TestsJudge implements Judge {
  private readonly cost = new Map<string, number>();
  private readonly kills = new Map<string, number>();

  private constructor(
    private readonly tests: readonly string[],
    private readonly modules: Modules,
  ) {}

  /** @throws Error if a test fails without a mutant */
  static async of(tests: readonly string[], modules: Modules): Promise<TestsJudge> {
    const judge = new TestsJudge(tests, modules);
    for (const test of tests) {
      const { killer, says } = await judge.run(test);
      if (killer !== undefined) throw new Error(`${test} fails without a mutant: ${killer}: ${says}`);
    }
    return judge;
  }

  async judge({ file }: CodeMutant): Promise<Verdict> {
    const rank = (test: string) => this.kills.get(`${file} ${test}`) ?? 0;
    const users = this.tests.filter((test) => this.modules.files.closure(test).has(file));
    const sorted = users.sort((a, b) => rank(b) - rank(a) || (this.cost.get(a) ?? 0) - (this.cost.get(b) ?? 0));
    for (const test of sorted) {
      const verdict = await this.run(test);
      if (verdict.killer === undefined) continue;
      this.kills.set(`${file} ${test}`, rank(test) + 1);
      return { ...verdict, by: test };
    }
    return {};
  }

  private async run(test: string): Promise<Verdict> {
    const started = process.cpuUsage();
    // Servers, stand-ins and books of contracts keep what happened: each file of tests has its own.
    for (const path of this.modules.files.closure(test)) if (path.startsWith('test/')) this.modules.forget(path);
    try {
      return await runTests(() => this.modules.load(test));
    } catch (error) {
      return { killer: 'load', says: firstLine(error) };
    } finally {
      if (!this.cost.has(test)) this.cost.set(test, process.cpuUsage(started).user);
    }
  }
}
