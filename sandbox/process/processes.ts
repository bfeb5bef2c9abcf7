import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Started {
  readonly child: ChildProcess;
  /** Exit code, or the name of the signal that ended it. Resolves after all output has been read. */
  readonly ended: Promise<number | string>;
  /** Last lines of its output, both streams together. */
  readonly tail: () => readonly string[];
}

export interface StartOptions {
  readonly env: Environment;
  /** Output is also written to `<logs>/<name>.log`. @default - no log file */
  readonly name?: string;
  readonly onLine?: (line: string) => void;
  /** Receives output as it arrives. */
  readonly onText?: (text: string, from: 'stdout' | 'stderr') => void;
}

interface RunOptions extends StartOptions {
  readonly signal: AbortSignal;
  /** Standard input. @default - empty */
  readonly input?: string | undefined;
  /** Interrupts the command as Ctrl-C does: its end is then an end as any other. */
  readonly interrupt?: AbortSignal;
}

const TAIL_LINES = 20;

/** Child processes of the sandbox, each in a process group of its own. None outlives the sandbox. */
export class Processes {
  private readonly running = new Set<ChildProcess>();

  constructor(private readonly logs: string) {
    mkdirSync(logs, { recursive: true });
  }

  /** Starts a command. Its standard input stays open until this process ends. */
  start(file: string, args: readonly string[], { env, name, onLine, onText }: StartOptions): Started {
    // In a group of its own, Ctrl-C of the terminal does not reach it: this process ends its children in order.
    const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    this.running.add(child);
    child.stdin.on('error', () => undefined);
    const log = name === undefined ? undefined : createWriteStream(join(this.logs, `${name}.log`), { flags: 'a' });
    const lines: string[] = [];
    for (const from of ['stdout', 'stderr'] as const) {
      let rest = '';
      child[from].setEncoding('utf8').on('data', (chunk: string) => {
        log?.write(chunk);
        onText?.(chunk, from);
        const [first = '', ...others] = chunk.split(/\r?\n/);
        const whole = [rest + first, ...others];
        rest = whole.pop() ?? '';
        for (const line of whole.filter((text) => text.trim() !== '')) {
          lines.push(line);
          if (lines.length > TAIL_LINES) lines.shift();
          onLine?.(line);
        }
      });
    }
    const failed = once(child, 'error').then(([error]) => {
      lines.push((error as Error).message);
      return -1;
    });
    const closed = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
    const ended = Promise.race([closed, failed]).finally(() => {
      this.running.delete(child);
      log?.end();
    });
    return { child, ended, tail: () => lines };
  }

  /** Runs a command to its end, or until `signal` aborts it. */
  async run(file: string, args: readonly string[], options: RunOptions) {
    options.signal.throwIfAborted();
    const started = this.start(file, args, options);
    started.child.stdin?.end(options.input);
    const abort = () => kill(started.child, 'SIGTERM');
    options.signal.addEventListener('abort', abort, { once: true });
    options.interrupt?.addEventListener('abort', () => kill(started.child, 'SIGINT'), { once: true });
    const code = await started.ended;
    options.signal.removeEventListener('abort', abort);
    options.signal.throwIfAborted();
    return { code, tail: started.tail() };
  }

  /** Ends every child: SIGTERM, and two seconds later SIGKILL. */
  async stopAll(): Promise<void> {
    const children = [...this.running];
    const gone = Promise.all(children.map((child) => (hasEnded(child) ? undefined : once(child, 'close'))));
    for (const child of children) kill(child, 'SIGTERM');
    const forced = setTimeout(() => {
      for (const child of children) kill(child, 'SIGKILL');
    }, 2_000);
    await gone;
    clearTimeout(forced);
  }
}

const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** Signals a process and its own children. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The process has just ended.
  }
}
