import { beginningOf } from './beginning';
import { emptyPart, type Part } from './part';
import type { RecordReader } from './record-reader';
import { Stretches } from './stretches';

/** Reads a dataset, or a range of its lines, chunk by chunk. */
export class PartReader {
  /** Nothing more is worth reading. */
  ended = false;
  private readonly stretches = new Stretches();

  /** @param atBeginning whether the first chunk is the beginning of the file */
  constructor(
    private readonly reader: RecordReader,
    private atBeginning: boolean,
  ) {}

  *take(chunk: Buffer): Generator<Part> {
    const text = this.atBeginning ? yield* this.begin(chunk) : chunk;
    this.atBeginning = false;
    for (const stretch of this.stretches.take(text)) yield this.reader.read(stretch);
  }

  *end(): Generator<Part> {
    for (const stretch of this.stretches.end()) yield this.reader.read(stretch);
  }

  /** The first chunk without its byte order mark; nothing of a file that is no text. */
  private *begin(chunk: Buffer): Generator<Part, Buffer> {
    const beginning = beginningOf(chunk);
    if (!beginning) return chunk;
    const part = emptyPart(this.reader.options.limit);
    part.findings.add(beginning.code, beginning.what);
    part.unreadable = beginning.from === undefined;
    this.ended = part.unreadable;
    yield part;
    return chunk.subarray(beginning.from ?? chunk.length);
  }
}

/** Reads a whole dataset as its bytes come. */
export async function* partsOf(chunks: AsyncIterable<Buffer>, reader: RecordReader): AsyncGenerator<Part> {
  const parts = new PartReader(reader, true);
  for await (const chunk of chunks) {
    yield* parts.take(chunk);
    if (parts.ended) return;
  }
  yield* parts.end();
}
