import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { DocumentObject, SidecarToWrite } from '../../domain/knowledge/documents';
import { KNOWLEDGE_PREFIXES } from '../../domain/knowledge/prefixes';

/** Failures of a conditional write: somebody else has written the object, or both at the same time. */
const WRITTEN_BY_OTHERS = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey']);

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
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      for (const { Key = '', ETag = '', Size = 0 } of page.Contents ?? []) {
        objects.push({ key: Key, etag: ETag, bytes: Size });
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return objects;
  }

  /** Reads the text of an object; an empty text if it is gone. */
  async read({ key }: Pick<DocumentObject, 'key'>): Promise<string> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return (await Body?.transformToString()) ?? '';
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') return '';
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
