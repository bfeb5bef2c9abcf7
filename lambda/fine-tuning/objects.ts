import type { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** The objects of one bucket. */
export interface Objects {
  /** @throws ObjectMissing */
  read(key: string): Promise<AsyncIterable<Buffer>>;
  write(key: string, text: string): Promise<void>;
}

export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing';

  constructor(key: string, options?: ErrorOptions) {
    super(`there is no object ${key}`, options);
  }
}

/** What is larger is not what it is taken for. */
const LARGEST_TEXT = 8 * 2 ** 20;

/** A small object as text. @throws ObjectMissing, or Error when it has more than 8 MiB */
export async function readText(objects: Objects, key: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of await objects.read(key)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST_TEXT) throw new Error(`${key} has more than ${LARGEST_TEXT} bytes`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The names that S3 gives to it: without `s3:ListBucket` on a key it would say AccessDenied. */
const MISSING = new Set(['NoSuchKey', 'NotFound']);

export class BucketObjects implements Objects {
  private readonly client = new S3Client();

  constructor(private readonly bucket: string) {}

  async read(key: string): Promise<AsyncIterable<Buffer>> {
    return (await this.get(key)).Body as Readable;
  }

  async write(key: string, text: string): Promise<void> {
    const object = { Bucket: this.bucket, Key: key, Body: text, ContentType: 'application/json' };
    await this.client.send(new PutObjectCommand(object));
  }

  private async get(key: string): Promise<GetObjectCommandOutput> {
    try {
      return await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    } catch (error) {
      if (!MISSING.has((error as Error).name)) throw error;
      const missing = new ObjectMissing(key, { cause: error });
      throw missing;
    }
  }
}
