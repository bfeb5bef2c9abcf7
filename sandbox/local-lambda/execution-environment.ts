import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type ClientRequest, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { FunctionError, initTimedOut, runtimeExited } from './function-error';
import type { Started } from './protocol';

export interface ProcessOptions {
  /** Path of the built host, build/local-lambda-host.js. */
  readonly host: string;
  readonly nodePath: string;
  readonly folder: string;
  readonly handler: string;
  /** Constant part of the handler's context. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Receives one line of the function's output. */
  readonly log: (line: string) => void;
}

/** Milliseconds that the code may take to load. Lambda allows 10 s and tries twice. */
const START_MS = 20_000;

/** Milliseconds that a function may take to end after SIGTERM. */
const GRACE_MS = 1_000;

/** One process that runs the function. */
export class ExecutionEnvironment {
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly child: ChildProcess,
    /** Resolves when the process has ended and all its lines are logged: with the reason, undefined on exit code 0. */
    readonly ended: Promise<string | undefined>,
    private readonly port: number,
  ) {}

  /** @throws FunctionError if the code does not load, or not in time */
  static async start({ host, nodePath, ...options }: ProcessOptions): Promise<ExecutionEnvironment> {
    const child = fork(host, [options.folder, options.handler, JSON.stringify(options.context)], {
      cwd: options.folder,
      execPath: nodePath,
      execArgv: [],
      env: options.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const output of [child.stdout, child.stderr]) {
      if (output) createInterface(output).on('line', options.log);
    }
    const ended = ending(child);
    return new ExecutionEnvironment(child, ended, await portOf(child, ended));
  }

  /** Opens an invocation. Its response is the answer. */
  post(headers: Readonly<Record<string, string>>): ClientRequest {
    return request({ host: '127.0.0.1', port: this.port, method: 'POST', agent: this.agent, headers });
  }

  /** Ends the process immediately. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Ends the process: SIGTERM, then SIGKILL. */
  async stop(): Promise<void> {
    this.child.kill();
    const killer = setTimeout(() => this.kill(), GRACE_MS);
    await this.ended;
    clearTimeout(killer);
    this.agent.destroy();
  }
}

/** Waits until the child listens. Ends it if it does not. */
async function portOf(child: ChildProcess, ended: Promise<string | undefined>): Promise<number> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const first = await Promise.race([
    once(child, 'message', { signal }).then(
      ([started]) => started as Started,
      () => ended,
    ),
    ended,
    delay(START_MS, 'late' as const, { signal }),
  ]);
  waiting.abort();
  if (typeof first === 'object' && 'port' in first) return first.port;
  child.kill('SIGKILL');
  const how = await ended;
  if (typeof first === 'object') throw new FunctionError(first.error);
  throw first === 'late' ? initTimedOut(START_MS / 1_000) : runtimeExited('none', how);
}

const ending = async (child: ChildProcess): Promise<string | undefined> => {
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once('close', (...how) => resolve(how));
    // A process that cannot start emits no `close`.
    child.once('error', ({ message }) => resolve([null, message]));
  });
  if (signal) return signal === 'SIGKILL' ? 'signal: killed' : `signal: ${signal}`;
  return code === 0 ? undefined : `exit status ${code}`;
};
