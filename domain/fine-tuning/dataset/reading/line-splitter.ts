/** Whole lines with their line feeds (the last line of a file may lack it), or a line that is too long to be held. */
export type Lines = Buffer | typeof TOO_LONG;

export const TOO_LONG = 'too-long';

/** Bytes of the longest line that is read: about twenty times the largest example of any base model. */
export const LONGEST_LINE = 4 * 2 ** 20;

const LF = 0x0a;

/** Splits chunks of a file after line feeds. No line can make its memory grow. */
export class LineSplitter {
  /** Start of a line whose end is in a later chunk. */
  private pieces: Buffer[] = [];
  private length = 0;
  private isSkipping = false;

  *split(chunk: Buffer): Generator<Lines> {
    const first = chunk.indexOf(LF);
    if (first === -1) {
      yield* this.hold(chunk);
      return;
    }
    const isWhole = this.length === 0 && !this.isSkipping;
    if (this.length > 0) yield this.release(chunk.subarray(0, first + 1));
    this.isSkipping = false;
    const last = chunk.lastIndexOf(LF);
    const lines = chunk.subarray(isWhole ? 0 : first + 1, last + 1);
    if (lines.length > 0) yield lines;
    yield* this.hold(chunk.subarray(last + 1));
  }

  *end(): Generator<Lines> {
    if (this.length > 0) yield this.release(Buffer.alloc(0));
  }

  private *hold(piece: Buffer): Generator<Lines> {
    if (this.isSkipping || piece.length === 0) return;
    // A copy, because the chunk may be overwritten.
    this.pieces.push(Buffer.from(piece));
    this.length += piece.length;
    if (this.length <= LONGEST_LINE) return;
    this.pieces = [];
    this.length = 0;
    this.isSkipping = true;
    yield TOO_LONG;
  }

  private release(rest: Buffer): Buffer {
    const line = Buffer.concat([...this.pieces, rest]);
    this.pieces = [];
    this.length = 0;
    return line;
  }
}
