import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { OperatorError } from '../../../domain/operator-error';
import { type AwsFailure, awsFailure } from '../../aws/aws-failure';
import { progressBar } from '../../terminal/progress';
import type { Source } from '../validate/source';
import type { TuningTarget } from './tuning-target';

/**
 * Uploads a file of this machine, in parts where it is large, also over one that has its name: that may be anybody's.
 *
 * @throws OperatorError
 */
export async function uploadFile(
  s3: S3Client,
  target: TuningTarget,
  source: Source,
  note: (line: string) => void,
): Promise<void> {
  const { key } = source;
  if (source.bucket) return;
  const upload = new Upload({ client: s3, params: { ...objectOf(target, key), Body: stream(source) } });
  upload.on('httpUploadProgress', ({ loaded = 0 }) =>
    note(`${progressBar(share(loaded, source.size))}  ${source.name}`),
  );
  await sent(() => upload.done(), target, key);
}

/** @throws OperatorError */
export async function uploadText(s3: S3Client, target: TuningTarget, key: string, text: string): Promise<void> {
  const params = { ...objectOf(target, key), Body: text, ContentType: 'application/json' };
  await sent(() => new Upload({ client: s3, params }).done(), target, key);
}

/** The name of the bucket can be guessed, and had by others before it is deployed: examples go to this account alone. */
const objectOf = ({ bucket, account }: TuningTarget, key: string) => ({
  Bucket: bucket,
  Key: key,
  ExpectedBucketOwner: account,
});

const stream = (source: Source) => Readable.from(source.chunks());

const share = (loaded: number, size: number) => (size > 0 ? Math.min(1, loaded / size) : 1);

async function sent(send: () => Promise<unknown>, target: TuningTarget, key: string): Promise<void> {
  try {
    await send();
  } catch (error) {
    const failure = awsFailure(error);
    const what = `s3://${target.bucket}/${key} was not uploaded: ${failure.what} (${failure.name})`;
    const refusal = new OperatorError('PB-TUNE-010', what, remedyOf(failure, target), { cause: error });
    throw refusal;
  }
}

function remedyOf({ kind, remedy }: AwsFailure, target: TuningTarget): string {
  if (kind === 'not-found') return notDeployed(target);
  return kind === 'access-denied' ? refused(target) : remedy;
}

/** What to do where a bucket or a state machine is missing. */
export const notDeployed = ({ deployment, account, region }: TuningTarget) =>
  `Deploy ${deployment} in account ${account}, ${region}, or use credentials of the account where it is.`;

const refused = ({ vpcOnly }: TuningTarget) =>
  vpcOnly
    ? 'Assume the role of the tuner, and run it inside the VPC with --no-wait --account <id>: data is taken from nowhere else.'
    : 'Assume the role of the tuner.';
