import type { Job } from '../../../domain/fine-tuning/job/job-digest';
import { PREFIXES } from '../../../domain/fine-tuning/prefixes';
import { usageError } from '../../command';
import type { Source } from '../validate/source';
import type { TuningTarget } from './tuning-target';

/** Returns the folder for the uploads of a job. */
export const folderOf = ({ name }: Job) => `${PREFIXES.datasets}${name}/`;

/**
 * Returns the sources with their keys in the bucket. Local files go into the folder of the job.
 *
 * @param sources the training set, and the validation set if any
 * @throws OperatorError when one is in another bucket, or outside datasets/
 */
export function placeSources(
  [training, validation]: readonly [Source, Source?],
  job: Job,
  target: TuningTarget,
): readonly [Source, Source?] {
  const folder = folderOf(job);
  const first = { ...training, key: keyOf(training, `${folder}training.jsonl`, target) };
  return validation ? [first, { ...validation, key: keyOf(validation, `${folder}validation.jsonl`, target) }] : [first];
}

/** Returns the place that must contain all images and videos. */
export const mediaPlace = ({ bucket }: TuningTarget) => `${bucket}/${PREFIXES.datasets}`;

function keyOf(source: Source, uploaded: string, { bucket, deployment }: TuningTarget): string {
  if (!source.bucket) return uploaded;
  if (source.bucket === bucket && source.key.startsWith(PREFIXES.datasets)) return source.key;
  throw usageError(
    'PB-TUNE-017',
    `${source.name} is not in the bucket that ${deployment} reads.`,
    `Copy it to s3://${bucket}/${PREFIXES.datasets}, or give a local file.`,
  );
}
