import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { MARK } from '../markers';

interface StoredObject {
  readonly body: Buffer;
  /** S3 tells whole seconds. */
  readonly written: Date;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Input {
  readonly Bucket: string;
  readonly Key?: string;
  readonly Body?: string | Buffer;
  readonly Prefix?: string;
  readonly MaxKeys?: number;
  readonly ContinuationToken?: string;
  readonly Range?: string;
  readonly IfMatch?: string;
  readonly IfNoneMatch?: string;
  readonly UploadId?: string;
  readonly Delete?: { readonly Objects: readonly { readonly Key: string }[] };
}

/** Keys that a client may use, by operation. */
export type Permissions = Readonly<Record<string, RegExp>>;

const failure = (name: string) => Object.assign(new Error(`${MARK.aws}, ${name} it is`), { name });

/** Buckets of S3 in memory, with conditional writes, ranges, pages of lists, and uploads in parts. */
export class MemoryS3 {
  /** @param now time of S3 */
  constructor(private readonly now = () => new Date()) {}

  private readonly objects = new Map<string, Map<string, StoredObject>>();
  /** Keys of unfinished uploads in parts, by id. */
  readonly uploads = new Map<string, string>();
  /** Requests, such as `GetObject audio/…`. */
  readonly requests: string[] = [];
  /** Bytes of objects that were read. */
  bytesRead = 0;
  /** Keys of one page of a list. */
  pageSize = 2;
  /** Is told of each request before it is answered, and can throw. */
  onRequest: (operation: string, key: string) => void = () => undefined;

  /** Is told of each answer, after the request has its effect, and can throw. */
  onAnswer: (operation: string, key: string) => void = () => undefined;

  /** Returns the keys of a bucket, in order. */
  keys(bucket: string): readonly string[] {
    return [...this.bucket(bucket).keys()].sort();
  }

  text(bucket: string, key: string): string {
    return String(this.bytes(bucket, key));
  }

  bytes(bucket: string, key: string): Buffer {
    return this.bucket(bucket).get(key)?.body ?? Buffer.alloc(0);
  }

  /** Time at which an object was written. */
  written(bucket: string, key: string): Date | undefined {
    return this.bucket(bucket).get(key)?.written;
  }

  /** Puts an object, and returns its ETag without quotes. */
  put(
    bucket: string,
    key: string,
    body: string | Buffer,
    more: Partial<Pick<StoredObject, 'metadata' | 'written'>> = {},
  ): string {
    this.bucket(bucket).set(key, {
      ...{ body: Buffer.from(body), metadata: {}, written: new Date(1_000 * Math.floor(this.now().getTime() / 1_000)) },
      ...more,
    });
    return etagOf(Buffer.from(body));
  }

  remove(bucket: string, key: string): void {
    this.bucket(bucket).delete(key);
  }

  /** Returns a client with these permissions alone. */
  client(permissions: Permissions): Pick<S3Client, 'send'> {
    const send = async (command: { readonly constructor: { readonly name: string }; readonly input: Input }) => {
      const operation = command.constructor.name.replace(/Command$/, '');
      const { input } = command;
      const keys = input.Delete?.Objects.map(({ Key }) => Key) ?? [input.Key ?? input.Prefix ?? ''];
      for (const key of keys) {
        this.requests.push(`${operation} ${key}`);
        if (!permissions[operation]?.test(key)) throw failure('AccessDenied');
        this.onRequest(operation, key);
      }
      const answer = this.answers[operation];
      if (!answer) throw new Error(`nothing here answers ${operation}`);
      const answered = await answer(input, this.bucket(input.Bucket));
      for (const key of keys) this.onAnswer(operation, key);
      return answered;
    };
    return { send } as never;
  }

  private bucket(name: string): Map<string, StoredObject> {
    const bucket = this.objects.get(name) ?? new Map<string, StoredObject>();
    this.objects.set(name, bucket);
    return bucket;
  }

  private readonly answers: Readonly<Record<string, (input: Input, objects: Map<string, StoredObject>) => unknown>> = {
    ListObjectsV2: ({ Prefix = '', MaxKeys = this.pageSize, ContinuationToken = '' }, objects) => {
      const keys = [...objects.keys()].filter((key) => key.startsWith(Prefix) && key > ContinuationToken).sort();
      const page = keys.slice(0, Math.min(MaxKeys, this.pageSize));
      return {
        Contents: page.map((Key) => {
          const { body, written } = objects.get(Key) as StoredObject;
          return { Key, ETag: `"${etagOf(body)}"`, Size: body.length, LastModified: written };
        }),
        ...(page.length < keys.length && { NextContinuationToken: page.at(-1) }),
      };
    },
    HeadObject: (input, objects) => ({ Metadata: found(input, objects).metadata }),
    GetObject: (input, objects) => {
      const { body } = found(input, objects);
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(input.Range ?? `bytes=0-${body.length}`) ?? [];
      const bytes = body.subarray(Number(from), Number(to) + 1);
      this.bytesRead += bytes.length;
      return {
        Body: {
          transformToByteArray: () => Promise.resolve(new Uint8Array(bytes)),
          transformToString: () => Promise.resolve(String(bytes)),
        },
      };
    },
    PutObject: ({ Bucket, Key = '', Body = '', IfNoneMatch }, objects) => {
      if (IfNoneMatch === '*' && objects.has(Key)) throw failure('PreconditionFailed');
      this.put(Bucket, Key, Body);
      return {};
    },
    DeleteObjects: ({ Delete }, objects) => {
      for (const { Key } of Delete?.Objects ?? []) objects.delete(Key);
      return {};
    },
    ListMultipartUploads: ({ Prefix = '' }) => ({
      Uploads: [...this.uploads].flatMap(([UploadId, Key]) => (Key.startsWith(Prefix) ? [{ UploadId, Key }] : [])),
    }),
    AbortMultipartUpload: ({ UploadId = '' }) => {
      if (!this.uploads.delete(UploadId)) throw failure('NoSuchUpload');
      return {};
    },
  };
}

const etagOf = (body: Buffer) => createHash('md5').update(body).digest('hex');

function found({ Key = '', IfMatch }: Input, objects: Map<string, StoredObject>): StoredObject {
  const object = objects.get(Key);
  if (!object) throw failure('NoSuchKey');
  if (IfMatch !== undefined && IfMatch !== `"${etagOf(object.body)}"`) throw failure('PreconditionFailed');
  return object;
}
