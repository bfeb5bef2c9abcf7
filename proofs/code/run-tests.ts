import { expect } from 'expect';
import * as circus from 'jest-circus';
import type { Verdict } from './verdict';

const GLOBALS = {
  ...{ expect, describe: circus.describe, test: circus.test, it: circus.it },
  ...{ beforeAll: circus.beforeAll, beforeEach: circus.beforeEach },
  ...{ afterAll: circus.afterAll, afterEach: circus.afterEach },
};

let hasFailed = false;

/** One failure is enough. */
const skipTheRest: Parameters<typeof circus.addEventHandler>[0] = (event) => {
  if (event.name === 'test_fn_failure') hasFailed = true;
  if (event.name === 'test_start' && hasFailed) event.test.mode = 'skip';
};

/**
 * Runs files of tests by the runner of Jest, without its files, processes and reports, until the first failure.
 *
 * @param load defines the tests
 */
export async function runTests(load: () => void): Promise<Verdict> {
  circus.resetState();
  circus.addEventHandler(skipTheRest);
  hasFailed = false;
  Object.assign(globalThis, GLOBALS);
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
