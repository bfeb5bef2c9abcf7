import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Part } from '../../../lambda/fine-tuning/dataset/part';
import { type Range, rangesOf } from './line-file';
import type { RangeWork } from './range-worker';

/** Bytes that a thread is given at a time: small against memory, large against a message. */
const RANGE = 2 * 2 ** 20;

/** MiB: what a thread leaves behind is collected soon, or two of them would need as much as they read. */
const LIMITS = { maxYoungGenerationSizeMb: 24 };

export interface Threads {
  /** The built thread. */
  readonly program: string;
  readonly count: number;
  /** Is told how many bytes of the file have been read. */
  readonly onRead: (bytes: number) => void;
}

/** Reads a file by several threads, and gives what they find in the order of the file. */
export async function* parallelParts(work: RangeWork, size: number, threads: Threads): AsyncGenerator<Part> {
  const readers = Array.from({ length: threads.count }, () => new RangeReader(threads.program, work));
  const ranges = rangesOf(size, RANGE);
  const pending: { readonly range: Range; readonly reader: RangeReader; readonly parts: Promise<Part[]> }[] = [];
  const give = (reader: RangeReader) => {
    const { value: range, done } = ranges.next();
    if (!done) pending.push({ range, reader, parts: reader.read(range) });
  };
  try {
    for (const reader of readers) give(reader);
    // The oldest first, whose reader then takes the next range: no more is held than one range a thread.
    for (let oldest = pending.shift(); oldest; oldest = pending.shift()) {
      const parts = await oldest.parts;
      give(oldest.reader);
      threads.onRead(oldest.range.end);
      yield* parts;
      if (parts.some(({ unreadable }) => unreadable)) return;
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.end()));
  }
}

class RangeReader {
  private readonly worker: Worker;

  constructor(program: string, work: RangeWork) {
    this.worker = new Worker(program, { workerData: work, resourceLimits: LIMITS });
  }

  read(range: Range): Promise<Part[]> {
    this.worker.postMessage(range);
    const parts = once(this.worker, 'message').then(([found]) => found as Part[]);
    // Whoever waits for it hears of the failure; until then it is not unhandled.
    parts.catch(() => undefined);
    return parts;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
