import type { BaseModel } from './dataset/base-model';
import { partsOf } from './dataset/part-reader';
import { type ReadOptions, RecordReader } from './dataset/record-reader';
import type { DatasetFile } from './dataset/validate-dataset';
import type { JobDigest } from './job/job-digest';
import type { Objects } from './objects';

/** A file of the dataset that is read once: by the validator, and by the digest that becomes the name of the job. */
export function digestedFile(
  objects: Objects,
  key: string,
  digest: JobDigest,
  model: BaseModel,
  options: ReadOptions,
): DatasetFile {
  let bytes = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of await objects.read(key)) {
      digest.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return {
    name: `s3://${options.bucket}/${key}`,
    key,
    bytes: () => bytes,
    parts: () => partsOf(chunks(), new RecordReader(model, options)),
  };
}
