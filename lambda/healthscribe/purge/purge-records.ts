import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { purgeKey } from '../../../domain/clinical-note/layout';
import type { PurgeRecord } from '../../../domain/clinical-note/purge-record';

/** Errors of S3 for an object that exists, or that another request writes at the same time. */
const TAKEN = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** Records of purges, in a bucket without patient data. */
export class PurgeRecords {
  constructor(
    private readonly client: Pick<S3Client, 'send'>,
    private readonly bucket: string,
  ) {}

  /** Writes the record of an execution once. A record that exists is that of an attempt whose answer was lost. */
  async write(clinician: string, execution: string, record: PurgeRecord): Promise<void> {
    const Key = purgeKey({ clinician, consultation: record.consultation }, execution);
    const object = { Bucket: this.bucket, Key, Body: JSON.stringify(record), ContentType: 'application/json' };
    try {
      await this.client.send(new PutObjectCommand({ ...object, IfNoneMatch: '*' }));
    } catch (error) {
      if (!TAKEN.has((error as Error).name)) throw error;
    }
  }
}
