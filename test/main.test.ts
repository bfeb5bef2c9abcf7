import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { COMMANDS } from '../cli/commands';
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
  const { status, stderr } = await runMain([name, '--model', 'x', '--no-such-option']);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(/^error: unknown option '--/),
  });
});

test.each([[['cots']], [['help', 'cots']]])('%j names the nearest command', async (argv) => {
  const { status, stderr } = await runMain(argv);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      "error: unknown command 'cots'\n(Did you mean cost?)\nRun the command with --help for its arguments and options.\n",
  });
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
