import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type ClientRequest, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { FunctionError, initTimedOut, runtimeExited } from './function-error';
import type { Started } from './protocol';

export interface ProcessOptions {
  /** The built host: build/local-lambda-host.js. */
  readonly host: string;
  readonly nodePath: string;
  readonly folder: string;
  readonly handler: string;
  /** What of the handler's context does not change. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Takes one line that the function wrote. */
  readonly log: (line: string) => void;
}

/** Lambda gives 10 s and then tries once more; a machine under load gets as much as both. */
const START_MS = 20_000;

/** How long a function may take to end when it is asked to. */
const GRACE_MS = 1_000;

/** One process that runs the function, as long as it lives. */
export class ExecutionEnvironment {
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly child: ChildProcess,
    /** Resolves when the process is over and all its lines are logged: how it ended, undefined if by itself. */
    readonly ended: Promise<string | undefined>,
    private readonly port: number,
  ) {}

  /** @throws FunctionError if the code cannot be loaded, or not in time */
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

  /** Opens an invocation; what comes back is the answer. */
  post(headers: Readonly<Record<string, string>>): ClientRequest {
    return request({ host: '127.0.0.1', port: this.port, method: 'POST', agent: this.agent, headers });
  }

  /** Ends it at once. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Asks it to end, and sees to it. */
  async stop(): Promise<void> {
    this.child.kill();
    const killer = setTimeout(() => this.kill(), GRACE_MS);
    await this.ended;
    clearTimeout(killer);
    this.agent.destroy();
  }
}

/** Waits until the child listens, and ends it if it does not. */
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
    // It could not even be started: then there is no `close`.
    child.once('error', ({ message }) => resolve([null, message]));
  });
  if (signal) return signal === 'SIGKILL' ? 'signal: killed' : `signal: ${signal}`;
  return code === 0 ? undefined : `exit status ${code}`;
};
