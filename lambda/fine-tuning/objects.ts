import type { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

/** The objects of one bucket. */
export interface Objects {
  /** @throws ObjectMissing */
  read(key: string): Promise<Content>;
  write(key: string, text: string): Promise<void>;
  /** Copies what was read to another key. @throws ObjectChanged when it is not there any more as it was read */
  copy(key: string, etag: string, to: string): Promise<void>;
}

export interface Content {
  readonly chunks: AsyncIterable<Buffer>;
  /** S3's name for these very bytes under this key. */
  readonly etag: string;
}

export class ObjectChanged extends Error {
  override readonly name = 'ObjectChanged';

  constructor(key: string, options?: ErrorOptions) {
    super(`${key} was changed while it was being checked`, options);
  }
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
  for await (const chunk of (await objects.read(key)).chunks) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST_TEXT) throw new Error(`${key} has more than ${LARGEST_TEXT} bytes`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The names that S3 gives to it: without `s3:ListBucket` on a key it would say AccessDenied. */
const MISSING = new Set(['NoSuchKey', 'NotFound']);

/** The name that S3 gives to it when an object has another ETag than it was asked for by, or is gone. */
const CHANGED = new Set(['PreconditionFailed', ...MISSING]);

export class BucketObjects implements Objects {
  private readonly client = new S3Client();

  constructor(private readonly bucket: string) {}

  async read(key: string): Promise<Content> {
    const { Body, ETag = '' } = await this.get(key);
    return { chunks: Body as Readable, etag: ETag };
  }

  async copy(key: string, etag: string, to: string): Promise<void> {
    const source = [this.bucket, ...key.split('/')].map(encodeURIComponent).join('/');
    try {
      await this.client.send(
        new CopyObjectCommand({
          Bucket: this.bucket,
          Key: to,
          CopySource: source,
          CopySourceIfMatch: etag,
          // Tags would be copied too, for which it takes permissions of their own.
          TaggingDirective: 'REPLACE',
        }),
      );
    } catch (error) {
      if (!CHANGED.has((error as Error).name)) throw error;
      const changed = new ObjectChanged(key, { cause: error });
      throw changed;
    }
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
