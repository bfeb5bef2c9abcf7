import { gunzipped, isGzipped } from '../../../domain/fine-tuning/dataset/reading/gunzipped';
import { partsOf } from '../../../domain/fine-tuning/dataset/reading/part-reader';
import { type ReadOptions, RecordReader } from '../../../domain/fine-tuning/dataset/reading/record-reader';
import type { DatasetFile } from '../../../domain/fine-tuning/dataset/validate-dataset';
import type { BaseModel } from '../../../domain/models/base-model';
import { localParts } from './local-parts';
import { localSource, saying } from './local-source';
import { parallelParts } from './parallel-parts';
import type { Source } from './source';

/**
 * Opens a file on this machine or an object in S3.
 *
 * @param cwd folder that a relative path starts from
 * @throws OperatorError when it cannot be read
 */
export async function openSource(name: string, cwd: string): Promise<Source> {
  if (!name.startsWith('s3:')) return localSource(name, cwd);
  // Loaded when there is something in S3 to read: a local file is answered at once.
  const { s3Source } = await import('./s3-source');
  return s3Source(name);
}

export interface ReadBy {
  /** Of a file on this machine that is large enough and not compressed. */
  readonly threads: number;
  /** The built thread. */
  readonly program: string;
  /** Is told the share that has been read, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Bytes from which on several threads are worth their start. */
const LARGE = 32 * 2 ** 20;

/** A source as the validator reads it. */
export async function datasetFile(
  source: Source,
  model: BaseModel,
  options: ReadOptions,
  by: ReadBy,
): Promise<DatasetFile> {
  const { name, key, path, size } = source;
  const reader = new RecordReader(model, options);
  let read = 0;
  const onStored = (stored: number) => by.onProgress(size > 0 ? stored / size : 1);
  const onRead = (now: number) => {
    read = now;
  };
  const { mediaIn } = options;
  const file = { name, key, ...(mediaIn && { mediaIn }), bytes: () => read };
  if (!path || (await isGzip(source))) {
    let compressed = false;
    const onGzip = () => {
      compressed = true;
    };
    return {
      ...file,
      compressed: () => compressed,
      parts: () => partsOf(counted(gunzipped(counted(source.chunks(), onStored), onGzip), onRead), reader),
    };
  }
  const onBoth = (now: number) => {
    onRead(now);
    onStored(now);
  };
  if (by.threads === 1 || size < LARGE) return { ...file, parts: () => saying(name, localParts(path, reader, onBoth)) };
  const threads = { program: by.program, count: by.threads, onRead: onBoth };
  return { ...file, parts: () => saying(name, parallelParts({ path, model: model.id, options }, size, threads)) };
}

async function* counted(chunks: AsyncIterable<Buffer>, onTotal: (bytes: number) => void): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    onTotal(total);
    yield chunk;
  }
}

async function isGzip(source: Source): Promise<boolean> {
  for await (const chunk of source.chunks()) return isGzipped(chunk);
  return false;
}
