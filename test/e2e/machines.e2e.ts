import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { nodes, type TestNode } from '../support/nodes';

jest.setTimeout(600_000);

const root = mkdtempSync(join(tmpdir(), '내 프로젝트 '));
/** A clone as Git for Windows makes it, in a folder with a space and letters outside ASCII. */
const clone = join(root, 'private bedrock');

/** Tests that compare bytes: generated pages, datasets with line ends of their own, snapshots. */
const TELLING = [
  'test/docs/errors',
  'test/docs/commands',
  'test/fine-tuning/dataset/fixtures',
  'test/rule-pack/rules-page',
];

beforeAll(() => {
  expect(
    run(
      'git',
      ['-c', 'core.autocrlf=true', '-c', 'advice.detachedHead=false', 'clone', '-q', '--no-local', '.', clone],
      { cwd: '.' },
    ),
  ).toMatchObject(SILENT);
});
afterAll(() => rmSync(root, { recursive: true }));

const SILENT = { status: 0, stderr: '' };

function run(program: string, args: readonly string[], { cwd = clone, env = process.env } = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

/** Runs npm, and everything below it, with this Node. */
function npm({ path }: Pick<TestNode, 'path'>, ...args: readonly string[]) {
  const bin = join(root, 'bin');
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'node'), { force: true });
  symlinkSync(path, join(bin, 'node'));
  return run('npm', args, { env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), NODE_OPTIONS: '' } });
}

const SHELL = { path: process.execPath };

test('a clone with core.autocrlf installs without a warning', () => {
  expect(npm(SHELL, 'ci', '--prefer-offline', '--no-audit', '--no-fund')).toMatchObject(SILENT);
});

describe.each(nodes(20, 22, 24))('$name', (node) => {
  test('prints no warning from npm ci to the first commands', () => {
    expect(npm(node, 'ci', '--dry-run', '--prefer-offline', '--no-audit', '--no-fund')).toMatchObject(SILENT);
    const synth = npm(node, 'run', 'synth');
    expect(synth).toMatchObject({ status: 0, stdout: expect.stringContaining('sandbox/Foundation') });
    // The CDK CLI writes its result to standard error.
    expect(synth.stderr.replace(/^(Successfully synthesized to|Supply a stack id) .*$/gm, '').trim()).toBe('');
    expect(npm(node, '-s', 'run', 'cost', '--', '--app', 'cdk.out')).toMatchObject(SILENT);
  });
});

test('a clone with core.autocrlf passes verify, and tests that compare bytes', () => {
  const verify = npm(SHELL, 'run', 'verify');
  expect(verify.status === 0 ? '' : verify.stdout + verify.stderr).toBe('');
  const tests = npm(SHELL, 'test', '--', ...TELLING);
  expect(tests.status === 0 ? '' : tests.stdout + tests.stderr).toBe('');
  expect(tests.stderr + tests.stdout).toContain(`Test Suites: ${TELLING.length} passed`);
});

test('without optional packages synth and commands work, and verify and test name what is missing', () => {
  expect(npm(SHELL, 'ci', '--prefer-offline', '--omit=optional', '--no-audit', '--no-fund')).toMatchObject(SILENT);
  rmSync(join(clone, 'build'), { recursive: true });
  expect(npm(SHELL, 'run', 'synth')).toMatchObject({ status: 0 });
  expect(npm(SHELL, '-s', 'run', 'cost', '--', '--app', 'cdk.out')).toMatchObject(SILENT);
  for (const script of ['verify', 'test']) {
    expect(npm(SHELL, 'run', script)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^node_modules has no binary for .*@swc\/core.*\nRun `npm ci --include=optional`/),
    });
  }
});
