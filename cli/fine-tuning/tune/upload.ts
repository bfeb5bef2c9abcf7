import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { callAws } from '../../aws/call-aws';
import { type Note, progressBar } from '../../terminal/progress';
import type { Source } from '../validate/source';
import { notDeployed, type TuningTarget } from './tuning-target';

/**
 * Uploads a local file, a large one in parts. Replaces an object of the same name, which anybody could have uploaded.
 *
 * @throws OperatorError
 */
export async function uploadFile(s3: S3Client, target: TuningTarget, source: Source, note: Note): Promise<void> {
  const { key, name, size } = source;
  if (source.bucket) return;
  const upload = new Upload({
    client: s3,
    params: { ...objectIn(target, key), Body: Readable.from(source.chunks()) },
  });
  upload.on('httpUploadProgress', ({ loaded = 0 }) =>
    note(`${progressBar(size > 0 ? Math.min(1, loaded / size) : 1)}  ${name}`),
  );
  await putObject(() => upload.done(), target, key);
}

/** @throws OperatorError */
export async function uploadText(s3: S3Client, target: TuningTarget, key: string, text: string): Promise<void> {
  const params = { ...objectIn(target, key), Body: text, ContentType: 'application/json' };
  await putObject(() => new Upload({ client: s3, params }).done(), target, key);
}

/** The bucket name is predictable, so anybody can own it before it is deployed: AWS checks the owner. */
const objectIn = ({ bucket, account }: TuningTarget, key: string) => ({
  Bucket: bucket,
  Key: key,
  ExpectedBucketOwner: account,
});

const putObject = (send: () => Promise<unknown>, target: TuningTarget, key: string) =>
  callAws('s3:PutObject', send, {
    subject: `s3://${target.bucket}/${key}`,
    remedies: { 'not-found': notDeployed(target), 'access-denied': deniedRemedy(target) },
  });

const deniedRemedy = ({ vpcOnly }: TuningTarget) =>
  vpcOnly
    ? 'Assume the tuner role, and run it inside the VPC with --no-wait --account <id>: the bucket accepts data from there only.'
    : 'Assume the tuner role.';
