import type { Job } from '../../../domain/fine-tuning/job/job-digest';
import { usageError } from '../../command';
import type { Source } from '../validate/source';
import type { TuningTarget } from './tuning-target';

const DATASETS = 'datasets/';

/** The folder of what is uploaded for a job. */
export const folderOf = ({ name }: Job) => `${DATASETS}${name}/`;

/**
 * The files with the keys that they have in the bucket, or will have: those of this machine lie in the folder of the job.
 *
 * @param sources the training set, and the validation set if there is one
 * @throws OperatorError when one lies in another bucket, or in the wrong place
 */
export function placed(
  [training, held]: readonly [Source, Source?],
  job: Job,
  target: TuningTarget,
): readonly [Source, Source?] {
  const folder = folderOf(job);
  const first = { ...training, key: keyOf(training, `${folder}training.jsonl`, target) };
  return held ? [first, { ...held, key: keyOf(held, `${folder}validation.jsonl`, target) }] : [first];
}

/** Below which images and videos have to lie. */
export const mediaPlace = ({ bucket }: TuningTarget) => `${bucket}/${DATASETS}`;

function keyOf(source: Source, uploaded: string, { bucket, deployment }: TuningTarget): string {
  if (!source.bucket) return uploaded;
  if (source.bucket === bucket && source.key.startsWith(DATASETS)) return source.key;
  throw usageError('PB-TUNE-017', `${source.name} does not lie where ${deployment} reads: s3://${bucket}/${DATASETS}.`);
}
