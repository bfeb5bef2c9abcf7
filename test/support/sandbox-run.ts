import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const started: SandboxRun[] = [];

/** Ends whatever a failed test left running. */
export async function endRuns(): Promise<void> {
  for (const run of started.splice(0)) {
    run.interrupt();
    await run.end();
  }
}

/** `npm run sandbox` as a process, with what it has written so far. */
export class SandboxRun {
  stdout = '';
  stderr = '';
  private readonly closed: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.closed = once(child, 'close').then(([code]) => code as number | null);
  }

  static start(args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env): SandboxRun {
    const script = join(process.cwd(), 'build/bin/sandbox.js');
    const run = new SandboxRun(spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    started.push(run);
    return run;
  }

  /** Waits for its end; gives the exit code. */
  end(): Promise<number | null> {
    return this.closed;
  }

  /** Waits until it has written this; fails if it ends before. */
  writes(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (pattern.test(this.stdout + this.stderr)) resolve();
      };
      for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', look);
      void this.closed.then((code) =>
        reject(new Error(`the sandbox ended with ${code} and never wrote ${pattern}\n${this.stderr}\n${this.stdout}`)),
      );
    });
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }
}

/** Processes that the sandbox starts and that run now, as `<pid> <command line>`. */
export function strays(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => /stand_in\.py|\.sandbox\/function|aws-cdk\/bin\/cdk.*\.sandbox/.test(line));
}

/** Ends the stand-in for AWS under the sandbox, as a crash would. */
export function killStandIn(): void {
  const [pid] = strays()
    .filter((line) => line.includes('stand_in.py'))
    .map((line) => Number(line.split(' ')[0]));
  if (pid === undefined) throw new Error('the stand-in does not run');
  process.kill(pid, 'SIGKILL');
}
