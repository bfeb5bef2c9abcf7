import { setImmediate as turn } from 'node:timers/promises';
import type { Part } from '../../../domain/fine-tuning/dataset/reading/part';
import { type Range, rangesOf } from './line-file';
import { RangeParts, type RangeWork } from './range-parts';
import { type RangeRead, RangeThread } from './range-thread';

/** Bytes that a thread is given at a time: small against memory, large against a message. */
const RANGE = 2 * 2 ** 20;

/** Ranges that another thread has before it, so that it need not wait while this one reads. */
const AHEAD = 3;

/** Ranges that are read, or being read, and not yet given on: what is held in memory. */
const MOST = 16;

export interface Threads {
  /** The built thread. */
  readonly program: string;
  /** This one is one of them. */
  readonly count: number;
  /** Is told how many bytes of the file have been read. */
  readonly onRead: (bytes: number) => void;
}

/** Has the next range read; false when there is none. */
type Give = (read: (range: Range) => RangeRead) => boolean;

/** Reads a file by several threads, and gives what they find in the order of the file. */
export async function* parallelParts(work: RangeWork, size: number, threads: Threads): AsyncGenerator<Part> {
  const others = Array.from({ length: threads.count - 1 }, () => new RangeThread(threads.program, work));
  const here = new RangeParts(work);
  const ranges = rangesOf(size, RANGE);
  const queue: RangeRead[] = [];
  const give: Give = (read) => {
    const { value: range, done } = ranges.next();
    if (done) return false;
    queue.push(read(range));
    return true;
  };
  const readHere = (range: Range): RangeRead => ({ range, parts: here.read(range), done: Promise.resolve() });
  try {
    for (;;) {
      feed(others, give);
      if (yield* whatIsRead(queue, threads)) return;
      if (queue.length < MOST && give(readHere)) await turn();
      else if (queue[0]) await queue[0].done;
      else return;
    }
  } finally {
    here.close();
    await Promise.all(others.map((other) => other.end()));
  }
}

function feed(others: readonly RangeThread[], give: Give): void {
  for (const other of others) while (other.before < AHEAD && give((range) => other.read(range)));
}

/** Gives what has been read at the beginning of the queue; returns whether nothing after it is worth reading. */
function* whatIsRead(queue: RangeRead[], { onRead }: Threads): Generator<Part, boolean> {
  for (let first = queue[0]; first?.parts; first = queue[0]) {
    queue.shift();
    onRead(first.range.end);
    yield* first.parts;
    if (first.parts.some(({ unreadable }) => unreadable)) return true;
  }
  return false;
}
