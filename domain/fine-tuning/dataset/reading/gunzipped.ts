import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const MAGIC = Buffer.from([0x1f, 0x8b]);

/** The end of a compressed file is missing, or some of it is damaged. */
export class DamagedGzipError extends Error {
  override readonly name = 'DamagedGzipError';
}

/** @param beginning the first bytes of a file, two at least */
export const isGzipped = (beginning: Buffer): boolean => beginning.subarray(0, MAGIC.length).equals(MAGIC);

/**
 * The bytes as they are, or those within when they are gzip, which their first two tell.
 *
 * @param onGzip is told when they are
 * @throws DamagedGzipError
 */
export async function* gunzipped(chunks: AsyncIterable<Buffer>, onGzip: () => void): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const all = (async function* () {
    if (!first.done) yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  })();
  if (first.done || !isGzipped(first.value)) {
    yield* all;
    return;
  }
  onGzip();
  yield* inflated(all);
}

async function* inflated(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const output = new PassThrough({ readableHighWaterMark: CHUNK });
  const done = pipeline(Readable.from(chunks), createGunzip({ chunkSize: CHUNK }), output);
  // It is awaited below, once the output has ended in the same error.
  done.catch(() => undefined);
  try {
    yield* output;
    await done;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    throw new DamagedGzipError('the compressed file is damaged, or its end is missing', { cause: error });
  }
}

const CHUNK = 256 * 1024;
