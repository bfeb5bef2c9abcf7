import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { AudioFile } from '../../../domain/clinical-note/audio/audio-headers';
import type { Source } from '../contract';

/** Errors of S3 for an object that exists, or that another request writes at the same time. */
const TAKEN = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** Errors of S3 for an object that has another ETag or is gone. */
const REPLACED = new Set(['PreconditionFailed', 'NoSuchKey', 'NotFound']);

/** The object has another ETag than the event, or is gone. */
export class RecordingReplaced extends Error {
  override readonly name = 'RecordingReplaced';
}

/** Recordings of one bucket, and the claims of executions on them. The function can read nothing else. */
export class Recordings {
  constructor(
    private readonly client: Pick<S3Client, 'send'>,
    private readonly bucket: string,
  ) {}

  /** Returns the size of the object of the event; undefined if it was replaced or is gone. */
  async find({ key, etag }: Source): Promise<number | undefined> {
    // A list tells a missing object from a denied one, which a read cannot without the permission to list everything.
    const { Contents = [] } = await this.client.send(
      new ListObjectsV2Command({ Bucket: this.bucket, Prefix: key, MaxKeys: 1 }),
    );
    const [found] = Contents;
    return found?.Key === key && found.ETag?.replaceAll('"', '') === etag ? found.Size : undefined;
  }

  /**
   * Returns the metadata of a recording, without the prefix `x-amz-meta-`. There are no tags: nobody may set them.
   *
   * @throws RecordingReplaced
   */
  metadata({ key, etag }: Source): Promise<Readonly<Record<string, string>>> {
    return unlessReplaced(async () => {
      const { Metadata = {} } = await this.client.send(
        new HeadObjectCommand({ Bucket: this.bucket, Key: key, IfMatch: quoted(etag) }),
      );
      return Metadata;
    });
  }

  /** Returns the bytes of a recording, to be read in pieces. Reading throws RecordingReplaced. */
  open({ key, etag }: Source, size: number): AudioFile {
    return {
      size,
      read: (start, end) =>
        unlessReplaced(async () => {
          const { Body } = await this.client.send(
            new GetObjectCommand({
              ...{ Bucket: this.bucket, Key: key, IfMatch: quoted(etag) },
              Range: `bytes=${start}-${end - 1}`,
            }),
          );
          return (await Body?.transformToByteArray()) ?? new Uint8Array();
        }),
    };
  }

  /** Claims a consultation for an execution. Returns false if another execution has claimed it. */
  async claim(key: string, execution: string): Promise<boolean> {
    try {
      const claim = { Bucket: this.bucket, Key: key, Body: JSON.stringify({ execution }) };
      await this.client.send(new PutObjectCommand({ ...claim, ContentType: 'application/json', IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      if (!TAKEN.has((error as Error).name)) throw error;
      // A retry of the same execution finds its own claim.
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      const claim = JSON.parse((await Body?.transformToString()) ?? '') as { readonly execution?: string };
      return claim.execution === execution;
    }
  }
}

const quoted = (etag: string): string => `"${etag}"`;

async function unlessReplaced<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!REPLACED.has((error as Error).name)) throw error;
    const replaced = new RecordingReplaced('', { cause: error });
    throw replaced;
  }
}
