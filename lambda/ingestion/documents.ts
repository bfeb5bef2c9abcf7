import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ARCHIVES, type DocumentObject, type ReadObject, type SidecarToWrite } from '../../domain/knowledge/documents';
import { KNOWLEDGE_PREFIXES } from '../../domain/knowledge/prefixes';

/** Failures of a conditional write: somebody else has written the object, or both at the same time. */
const WRITTEN_BY_OTHERS = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey']);

/** Answers of S3 with status 4xx that are about the request or the caller: the next object would fail, too. */
const ABOUT_ALL = new Set([
  ...['AccountProblem', 'AllAccessDisabled', 'ExpiredToken', 'InvalidAccessKeyId', 'InvalidToken', 'NoSuchBucket'],
  ...['RequestTimeout', 'RequestTimeTooSkewed', 'SignatureDoesNotMatch', 'TooManyRequests'],
]);

/** Documents of one bucket. */
export class Documents {
  constructor(
    private readonly client: Pick<S3Client, 'send'>,
    private readonly bucket: string,
  ) {}

  async list(): Promise<DocumentObject[]> {
    const objects: DocumentObject[] = [];
    let token: string | undefined;
    do {
      const page: ListObjectsV2CommandOutput = await this.client.send(
        new ListObjectsV2Command({
          Bucket: this.bucket,
          Prefix: KNOWLEDGE_PREFIXES.documents,
          OptionalObjectAttributes: ['RestoreStatus'],
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      for (const { Key = '', ETag = '', Size = 0, ...object } of page.Contents ?? []) {
        const isArchived = ARCHIVES.includes(object.StorageClass) && !object.RestoreStatus?.RestoreExpiryDate;
        const modified = object.LastModified?.toISOString();
        objects.push({ key: Key, etag: ETag, bytes: Size, modified, ...(isArchived && { isArchived }) });
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return objects;
  }

  /**
   * Reads the text of an object, or returns the failure that is about this object alone: it is archived, under a key that is
   * not ours or disabled, damaged, or gone since the list was made.
   */
  async read({ key }: Pick<DocumentObject, 'key'>): Promise<ReadObject> {
    try {
      const { Body, VersionId, ETag, LastModified } = await this.client.send(
        new GetObjectCommand({ Bucket: this.bucket, Key: key }),
      );
      const version = [VersionId, ETag, LastModified?.toISOString()].join(' ');
      return { text: (await Body?.transformToString()) ?? '', version };
    } catch (error) {
      const failure = failureOfObject(error);
      if (failure !== undefined) return { failure };
      throw error;
    }
  }

  /**
   * Writes a sidecar, unless somebody has written it since the list was made: what a curator says counts.
   *
   * Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
   */
  async writeSidecar({ key, text, replaces }: SidecarToWrite): Promise<void> {
    try {
      await this.client.send(
        new PutObjectCommand({
          ...{ Bucket: this.bucket, Key: key, Body: text, ContentType: 'application/json' },
          ...(replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: replaces }),
        }),
      );
    } catch (error) {
      if (!WRITTEN_BY_OTHERS.has((error as Error).name)) throw error;
    }
  }

  async writeReport(key: string, text: string): Promise<void> {
    await this.client.send(
      new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: text, ContentType: 'application/json' }),
    );
  }
}

/** Returns the name of a failure that is about one object; undefined if the next object could fail in the same way. */
function failureOfObject(error: unknown): string | undefined {
  const { name, message, $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
  // The SDK compares the checksum while it reads, and gives this error no name.
  if (message.startsWith('Checksum mismatch')) return 'ChecksumMismatch';
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && !ABOUT_ALL.has(name) ? name : undefined;
}
