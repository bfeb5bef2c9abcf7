import { Worker } from 'node:worker_threads';
import type { Part } from '../../../domain/fine-tuning/dataset/reading/part';
import type { Range } from './line-file';
import type { RangeWork } from './range-parts';

/** MiB: what a thread leaves behind is collected soon, or two of them would need as much as they read. */
const LIMITS = { maxYoungGenerationSizeMb: 24 };

/** A range that is read, or about to be. */
export interface RangeRead {
  readonly range: Range;
  /** Undefined until it has been read. */
  parts: Part[] | undefined;
  readonly done: Promise<unknown>;
}

/** Another thread, which reads the ranges it is given, one after the other. */
export class RangeThread {
  private readonly worker: Worker;
  private readonly given: { read: RangeRead; resolve: () => void; reject: (error: Error) => void }[] = [];

  constructor(program: string, work: RangeWork) {
    this.worker = new Worker(program, { workerData: work, resourceLimits: LIMITS });
    this.worker.on('message', (parts: Part[]) => {
      const oldest = this.given.shift();
      if (oldest) oldest.read.parts = parts;
      oldest?.resolve();
    });
    this.worker.on('error', (error) => {
      for (const { reject } of this.given.splice(0)) reject(error);
    });
  }

  /** Ranges that it has and has not read. */
  get before(): number {
    return this.given.length;
  }

  read(range: Range): RangeRead {
    this.worker.postMessage(range);
    let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
    const done = new Promise<void>((resolve, reject) => {
      settle = { resolve, reject };
    });
    // Whoever waits for it hears of the failure; until then it is not unhandled.
    done.catch(() => undefined);
    const read: RangeRead = { range, parts: undefined, done };
    if (settle) this.given.push({ read, ...settle });
    return read;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
