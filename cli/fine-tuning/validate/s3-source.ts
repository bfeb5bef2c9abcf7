import type { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { EXIT, OperatorError } from '../../../domain/operator-error';
import { s3ClientOf } from '../../aws/aws-client';
import { awsFailure } from '../../aws/aws-failure';
import type { Source } from './source';

const URI = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(?<key>.+)$/;

/** Asked first; another one that holds the bucket is followed. */
const REGION = 'us-east-1';

/** @throws OperatorError when it is no object that these credentials may read */
export async function s3Source(uri: string): Promise<Source> {
  const { bucket, key } = URI.exec(uri)?.groups ?? {};
  if (!bucket || !key) {
    throw new OperatorError('PB-VALIDATE-003', `${uri} names no object.`, 'Write s3://<bucket>/<key>.', {
      exit: EXIT.usage,
    });
  }
  const { Body, ContentLength = 0 } = await open(uri, bucket, key);
  // What was opened to see whether it can be is read first; whoever reads it once more has it opened anew.
  let opened = Body as Readable | undefined;
  async function* chunks(): AsyncGenerator<Buffer> {
    const body = opened ?? ((await open(uri, bucket ?? '', key ?? '')).Body as Readable);
    opened = undefined;
    yield* failing(body, uri);
  }
  return {
    name: uri,
    key,
    bucket,
    size: ContentLength,
    chunks,
  };
}

async function open(uri: string, Bucket: string, Key: string): Promise<GetObjectCommandOutput> {
  const client = new S3Client({ ...s3ClientOf(REGION), followRegionRedirects: true });
  try {
    return await client.send(new GetObjectCommand({ Bucket, Key }));
  } catch (error) {
    const refusal = failure(uri, error);
    throw refusal;
  }
}

/** A connection that breaks in the middle is said like one that was never made. */
async function* failing(body: Readable, uri: string): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    const refusal = failure(uri, error);
    throw refusal;
  }
}

function failure(uri: string, error: unknown): OperatorError {
  const { what, name, remedy } = awsFailure(error);
  return new OperatorError('PB-VALIDATE-004', `${uri} cannot be read: ${what} (${name})`, REMEDIES[name] ?? remedy, {
    exit: EXIT.usage,
    cause: error,
  });
}

const REMEDIES: Readonly<Record<string, string>> = {
  NoSuchKey: 'Look at the key: aws s3 ls shows what is there.',
  NoSuchBucket: 'Look at the name of the bucket, and at the account: aws sts get-caller-identity.',
};
