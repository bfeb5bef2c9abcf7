import type { Readable } from 'node:stream';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { EXIT, OperatorError } from '../../../domain/operator-error';
import { awsCallError, callAws, listFromAws } from '../../aws/call-aws';
import { s3ClientConfig } from '../../aws/client-config';
import { byPath, isReportName, type ReportSources } from './report-source';

const URI = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(\/(?<key>.*))?$/;

/** Region of the first request. The client follows the bucket to another one. */
const REGION = 'us-east-1';

/** Finds an object, or every report below a prefix. @throws OperatorError */
export async function s3Sources(uri: string): Promise<ReportSources> {
  const { bucket: Bucket, key: start = '' } = URI.exec(uri)?.groups ?? {};
  if (!Bucket) {
    throw new OperatorError(
      'PB-REPORT-001',
      `${uri} is not the URI of a bucket.`,
      'Use s3://<bucket>/<prefix or key>.',
      {
        exit: EXIT.usage,
      },
    );
  }
  const client = new S3Client({ ...s3ClientConfig(REGION), followRegionRedirects: true });
  const listed = await listFromAws(
    's3:ListBucket',
    paginateListObjectsV2({ client }, { Bucket, Prefix: start }),
    ({ Contents }) => Contents,
  );
  // `reports` is no beginning of `reports-2`.
  const isBelow = (key: string) => start === '' || key === start || key.startsWith(start.replace(/\/?$/, '/'));
  const keys = listed.map(({ Key = '' }) => Key).filter((key) => isBelow(key) && !key.endsWith('/'));
  const isReport = (key: string) => key === start || isReportName(key);
  return {
    reports: keys
      .filter(isReport)
      .map((Key) => ({
        name: Key,
        path: Key,
        chunks: () => readObject(client, Bucket, Key),
      }))
      .sort(byPath),
    others: keys.filter((key) => !isReport(key)),
  };
}

async function* readObject(client: S3Client, Bucket: string, Key: string): AsyncGenerator<Buffer> {
  const subject = `s3://${Bucket}/${Key}`;
  const { Body } = await callAws('s3:GetObject', () => client.send(new GetObjectCommand({ Bucket, Key })), { subject });
  try {
    yield* Body as Readable;
  } catch (error) {
    // A connection that breaks is reported like one that was never made.
    throw awsCallError('s3:GetObject', error, { subject });
  }
}
