import { partsOf } from '../../domain/fine-tuning/dataset/reading/part-reader';
import { type ReadOptions, RecordReader } from '../../domain/fine-tuning/dataset/reading/record-reader';
import type { DatasetFile } from '../../domain/fine-tuning/dataset/validate-dataset';
import type { JobDigest } from '../../domain/fine-tuning/job/job-digest';
import type { BaseModel } from '../../domain/models/base-model';
import type { Objects } from './objects';

/** File with the ETag that it had when it was read. */
export interface DigestedFile extends DatasetFile {
  readonly etag: () => string;
}

/** File of the dataset that is read once, for the validator and for the digest in the job's name. */
export function digestedFile(
  objects: Objects,
  key: string,
  digest: JobDigest,
  model: BaseModel,
  options: ReadOptions & { readonly bucket: string },
): DigestedFile {
  let bytes = 0;
  let etag = '';
  async function* chunks(): AsyncGenerator<Buffer> {
    const content = await objects.read(key);
    etag = content.etag;
    for await (const chunk of content.chunks) {
      digest.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return {
    name: `s3://${options.bucket}/${key}`,
    key,
    ...(options.mediaIn && { mediaIn: options.mediaIn }),
    bytes: () => bytes,
    etag: () => etag,
    parts: () => partsOf(chunks(), new RecordReader(model, options)),
  };
}
