import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../cli/command-line';
import { COMMANDS } from '../cli/commands';
import { fileError } from '../cli/file-error';
import { runMain } from './support/run-main';

const NAMES = Object.keys(COMMANDS);

test.each([[[]], [['help']], [['--help']]])('private-bedrock %j lists every command', async (argv) => {
  const { status, stdout, stderr } = await runMain(argv);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const listed = [...stdout.matchAll(/^ {2}(\w+) {2,}\w/gm)].map(([, name]) => name);
  expect(listed).toEqual(expect.arrayContaining(NAMES));
});

test.each(NAMES)('%s: --help and help are the same, and answer without a configuration', async (name) => {
  const help = await runMain([name, '--help'], { cwd: '/nonexistent' });
  expect(help.stdout).toMatch(new RegExp(`^Usage: private-bedrock ${name} `));
  expect(help.stdout).toContain('Exit code: 0');
  expect(help).toEqual({ ...(await runMain(['help', name])), status: 0, stderr: '' });
});

test.each(NAMES)('%s: an unknown option is exit code 2', async (name) => {
  const { status, stderr } = await runMain([
    name,
    '--rps',
    '1',
    '--model',
    'x',
    '--questions',
    '1',
    '--no-such-option',
  ]);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^PB-USAGE-003 unknown option '--.*\n(\(Did.*\n)?Run the command with --help .*\n$/),
  });
});

test.each([[['cots']], [['help', 'cots']]])('%j names the nearest command', async (argv) => {
  const { status, stderr } = await runMain(argv);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      "PB-USAGE-003 unknown command 'cots'\n(Did you mean cost?)\nRun the command with --help for its arguments and options.\n",
  });
});

test('a file in place of a folder is an error of the operator, and nothing is written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'main-'));
  const out = join(folder, 'drawings');
  writeFileSync(out, 'a file');
  const { status, stdout, stderr } = await runMain(['diagram', '--out', out]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^PB-USAGE-004 Cannot use .*drawings: ENOTDIR\.\nCheck that /);
  expect(readdirSync(folder)).toEqual(['drawings']);
  rmSync(folder, { recursive: true });
});

describe('a file or folder that the system refuses', () => {
  const nowhere = join(tmpdir(), 'nowhere-at-all');

  test.each<[string[], string]>([
    [['cost', '--prices', nowhere], 'ENOENT'],
    [['cost', '--prices', tmpdir()], 'EISDIR'],
    [['check', nowhere], 'ENOENT'],
    [['validate', nowhere, '--model', 'amazon.nova-lite-v1:0'], 'ENOENT'],
    [['ask', '--file', nowhere], 'ENOENT'],
    [['ask', '--file', tmpdir()], 'EISDIR'],
  ])('%j has a remedy for %s, and not for a full disk', async (argv, code) => {
    const { status, stderr } = await runMain(argv);
    expect(status).not.toBe(0);
    expect(stderr).not.toContain('space');
    if (stderr.startsWith('PB-USAGE-004')) expect(stderr).toContain(`: ${code}.\nCheck `);
  });

  test.each([
    [{ code: 'ENOENT', syscall: 'open', path: '/x' }, 'Cannot use /x: ENOENT.', /^Check the path/],
    [{ code: 'EACCES', syscall: 'scandir', path: '/x' }, 'Cannot use /x: EACCES.', /^Check its permissions/],
    [{ code: 'EISDIR', syscall: 'read', path: '/x' }, 'Cannot use /x: EISDIR.', /not a folder/],
    [{ code: 'ENOTDIR', syscall: 'mkdir', path: '/x' }, 'Cannot use /x: ENOTDIR.', /^Check that it is a folder/],
    [{ code: 'ENOSPC', syscall: 'open', path: '/x' }, 'Cannot use /x: ENOSPC.', /^Free space/],
    [{ code: 'ENOSPC', syscall: 'write' }, 'Cannot use the named file: ENOSPC.', /^Free space/],
    [{ code: 'EISDIR', syscall: 'read' }, 'Cannot use the named file: EISDIR.', /not a folder/],
    [{ code: 'EXDEV', syscall: 'rename', path: '/x' }, 'Cannot use /x: EXDEV.', /^Check that it is the file/],
  ])('%j has a remedy of its own', (properties, message, remedy) => {
    const error = fileError(Object.assign(new Error('as the system says it'), properties));
    expect(error).toMatchObject({ code: 'PB-USAGE-004', message, remedy: expect.stringMatching(remedy) });
  });

  test.each([
    { code: 'ECONNREFUSED', syscall: 'connect' },
    { code: 'EPIPE', syscall: 'write' },
    { code: 'ENOENT' },
    {},
  ])('%j is no failure of a file', (properties) =>
    expect(fileError(Object.assign(new Error('x'), properties))).toBeUndefined(),
  );
});

test('a cdk.json that is not JSON is an error of the operator', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'main-'));
  writeFileSync(join(cwd, 'cdk.json'), '{');
  const { status, stderr } = await runMain(['cost'], { cwd });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringMatching(/^PB-APP-006 .*cdk\.json is not valid JSON\.\n/),
  });
  rmSync(cwd, { recursive: true });
});

test.each([
  ['/repository/build/bin', 'npm run preflight -- --fix', 'npm run preflight'],
  [
    '/project/node_modules/private-bedrock/dist',
    'npx private-bedrock preflight --fix',
    'npx private-bedrock preflight',
  ],
])('remedies of a program in %s name the command that its user has', (folder, withOption, without) => {
  expect(commandLine('preflight', '--fix', folder)).toBe(withOption);
  expect(commandLine('preflight', '', folder)).toBe(without);
});

test('--version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await runMain(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('each npm script of a command starts the one program', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const program = 'node tools/build.mjs && node build/bin/private-bedrock.js';
  const commands = NAMES.filter((name) => name !== 'summary');
  expect(commands.map((name) => scripts[name]?.split(' --')[0])).toEqual(commands.map((name) => `${program} ${name}`));
});

test('help loads neither an AWS client nor the CDK', () => {
  const script = `
    process.argv.push('private-bedrock', 'cost', '--help');
    require('./build/bin/private-bedrock.js');
    setImmediate(() => console.log(Object.keys(require.cache).filter((file) => file.includes('node_modules'))));`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: {} });
  expect(stdout).toMatch(/^Usage: private-bedrock cost/);
  expect(stdout).toMatch(/\n\[\]\n$/);
});
