import type { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';

/** Objects of one bucket. */
export interface Objects {
  /** @throws ObjectMissing */
  read(key: string): Promise<Content>;
  write(key: string, text: string): Promise<void>;
  /** Creates an object. Returns false, and changes nothing, if it exists. */
  create(key: string, text: string): Promise<boolean>;
  /** Copies an object to another key. @throws ObjectChanged if its ETag is not `etag` any more */
  copy(key: string, etag: string, to: string): Promise<void>;
}

export interface Content {
  readonly chunks: AsyncIterable<Buffer>;
  /** ETag of these bytes. */
  readonly etag: string;
}

export class ObjectChanged extends Error {
  override readonly name = 'ObjectChanged';

  constructor(key: string, options?: ErrorOptions) {
    super(`${key} was changed during its validation. Start the workflow again.`, options);
  }
}

export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing';

  constructor(key: string, options?: ErrorOptions) {
    super(`${key} does not exist`, options);
  }
}

/** Most bytes of a manifest or a metrics file. */
const LARGEST_TEXT = 8 * 2 ** 20;

/** Reads a small object as text. @throws ObjectMissing, or Error if it has more than 8 MiB */
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

/** Errors of S3 for a missing object. Without `s3:ListBucket`, S3 returns AccessDenied instead. */
const MISSING = new Set(['NoSuchKey', 'NotFound']);

/** Errors of S3 for an object that has another ETag or is missing. */
const CHANGED = new Set(['PreconditionFailed', ...MISSING]);

/**
 * Errors of S3 for an object that exists, or that another request deletes at the same time.
 * Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
 */
const TAKEN = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

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
          // Copying tags would require more permissions.
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

  async create(key: string, text: string): Promise<boolean> {
    try {
      const object = { Bucket: this.bucket, Key: key, Body: text, ContentType: 'text/plain' };
      await this.client.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      if (!TAKEN.has((error as Error).name)) throw error;
      return false;
    }
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
