import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const MAGIC = Buffer.from([0x1f, 0x8b]);
const CHUNK = 256 * 1024;

/** A compressed file that is damaged or incomplete. */
export class DamagedGzipError extends Error {
  override readonly name = 'DamagedGzipError';
}

/** @param start first bytes of a file, at least two */
export const isGzip = (start: Buffer): boolean => start.subarray(0, MAGIC.length).equals(MAGIC);

/**
 * Decompresses chunks that begin like gzip, and passes all others on. A chunk may be overwritten once the next is requested.
 *
 * @param onGzip called when the chunks are gzip
 * @throws DamagedGzipError
 */
export async function* gunzip(chunks: AsyncIterable<Buffer>, onGzip: () => void): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const all = (async function* () {
    if (!first.done) yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  })();
  if (first.done || !isGzip(first.value)) {
    yield* all;
    return;
  }
  onGzip();
  yield* decompress(copied(all));
}

async function* copied(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

async function* decompress(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const output = new PassThrough({ readableHighWaterMark: CHUNK });
  const done = pipeline(Readable.from(chunks), createGunzip({ chunkSize: CHUNK }), output);
  // Awaited below, after the output has ended with the same error.
  done.catch(() => undefined);
  try {
    yield* output;
    await done;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    throw new DamagedGzipError('the compressed file is damaged or incomplete', { cause: error });
  }
}
