import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

describe('the end of a test run', () => {
  const reporter = resolve('test/support/jest/summary-reporter.cjs');
  const jestCommand = resolve('node_modules/jest/bin/jest.js');
  let folder: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'reporter-')));
    writeFileSync(join(folder, 'package.json'), '{ "jest": { "testRegex": "check" } }');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** One pipe for both streams, as a log has them. */
  const run = (...args: string[]) =>
    spawnSync('/bin/sh', ['-c', '"$0" "$@" 2>&1', process.execPath, ...args], { cwd: folder, encoding: 'utf8' });

  test('names the slowest files, slowest first, and closes with the tally alone on the last line', () => {
    const files = {
      quick: 'test("a", () => {}); test("b", () => {});',
      slow: 'test("a", () => new Promise((done) => setTimeout(done, 900)));',
      red: 'test("a", () => { throw new Error(); });',
      // A file that does not load has no failed test, and counts as a failure.
      broken: 'require("./nothing");',
    };
    for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, `${name}.check.js`), source);

    const { stdout, status } = run(jestCommand, '--runInBand', '--reporters', 'default', '--reporters', reporter);

    const lines = stdout.trimEnd().split('\n');
    const heading = lines.indexOf('Slowest test files');
    expect(lines[heading + 1]).toMatch(/^ +[\d.]+ s {2}slow\.check\.js$/);
    expect(lines.slice(heading + 2, -2)).toHaveLength(3);
    expect(lines.at(-1)).toBe('3 passed, 2 failed');
    const measured = lines.filter((line) => /^CPU: \d+\.\d s, with all processes$/.test(line));
    expect(measured).toHaveLength(process.platform === 'linux' ? 1 : 0);
    expect(status).toBe(1);
  });
});
