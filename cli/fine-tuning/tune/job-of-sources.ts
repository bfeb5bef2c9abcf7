import { isGzip } from '../../../domain/fine-tuning/dataset/reading/gunzip';
import { type Job, JobDigest, jobOf } from '../../../domain/fine-tuning/job/job-digest';
import type { Manifest } from '../../../domain/fine-tuning/job/manifest';
import { usageError } from '../../command';
import type { Source } from '../validate/source';

/**
 * Computes the job from the same bytes as the workflow, so that both use the same name.
 *
 * @param sources the training set, and the validation set if any
 * @throws OperatorError when one is compressed, which Bedrock does not read
 */
export async function jobOfSources(
  sources: readonly [Source, Source?],
  manifest: Manifest,
  deployment: string,
): Promise<Job> {
  const digest = new JobDigest();
  const sizes: number[] = [];
  for (const source of sources) if (source) sizes.push(await bytesOf(source, digest));
  return jobOf(digest.of(manifest, sizes[0] ?? 0), deployment);
}

async function bytesOf(source: Source, digest: JobDigest): Promise<number> {
  let bytes = 0;
  for await (const chunk of source.chunks()) {
    if (bytes === 0 && isGzip(chunk)) {
      throw usageError(
        'PB-TUNE-014',
        `${source.name} is compressed. Bedrock reads plain JSON Lines.`,
        'Decompress it with gunzip.',
      );
    }
    digest.update(chunk);
    bytes += chunk.length;
  }
  return bytes;
}
