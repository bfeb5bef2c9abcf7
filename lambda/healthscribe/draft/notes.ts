import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { OUTPUT_LIMITS } from '../../../domain/clinical-note/outputs/output-error';

/** Errors of S3 for an object that exists, or that another request writes at the same time. */
const TAKEN = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** Object with the time at which S3 stored it. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970, in whole seconds. */
  readonly writtenAt: number;
}

/** Objects of one bucket with outputs, drafts or signed notes. */
export class Notes {
  constructor(
    private readonly client: Pick<S3Client, 'send'>,
    private readonly bucket: string,
  ) {}

  /**
   * Returns an object; undefined if it does not exist. It looks at the list first: a read tells a missing
   * object from a denied one only with the permission to list everything.
   */
  async read(key: string): Promise<StoredFile | undefined> {
    const { Contents = [] } = await this.client.send(
      new ListObjectsV2Command({ Bucket: this.bucket, Prefix: key, MaxKeys: 1 }),
    );
    const [found] = Contents;
    if (found?.Key !== key) return undefined;
    // The reader of outputs refuses larger files: there is no need to load one.
    const writtenAt = found.LastModified?.getTime() ?? 0;
    if ((found.Size ?? 0) > OUTPUT_LIMITS.bytes) return { bytes: new Uint8Array(), writtenAt };
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), writtenAt };
  }

  /** Creates an object. Returns false, and changes nothing, if it exists. */
  async create(key: string, text: string): Promise<boolean> {
    try {
      const object = { Bucket: this.bucket, Key: key, Body: text, ContentType: 'application/json' };
      await this.client.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      if (!TAKEN.has((error as Error).name)) throw error;
      return false;
    }
  }

  async write(key: string, text: string): Promise<void> {
    await this.client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: text, ContentType: 'text/plain' }),
    );
  }
}
