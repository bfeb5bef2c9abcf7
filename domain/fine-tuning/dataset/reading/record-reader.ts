import { isUtf8 } from 'node:buffer';
import type { BaseModel } from '../../../models/base-model';
import type { ExampleOptions } from '../record/example';
import { LineReader } from './line-reader';
import { emptyPart, type Part } from './part';
import { type Stretch, TOO_LONG } from './stretches';

export interface ReadOptions extends ExampleOptions {
  /** How many findings of each code are kept. */
  readonly limit: number;
}

/** Reads stretches of a dataset for one model, in any order. */
export class RecordReader {
  constructor(
    private readonly model: BaseModel,
    readonly options: ReadOptions,
  ) {}

  /**
   * Reads as if a byte were a character: all that is looked for is ASCII, whether the bytes are UTF-8 is asked of the
   * whole stretch at once, and decoding it would cost as much as all the rest.
   */
  read(stretch: Stretch): Part {
    const part = emptyPart(this.options.limit);
    if (stretch === TOO_LONG) {
      LineReader.skip(part);
      return part;
    }
    for (const bytes of piecesOf(stretch)) this.readPiece(bytes, part);
    return part;
  }

  private readPiece(bytes: Buffer, part: Part): void {
    const text = bytes.toString('latin1');
    const lines = new LineReader(this.model, part, this.options, { bytes, text, isUtf8: isUtf8(bytes) });
    for (let start = 0; start < text.length; ) {
      const lf = text.indexOf('\n', start);
      const end = lf === -1 ? text.length : lf;
      lines.read(start, end);
      start = end + 1;
    }
  }
}

/** A string of so many characters still lives where V8 makes and drops strings cheaply, and in the processor's cache. */
const PIECE = 64 * 1024;

const LF = 0x0a;

/** Whole lines, cut after the last one that fits; a longer one stands alone. */
function* piecesOf(stretch: Buffer): Generator<Buffer> {
  for (let from = 0; from < stretch.length; ) {
    const piece = stretch.subarray(from, from + PIECE);
    const lf = from + PIECE < stretch.length ? piece.lastIndexOf(LF) : piece.length - 1;
    const end = lf === -1 ? stretch.indexOf(LF, from + PIECE) : from + lf;
    const to = end === -1 ? stretch.length : end + 1;
    yield stretch.subarray(from, to);
    from = to;
  }
}
