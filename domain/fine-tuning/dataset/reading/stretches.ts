/** Whole lines, each with its end but perhaps the last of the file; or one line that is too long to be held. */
export type Stretch = Buffer | typeof TOO_LONG;

export const TOO_LONG = 'too-long';

/** Bytes of the longest line that is read: some twenty times what any base model takes as one example. */
export const LONGEST_LINE = 4 * 2 ** 20;

const LF = 0x0a;

/** Cuts chunks as they come into stretches of whole lines, in memory that no line can make grow. */
export class Stretches {
  /** The beginning of a line whose end is in a later chunk: copies, since a chunk may be written to afterwards. */
  private begun: Buffer[] = [];
  private length = 0;
  private skipping = false;

  *take(chunk: Buffer): Generator<Stretch> {
    const first = chunk.indexOf(LF);
    if (first === -1) {
      yield* this.hold(chunk);
      return;
    }
    const isWhole = this.length === 0 && !this.skipping;
    if (this.length > 0) yield this.finished(chunk.subarray(0, first + 1));
    this.skipping = false;
    const last = chunk.lastIndexOf(LF);
    const lines = chunk.subarray(isWhole ? 0 : first + 1, last + 1);
    if (lines.length > 0) yield lines;
    yield* this.hold(chunk.subarray(last + 1));
  }

  *end(): Generator<Stretch> {
    if (this.length > 0) yield this.finished(Buffer.alloc(0));
  }

  /** Keeps the beginning of a line, until it is too long to be one. */
  private *hold(piece: Buffer): Generator<Stretch> {
    if (this.skipping || piece.length === 0) return;
    this.begun.push(Buffer.from(piece));
    this.length += piece.length;
    if (this.length <= LONGEST_LINE) return;
    this.finished(piece);
    this.skipping = true;
    yield TOO_LONG;
  }

  private finished(rest: Buffer): Buffer {
    const line = Buffer.concat([...this.begun, rest]);
    this.begun = [];
    this.length = 0;
    return line;
  }
}
