import { closeSync, openSync, readSync } from 'node:fs';
import { LONGEST_LINE } from '../../../domain/fine-tuning/dataset/reading/stretches';

/** The lines that begin at `start` or later, and before `end`. Bytes of a file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const LF = 0x0a;
const CHUNK = 256 * 1024;

/** Ranges that together hold every line once. */
export function* rangesOf(size: number, length: number): Generator<Range> {
  for (let start = 0; start < size; start += length) yield { start, end: Math.min(size, start + length) };
}

/** A file of lines that is read by chunks, each of which holds until the next one is asked for. */
export class LineFile {
  private readonly file: number;
  private readonly buffer = Buffer.allocUnsafeSlow(CHUNK);

  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  close(): void {
    closeSync(this.file);
  }

  /** All bytes, to where the file ends now. */
  *bytes(): Generator<Buffer> {
    let at = 0;
    for (let chunk = this.read(at, CHUNK); chunk.length > 0; chunk = this.read(at, at + CHUNK)) {
      at += chunk.length;
      yield chunk;
    }
  }

  /** The bytes of the lines of a range, the last one to its end. A line that is too long is given until that is sure. */
  *lines({ start, end }: Range): Generator<Buffer> {
    const from = start === 0 ? 0 : this.afterLineFeed(start - 1, end - 1);
    if (from === undefined) return;
    let last = -1;
    for (let at = from; at < end; ) {
      const chunk = this.read(at, end);
      if (chunk.length === 0) return;
      last = chunk.at(-1) ?? -1;
      at += chunk.length;
      yield chunk;
    }
    if (last !== LF) yield* this.restOfLine(end);
  }

  private *restOfLine(from: number): Generator<Buffer> {
    for (let at = from; at - from <= LONGEST_LINE; ) {
      const chunk = this.read(at, at + CHUNK);
      if (chunk.length === 0) return;
      at += chunk.length;
      const lf = chunk.indexOf(LF);
      yield lf === -1 ? chunk : chunk.subarray(0, lf + 1);
      if (lf !== -1) return;
    }
  }

  /** Where the line after the first line feed from `from` on begins; undefined when there is none before `before`. */
  private afterLineFeed(from: number, before: number): number | undefined {
    for (let at = from; at < before; ) {
      const chunk = this.read(at, before);
      const lf = chunk.indexOf(LF);
      if (lf !== -1) return at + lf + 1;
      if (chunk.length === 0) return undefined;
      at += chunk.length;
    }
    return undefined;
  }

  private read(from: number, before: number): Buffer {
    const length = readSync(this.file, this.buffer, 0, Math.min(CHUNK, before - from), from);
    return this.buffer.subarray(0, length);
  }
}
