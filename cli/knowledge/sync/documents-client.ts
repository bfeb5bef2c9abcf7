import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { ARCHIVES } from '../../../domain/knowledge/documents';
import { KNOWLEDGE_PREFIXES, LATEST_REPORT_KEY, UPLOAD_MANIFEST_KEY } from '../../../domain/knowledge/prefixes';
import { SIDECAR_SUFFIX } from '../../../domain/knowledge/sidecar';
import type { SyncReport } from '../../../domain/knowledge/sync-report';
import { AwsCallError, callAws } from '../../aws/call-aws';
import { s3ClientConfig } from '../../aws/client-config';
import { notDeployed } from '../../functions/function-failure';
import { parseJson } from '../../functions/parse-json';
import type { StoredObject, WantedObject } from './sync-plan';
import type { SyncTarget } from './sync-target';
import { formatManifest, parseManifest, type UploadedObject, type UploadManifest } from './upload-manifest';

/** Report of a sync, with the time when it was written. */
export interface StoredReport {
  readonly report: SyncReport;
  readonly written: Date | undefined;
}

/** Documents bucket of a deployment. */
export class DocumentsClient {
  private readonly s3: S3Client;

  constructor(
    private readonly target: SyncTarget,
    private readonly signal: AbortSignal,
  ) {
    this.s3 = new S3Client(s3ClientConfig(target.region));
  }

  close(): void {
    this.s3.destroy();
  }

  /** Lists everything below the prefix of the documents. @throws OperatorError */
  list(): Promise<readonly StoredObject[]> {
    const { bucket, account } = this.target;
    return this.call('s3:ListBucket', KNOWLEDGE_PREFIXES.documents, async () => {
      const stored: StoredObject[] = [];
      const pages = paginateListObjectsV2(
        { client: this.s3 },
        { Bucket: bucket, Prefix: KNOWLEDGE_PREFIXES.documents, ExpectedBucketOwner: account },
        { abortSignal: this.signal },
      );
      for await (const { Contents = [] } of pages) {
        stored.push(
          ...Contents.map(({ Key = '', ETag = '', LastModified: modified, StorageClass }) => ({
            ...{ key: Key, etag: ETag, modified, isArchived: ARCHIVES.includes(StorageClass) },
          })),
        );
      }
      return stored;
    });
  }

  /** Reads the manifest of the last sync; an empty one if there is none. @throws OperatorError */
  async readManifest(): Promise<UploadManifest> {
    return parseManifest((await this.readText(UPLOAD_MANIFEST_KEY)) ?? '');
  }

  /** Reads a report; undefined if there is none, or one that this version does not know. @throws OperatorError */
  async readReport(key: string): Promise<StoredReport | undefined> {
    const found = await this.read(key);
    const report = parseJson(found?.text ?? '') as Partial<SyncReport> | undefined;
    const isReport = report?.statistics && Array.isArray(report.findings) && Array.isArray(report.failedDocuments);
    return isReport ? { report: report as SyncReport, written: found?.modified } : undefined;
  }

  /** Reads the report of the last sync that has ended; undefined if there is none. @throws OperatorError */
  readLatestReport(): Promise<StoredReport | undefined> {
    return this.readReport(LATEST_REPORT_KEY);
  }

  /** Reads the text of a small object; undefined if there is none. @throws OperatorError */
  async readText(key: string): Promise<string | undefined> {
    return (await this.read(key))?.text;
  }

  private async read(key: string): Promise<{ readonly text: string; readonly modified: Date | undefined } | undefined> {
    try {
      return await this.call('s3:GetObject', key, async () => {
        const { Body, LastModified: modified } = await this.s3.send(new GetObjectCommand(this.object(key)), {
          abortSignal: this.signal,
        });
        return { text: (await Body?.transformToString()) ?? '', modified };
      });
    } catch (error) {
      if (error instanceof AwsCallError && error.failure.name === 'NoSuchKey') return undefined;
      throw error;
    }
  }

  /** Uploads an object. S3 checks its digest. @throws OperatorError */
  async put({ key, path, text = '' }: WantedObject): Promise<UploadedObject> {
    const content = path === undefined ? Buffer.from(text) : await readFile(path);
    // The file can have changed since it was hashed: this is the digest of what is uploaded.
    const digest = createHash('sha256').update(content).digest();
    const command = new PutObjectCommand({
      ...this.object(key),
      Body: content,
      ChecksumSHA256: digest.toString('base64'),
      ...(key.endsWith(SIDECAR_SUFFIX) && { ContentType: 'application/json' }),
    });
    const { ETag: etag = '' } = await this.call('s3:PutObject', key, () =>
      this.s3.send(command, { abortSignal: this.signal }),
    );
    return { sha256: digest.toString('hex'), etag };
  }

  /** Deletes an object. The bucket keeps its versions. @throws OperatorError */
  async delete(key: string): Promise<void> {
    await this.call('s3:DeleteObject', key, () =>
      this.s3.send(new DeleteObjectCommand(this.object(key)), { abortSignal: this.signal }),
    );
  }

  /** Writes the manifest, also after an interrupt. @throws OperatorError */
  async writeManifest(manifest: UploadManifest): Promise<void> {
    const command = new PutObjectCommand({
      ...this.object(UPLOAD_MANIFEST_KEY),
      Body: formatManifest(manifest),
      ContentType: 'application/json',
    });
    await this.call('s3:PutObject', UPLOAD_MANIFEST_KEY, () => this.s3.send(command));
  }

  /** The bucket name is predictable, so anybody can own it before it is deployed: AWS checks the owner. */
  private object(key: string) {
    return { Bucket: this.target.bucket, Key: key, ExpectedBucketOwner: this.target.account };
  }

  private async call<T>(action: string, key: string, call: () => Promise<T>): Promise<T> {
    const { bucket, vpcOnly, commands } = this.target;
    try {
      return await callAws(action, call, {
        subject: `s3://${bucket}/${key}`,
        remedies: {
          NoSuchBucket: notDeployed(commands),
          'access-denied': vpcOnly
            ? 'Assume the curator role, and run it inside the VPC with --no-wait --account <id>: the bucket accepts documents from there only.'
            : 'Assume the curator role: output curatorRoleArn of the access stack.',
        },
      });
    } catch (error) {
      this.signal.throwIfAborted();
      throw error;
    }
  }
}
