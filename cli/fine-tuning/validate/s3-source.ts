import type { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { EXIT, OperatorError } from '../../../domain/operator-error';
import { awsFailure } from '../../aws/aws-failure';
import { s3ClientConfig } from '../../aws/client-config';
import type { Source } from './source';

const URI = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(?<key>.+)$/;

/** Region of the first request. The client follows the bucket to another one. */
const REGION = 'us-east-1';

/** @throws OperatorError when these credentials cannot read the object */
export async function s3Source(uri: string): Promise<Source> {
  const { bucket, key } = URI.exec(uri)?.groups ?? {};
  if (!bucket || !key) {
    throw new OperatorError('PB-VALIDATE-003', `${uri} is not the URI of an object.`, 'Use s3://<bucket>/<key>.', {
      exit: EXIT.usage,
    });
  }
  const { Body, ContentLength = 0 } = await open(uri, bucket, key);
  // The first reader uses the response that was opened to check access. Later readers open the object again.
  let opened = Body as Readable | undefined;
  async function* chunks(): AsyncGenerator<Buffer> {
    const body = opened ?? ((await open(uri, bucket ?? '', key ?? '')).Body as Readable);
    opened = undefined;
    yield* readBody(body, uri);
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
  const client = new S3Client({ ...s3ClientConfig(REGION), followRegionRedirects: true });
  try {
    return await client.send(new GetObjectCommand({ Bucket, Key }));
  } catch (error) {
    throw readFailure(uri, error);
  }
}

/** Reports a connection that breaks like one that was never made. */
async function* readBody(body: Readable, uri: string): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    throw readFailure(uri, error);
  }
}

function readFailure(uri: string, error: unknown): OperatorError {
  if (error instanceof OperatorError) {
    // Exit code 1 would say that the examples are not fit.
    return new OperatorError(error.code, error.message, error.remedy, { exit: EXIT.usage, cause: error });
  }
  const { message, name, remedy } = awsFailure(error);
  return new OperatorError('PB-VALIDATE-004', `${uri} cannot be read: ${message} (${name})`, REMEDIES[name] ?? remedy, {
    exit: EXIT.usage,
    cause: error,
  });
}

const REMEDIES: Readonly<Record<string, string>> = {
  NoSuchKey: 'Check the key: aws s3 ls lists what exists.',
  NoSuchBucket: 'Check the name of the bucket, and the account: aws sts get-caller-identity.',
};
