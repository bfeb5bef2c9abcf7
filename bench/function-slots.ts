import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from './figure';

/** Request for the function: when it arrives, and what it asks. */
export interface Arrival {
  /** Seconds after the beginning. */
  readonly at: number;
  readonly modelId: string;
}

export interface Load {
  /** Seconds from the arrival of a request to the end of its answer. */
  readonly latencies: readonly number[];
  /** Seconds until the last answer ended. */
  readonly seconds: number;
}

/** Execution environments of the function, each a process. Requests wait for a free one in the order of their arrival. */
export class FunctionSlots {
  private readonly free: ChildProcess[];
  private readonly waiting: ((slot: ChildProcess) => void)[] = [];

  private constructor(private readonly all: readonly ChildProcess[]) {
    this.free = [...all];
  }

  /** @param program bundle of bench/programs/function-slot.ts @param lambda bundle of the function */
  static async start(
    count: number,
    { node, program, lambda, env }: { node: string; program: string; lambda: string; env: Environment },
  ): Promise<FunctionSlots> {
    const slots = Array.from({ length: count }, () =>
      // Log lines of the function would fill a pipe that nobody reads.
      fork(program, [lambda], { execPath: node, env: { ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    );
    await Promise.all(slots.map((slot) => once(slot, 'message')));
    return new FunctionSlots(slots);
  }

  /** Sends each request at its time, whatever became of the others. */
  async load(arrivals: readonly Arrival[]): Promise<Load> {
    const start = performance.now();
    const since = () => (performance.now() - start) / 1000;
    const latencies = await Promise.all(
      arrivals.map(async ({ at, modelId }) => {
        await pause(at * 1000);
        await this.ask(modelId);
        return since() - at;
      }),
    );
    return { latencies, seconds: since() };
  }

  /** Waits for a free slot and for its whole answer. */
  private async ask(modelId: string): Promise<void> {
    const slot = this.free.pop() ?? (await new Promise<ChildProcess>((resolve) => this.waiting.push(resolve)));
    const answer = once(slot, 'message');
    slot.send(modelId);
    const [outcome] = (await answer) as [string];
    const next = this.waiting.shift();
    if (next) next(slot);
    else this.free.push(slot);
    if (outcome !== 'answered') throw new Error(`the function did not answer ${modelId}`);
  }

  stop(): void {
    for (const slot of this.all) slot.kill();
  }
}
