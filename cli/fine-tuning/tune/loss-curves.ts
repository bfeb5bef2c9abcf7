import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { lossesOf } from '../../../domain/fine-tuning/job/losses';
import { METRICS_FILES } from '../../../domain/fine-tuning/job/metrics-files';
import type { TuningTarget } from './tuning-target';

export interface LossCurves {
  /** Loss of each measured step. */
  readonly training: readonly number[];
  /** Absent without a validation set. */
  readonly validation?: readonly number[];
}

/** Reads the losses that a job wrote below `output`. Undefined when they are missing or cannot be read. */
export async function lossCurves(
  s3: S3Client,
  { bucket, account }: TuningTarget,
  output: string,
): Promise<LossCurves | undefined> {
  try {
    const place = { Bucket: bucket, ExpectedBucketOwner: account };
    const keys = await keysBelow(s3, place, output);
    const read = async (file: keyof typeof METRICS_FILES) => {
      const key = keys.find((one) => one.endsWith(METRICS_FILES[file]));
      return key ? lossesOf(await textOf(s3, place, key), `${file}_loss`) : undefined;
    };
    const [training, validation] = [await read('training'), await read('validation')];
    return training && { training, ...(validation && { validation }) };
  } catch {
    // The result of the job is known without its plot.
    return undefined;
  }
}

interface Place {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

async function keysBelow(client: S3Client, place: Place, Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { ...place, Prefix })) {
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  }
  return keys;
}

async function textOf(s3: S3Client, place: Place, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ ...place, Key }));
  return (await Body?.transformToString()) ?? '';
}
