import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Io } from '../../cli/io';
import { main } from '../../cli/main';

export interface MainRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** Environment of a person with this account alone: no file of theirs and no instance role is looked at. */
export const environmentOf = (url: string): Environment => ({
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'dummy',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Runs `private-bedrock` inside this process, without a terminal. What the AWS SDK reads itself stays in process.env. */
export async function runMain(
  argv: readonly string[],
  changes: Partial<Io> & { readonly input?: string | undefined } = {},
) {
  const { input, ...io } = changes;
  const stdout = new Collected();
  const stderr = new Collected();
  const status = await main(argv, {
    stdin: Readable.from(input === undefined ? [] : [input]),
    isPiped: input !== undefined,
    stdout,
    stderr,
    env: { PATH: process.env.PATH },
    cwd: process.cwd(),
    onInterrupt: () => undefined,
    ...io,
  });
  return { status, stdout: stdout.text, stderr: stderr.text } satisfies MainRun;
}

/** The same with an environment that the AWS SDK sees as well. Several at once must have the same. */
export async function runMainIn(
  env: Environment,
  argv: readonly string[],
  input?: string,
  streams: Partial<Pick<Io, 'stdout' | 'stderr'>> = {},
): Promise<MainRun> {
  const leave = enter(env);
  try {
    return await runMain(argv, { env, input, ...streams });
  } finally {
    leave();
  }
}

let entered: { readonly env: Environment; readonly before: NodeJS.ProcessEnv; runs: number } | undefined;

function enter(env: Environment): () => void {
  const current = entered ?? { env, before: { ...process.env }, runs: 0 };
  if (JSON.stringify(current.env) !== JSON.stringify(env))
    throw new Error('a command still runs in another environment');
  // As cli/process-io.ts does, for the same reason.
  if (current.runs === 0) replaceEnvironment({ ...env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
  entered = current;
  current.runs += 1;
  return () => {
    current.runs -= 1;
    if (current.runs > 0) return;
    replaceEnvironment(current.before);
    entered = undefined;
  };
}

function replaceEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** The built program as a process of its own, with an empty standard input: the contract with the shell. */
export async function runProcess(env: Environment, argv: readonly string[]): Promise<MainRun> {
  const child = spawn(process.execPath, ['build/bin/private-bedrock.js', ...argv], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: status as number | null, stdout, stderr };
}

class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
