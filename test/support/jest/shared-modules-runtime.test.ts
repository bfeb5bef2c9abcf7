import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Writes how many storages Node copies to each promise: it has a property for each. */
const COUNTING = `
  const { executionAsyncResource } = require('node:async_hooks');
  test('a', async () => {
    await undefined;
    const storages = Object.getOwnPropertySymbols(executionAsyncResource()).length;
    require('node:fs').appendFileSync('storages', storages + ' ');
  });`;

test('no file of a worker is slower for those before it: their storages have ended', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'runtime-')));
  try {
    const config = {
      testRegex: 'check',
      runtime: resolve('test/support/jest/shared-modules-runtime.cjs'),
      testEnvironment: resolve('test/support/jest/one-realm-environment.cjs'),
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ jest: config }));
    for (const name of ['one', 'two', 'three']) writeFileSync(join(folder, `${name}.check.js`), COUNTING);

    const jest = resolve('node_modules/jest/bin/jest.js');
    const { status, stderr } = spawnSync(process.execPath, [jest, '-i'], { cwd: folder, encoding: 'utf8' });

    expect([status, stderr]).toEqual([0, expect.anything()]);
    const [first, ...others] = readFileSync(join(folder, 'storages'), 'utf8').trim().split(' ');
    expect(others).toEqual([first, first]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
