import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../cli/commands';
import { runMain } from './support/run-main';

const FOLDERS = ['bench', 'bin', 'cli', 'domain', 'lambda', 'lib', 'proofs', 'sandbox', 'tools'];
const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.m?[jt]s$/.test(file))
    .map((file) => join(folder, file)),
);

describe('the codes of operator errors', () => {
  const uses = SOURCES.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'(PB-[^']*)'/g)].map(([, code = '']) => ({ code, file })),
  );

  test('are well-formed, and each is used at one place', () => {
    expect(uses.length).toBeGreaterThan(80);
    expect(uses.filter(({ code }) => !/^PB-[A-Z]+-\d{3}$/.test(code))).toEqual([]);
    const repeated = uses.filter(({ code }) => uses.filter((other) => other.code === code).length > 1);
    expect(repeated).toEqual([]);
  });
});

describe('on failure --json prints a JSON error', () => {
  const names = Object.keys(COMMANDS);

  test.each(names)('%s, for a wrong option', async (name) => {
    const { status, stdout, stderr } = await runMain([name, '--no-such-option', '--json']);
    expect(status).toBe(2);
    const { error } = JSON.parse(stdout);
    expect(error).toEqual({
      code: 'PB-USAGE-003',
      message: expect.stringMatching(/^(unknown option '--no-such-option'|required option '--model)/),
      remedy: expect.stringContaining('--help'),
    });
    expect(stderr).toContain(error.message);
  });

  test.each([
    ['preflight', ['--deployment', 'nowhere'], 'PB-PREFLIGHT-004'],
    ['ask', [], 'PB-ASK-013'],
    ['validate', ['none.jsonl', '--model', 'amazon.nova-lite-v1:0'], 'PB-VALIDATE-002'],
    ['tune', ['none.jsonl', '--model', 'amazon.nova-lite-v1:0', '--set', 'x'], 'PB-TUNE-016'],
    ['teardown', ['--deployment', 'nowhere'], 'PB-TEARDOWN-003'],
    ['cost', ['--app', '/nonexistent'], 'PB-TEMPLATE-001'],
    ['cost', ['--requests', 'many'], 'PB-COST-008'],
  ])('%s %j', async (name, args, code) => {
    const { status, stdout, stderr } = await runMain([name, ...args, '--json']);
    expect(status).toBeGreaterThan(0);
    const { error } = JSON.parse(stdout);
    expect(error).toEqual({ code, message: expect.any(String), remedy: expect.any(String) });
    expect(stderr).toBe(`${code} ${error.message}\n${error.remedy}\n`);
  });

  test('without --json standard output stays empty', async () => {
    expect((await runMain(['cost', '--requests', 'many'])).stdout).toBe('');
  });
});
