import type { DatasetFile } from '../../domain/fine-tuning/dataset/validate-dataset';
import type { JobDigest } from '../../domain/fine-tuning/job/job-digest';
import type { Objects } from './objects';

/** File with the ETag that it had when it was read. */
export interface DigestedFile extends DatasetFile {
  readonly etag: () => string;
}

/** File of the dataset that is read once, for the validator and for the digest in the job's name. */
export function digestedFile(objects: Objects, key: string, digest: JobDigest, bucket: string): DigestedFile {
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
  return { name: `s3://${bucket}/${key}`, key, bytes: () => bytes, etag: () => etag, chunks };
}
