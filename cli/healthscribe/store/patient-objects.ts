import type { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { AwsCallError, callAws } from '../../aws/call-aws';
import { s3ClientConfig } from '../../aws/client-config';
import { notDeployed } from '../../functions/function-failure';
import type { PatientStore } from './patient-store';

/** Object in a list. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  readonly modified: Date | undefined;
}

/** Objects of a deployment's clinical buckets, as far as the role of a clinician reaches them. */
export class PatientObjects {
  readonly s3: S3Client;

  constructor(
    readonly store: PatientStore,
    private readonly signal: AbortSignal,
  ) {
    this.s3 = new S3Client(s3ClientConfig(store.region));
  }

  close(): void {
    this.s3.destroy();
  }

  /** Lists the objects below a prefix. @throws OperatorError */
  list(prefix: string, bucket = this.store.patients): Promise<readonly ListedObject[]> {
    return this.call('s3:ListBucket', `${bucket}/${prefix}`, async () => {
      const objects: ListedObject[] = [];
      const pages = paginateListObjectsV2(
        { client: this.s3 },
        { Bucket: bucket, Prefix: prefix, ExpectedBucketOwner: this.store.account },
        { abortSignal: this.signal },
      );
      for await (const { Contents = [] } of pages) {
        objects.push(
          ...Contents.map(({ Key = '', Size = 0, LastModified }) => ({
            key: Key,
            bytes: Size,
            modified: LastModified,
          })),
        );
      }
      return objects;
    });
  }

  /** Reads an object; undefined if there is none. @throws OperatorError */
  async read(key: string, bucket = this.store.patients): Promise<Buffer | undefined> {
    return (await this.get(key, bucket))?.content;
  }

  /** Reads an object with its ETag; undefined if there is none. @throws OperatorError */
  async readVersion(key: string): Promise<{ readonly text: string; readonly tag: string } | undefined> {
    const found = await this.get(key, this.store.patients);
    return found && { text: String(found.content), tag: found.tag };
  }

  private async get(key: string, bucket: string) {
    try {
      const { Body, ETag = '' } = await this.call('s3:GetObject', `${bucket}/${key}`, () =>
        this.s3.send(new GetObjectCommand(this.object(key, bucket)), { abortSignal: this.signal }),
      );
      return { content: Buffer.from((await Body?.transformToByteArray()) ?? []), tag: ETag };
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  /** Reads a part of an object, from the first to the last byte. @throws OperatorError */
  async readRange(key: string, first: number, last: number): Promise<Readable> {
    const { patients } = this.store;
    const command = new GetObjectCommand({ ...this.object(key, patients), Range: `bytes=${first}-${last}` });
    const { Body } = await this.call('s3:GetObject', `${patients}/${key}`, () =>
      this.s3.send(command, { abortSignal: this.signal }),
    );
    return Body as Readable;
  }

  /** Writes a small JSON object. @param once fails if the object exists @throws OperatorError */
  async write(key: string, value: unknown, { bucket = this.store.patients, once = false } = {}): Promise<void> {
    const command = new PutObjectCommand({
      ...this.object(key, bucket),
      Body: JSON.stringify(value),
      ContentType: 'application/json',
      ...(once && { IfNoneMatch: '*' }),
    });
    await this.call('s3:PutObject', `${bucket}/${key}`, () => this.s3.send(command, { abortSignal: this.signal }));
  }

  /**
   * Writes a JSON object if it still has an ETag. Ctrl-C does not end the request: it saves what a person wrote.
   *
   * @param tag undefined if there must be no object
   * @returns the new ETag
   * @throws OperatorError
   */
  async replace(key: string, json: string, tag: string | undefined): Promise<string> {
    const { patients } = this.store;
    const command = new PutObjectCommand({
      ...this.object(key, patients),
      ...{ Body: json, ContentType: 'application/json' },
      ...(tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag }),
    });
    const { ETag = '' } = await this.call('s3:PutObject', `${patients}/${key}`, () => this.s3.send(command));
    return ETag;
  }

  /** The names of the buckets are predictable, so anybody can own one before it is deployed: AWS checks the owner. */
  object(key: string, bucket = this.store.patients) {
    return { Bucket: bucket, Key: key, ExpectedBucketOwner: this.store.account };
  }

  /** Calls AWS with remedies for the mistakes that a clinician can meet. @throws OperatorError */
  call<T>(action: string, subject: string, send: () => Promise<T>): Promise<T> {
    const { commands, settings } = this.store;
    return callAws(action, send, {
      subject: `s3://${subject}`,
      remedies: {
        NoSuchBucket: notDeployed(commands),
        'access-denied': settings.vpcOnly
          ? 'Assume the clinician role with MFA and your clinician id, inside the VPC.'
          : 'Assume the clinician role with MFA and your clinician id.',
      },
    });
  }
}

const isAbsent = (error: unknown) =>
  error instanceof AwsCallError && ['NoSuchKey', 'NotFound'].includes(error.failure.name);
