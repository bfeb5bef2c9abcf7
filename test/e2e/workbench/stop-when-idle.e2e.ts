import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Jupyter, jupyterServer } from '../../support/jupyter-server';

const PROGRAM = 'workbench/stop-when-idle.py';

/** Looks of the program within its idle time: 20 a minute of the tests, and 5 idle minutes. */
const IDLE_LOOKS = 100;
const ENOUGH = IDLE_LOOKS * 1.5;

let folder: string;
let jupyter: Jupyter;
let program: ChildProcess;
let ended: Promise<number | null>;

const stops = () => (existsSync(join(folder, 'stops')) ? readFileSync(join(folder, 'stops'), 'utf8') : '');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'idle-'));
  mkdirSync(join(folder, 'processes'));
  // Records what the AWS CLI is asked; a file named `refuse` makes it fail, as SageMaker would.
  const cli = join(folder, 'aws');
  writeFileSync(
    cli,
    `#!/bin/sh\necho "$@" >> '${folder}/stops'\nif [ -e '${folder}/refuse' ]; then echo AccessDenied >&2; exit 254; fi\n`,
  );
  chmodSync(cli, 0o755);
  jupyter = await jupyterServer();
});

afterEach(async () => {
  program?.kill();
  await jupyter.close();
});

/** Starts the program on a clock that runs 400 times as fast as minutes do. */
function start(args: readonly string[] = [PROGRAM, 'lab', 'us-east-1', '5']) {
  program = spawn('python3', args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      IDLE_AWS: join(folder, 'aws'),
      IDLE_JUPYTER: jupyter.url,
      IDLE_PROCESSES: join(folder, 'processes'),
      IDLE_SECONDS_BETWEEN_LOOKS: '0.0075',
      IDLE_SECONDS_IN_A_MINUTE: '0.15',
    },
  });
  ended = new Promise((resolve) => program.once('exit', resolve));
}

const kernel = (execution_state: string, last_activity = '2026-11-28T08:00:00Z') => ({
  ...{ id: 'k1', execution_state, last_activity },
});

const STOP = 'sagemaker stop-notebook-instance --notebook-instance-name lab --region us-east-1\n';

test('an idle kernel: the notebook stops itself, once', async () => {
  jupyter.kernels = [kernel('idle')];
  start();
  expect(await ended).toBe(0);
  expect(stops()).toBe(STOP);
});

test('a busy kernel: the notebook runs on, and stops only after it has ended', async () => {
  jupyter.kernels = [kernel('busy')];
  start();
  await jupyter.looks(ENOUGH);
  expect(stops()).toBe('');
  jupyter.kernels = [kernel('idle', '2026-11-28T09:00:00Z')];
  expect(await ended).toBe(0);
  expect(stops()).toBe(STOP);
});

test('somebody who works: each new activity begins the time anew', async () => {
  start();
  for (const minute of [10, 11, 12, 13]) {
    jupyter.kernels = [kernel('idle', `2026-11-28T08:${minute}:00Z`)];
    await jupyter.looks(IDLE_LOOKS / 4);
  }
  expect(stops()).toBe('');
});

test('a terminal is open: it stops the notebook when it waits, and keeps it running while a program runs in it', async () => {
  const terminal = spawn('python3', ['-c', 'import pty; pty.spawn(["bash", "--norc", "-i"])'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  try {
    const shell = await childOf(terminal.pid);
    symlinkSync(`/proc/${shell}`, join(folder, 'processes', String(shell)));
    jupyter.terminals = [{ name: '1', last_activity: '2026-11-28T08:00:00Z' }];
    terminal.stdin?.write('sleep 600\n');
    await childOf(shell);
    start();
    await jupyter.looks(ENOUGH);
    expect(stops()).toBe('');
    // Ctrl-C ends the program; the shell waits.
    terminal.stdin?.write('\u0003');
    expect(await ended).toBe(0);
    expect(stops()).toBe(STOP);
  } finally {
    terminal.kill();
  }
});

/** Waits until a process has a child with a terminal. */
async function childOf(pid: number | undefined): Promise<number> {
  for (;;) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    const child = children.find(hasTerminal);
    if (child) return Number(child);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Fifth field after the name: proc_pid_stat(5). */
function hasTerminal(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[4] !== '0';
  } catch {
    return false;
  }
}

test('the calendar jumps a day back and forth: nobody is stopped early, and the idle are stopped', async () => {
  const jumping = `
import runpy, sys, time
calendar, jumps = time.time, [0]
def jump():
    jumps[0] += 1
    return calendar() + 86400 * (-1) ** jumps[0]
time.time = jump
sys.argv = ['${PROGRAM}', 'lab', 'us-east-1', '5']
runpy.run_path('${PROGRAM}', run_name='__main__')`;
  jupyter.kernels = [kernel('idle', '1999-01-01T00:00:00Z')];
  start(['-c', jumping]);
  await jupyter.looks(IDLE_LOOKS / 4);
  expect(stops()).toBe('');
  // What the server says of its last activity jumps with the calendar, though nobody works: that counts as one activity.
  jupyter.kernels = [kernel('idle', '2099-01-01T00:00:00Z')];
  expect(await ended).toBe(0);
  expect(stops()).toBe(STOP);
});

test('a Jupyter server that broke serves nobody: the notebook stops itself', async () => {
  jupyter.isBroken = true;
  start();
  expect(await ended).toBe(0);
  expect(stops()).toBe(STOP);
});

test('SageMaker refuses: the program says so, and asks again', async () => {
  writeFileSync(join(folder, 'refuse'), '');
  let said = '';
  start();
  program.stdout?.on('data', (data) => {
    said += data;
  });
  while (stops().split('\n').length < 4) await jupyter.looks(1);
  expect(said).toMatch(/^Idle for 5 minutes: stops lab\.\nNot stopped: AccessDenied\. Asks again in a minute\./);
  expect(stops()).toMatch(new RegExp(`^(${STOP}){3}`));
});
