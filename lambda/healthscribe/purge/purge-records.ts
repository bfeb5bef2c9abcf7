import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { purgeKey } from '../../../domain/clinical-note/layout';
import type { PurgeRecord } from '../../../domain/clinical-note/purge-record';

/** Records of purges, in a bucket without patient data. */
export class PurgeRecords {
  constructor(
    private readonly client: Pick<S3Client, 'send'>,
    private readonly bucket: string,
  ) {}

  async write(record: PurgeRecord): Promise<void> {
    await this.client.send(
      new PutObjectCommand({
        ...{ Bucket: this.bucket, Key: purgeKey(record.consultation) },
        ...{ Body: JSON.stringify(record), ContentType: 'application/json' },
      }),
    );
  }
}
