import { inspectFileStart } from './file-start';
import type { LineReader } from './line-reader';
import { LineSplitter, type Lines, TOO_LONG } from './line-splitter';

/** Size of the text that is decoded at once: V8 makes and drops strings of this size cheaply. */
const PIECE = 64 * 1024;

const LF = 0x0a;

/** Reads a dataset file chunk by chunk. */
export class FileReader {
  private readonly splitter = new LineSplitter();
  private isAtStart = true;

  constructor(private readonly lineReader: LineReader) {}

  /** @returns whether the rest of the file can be read */
  read(chunk: Buffer): boolean {
    const text = this.isAtStart ? this.start(chunk) : chunk;
    this.isAtStart = false;
    for (const lines of this.splitter.split(text)) this.readLines(lines);
    return !this.lineReader.summary.isUnreadable;
  }

  end(): void {
    for (const lines of this.splitter.end()) this.readLines(lines);
  }

  /** @returns the text of the first chunk */
  private start(chunk: Buffer): Buffer {
    const start = inspectFileStart(chunk);
    if (!start) return chunk;
    const { summary } = this.lineReader;
    summary.findings.add(start.code, start.message);
    summary.isUnreadable = start.textFrom === undefined;
    return chunk.subarray(start.textFrom ?? chunk.length);
  }

  private readLines(lines: Lines): void {
    if (lines === TOO_LONG) this.lineReader.skipLine();
    else for (const piece of pieces(lines)) this.lineReader.read(piece);
  }
}

/** Cuts lines into pieces after the last line that fits; a longer line is a piece of its own. */
function* pieces(lines: Buffer): Generator<Buffer> {
  for (let from = 0; from < lines.length; ) {
    const piece = lines.subarray(from, from + PIECE);
    const lf = from + PIECE < lines.length ? piece.lastIndexOf(LF) : piece.length - 1;
    const end = lf === -1 ? lines.indexOf(LF, from + PIECE) : from + lf;
    const to = end === -1 ? lines.length : end + 1;
    yield lines.subarray(from, to);
    from = to;
  }
}
