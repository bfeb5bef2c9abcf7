import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { OUTPUT_LIMITS } from '../../../domain/clinical-note/outputs/output-error';

/** Errors of S3 for an object that exists, or that another request writes at the same time. */
const TAKEN = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** Objects of one bucket with outputs, drafts or signed notes. */
export class Notes {
  constructor(
    private readonly client: Pick<S3Client, 'send'>,
    private readonly bucket: string,
  ) {}

  /**
   * Returns the bytes of an object; undefined if it does not exist. It looks at the list first: a read tells a missing
   * object from a denied one only with the permission to list everything.
   */
  async read(key: string): Promise<Uint8Array | undefined> {
    const { Contents = [] } = await this.client.send(
      new ListObjectsV2Command({ Bucket: this.bucket, Prefix: key, MaxKeys: 1 }),
    );
    const [found] = Contents;
    if (found?.Key !== key) return undefined;
    // The reader of outputs refuses larger files: there is no need to load one.
    if ((found.Size ?? 0) > OUTPUT_LIMITS.bytes) return new Uint8Array();
    const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
    return Body?.transformToByteArray();
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
