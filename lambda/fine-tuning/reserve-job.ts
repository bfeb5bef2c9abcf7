import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import type { ReserveRequest } from './contract';
import { ObjectMissing, type Objects, readText } from './objects';
import type { Settings } from './settings';

/** Error of a month in which as many jobs were started as the row allows. */
export class TooManyJobs extends Error {
  override readonly name = 'TooManyJobs';

  constructor(month: string, most: number) {
    super(
      `${month} has its ${most} jobs, the most that this deployment starts in a month. ` +
        'Wait for the next month, or raise fineTuning.maxJobsPerMonth in the row and deploy.',
    );
  }
}

/**
 * Takes one of the month's places for a job, unless the job has one. A place is an object that S3 creates only if it does
 * not exist, so that executions at the same time never take more places than there are; a count of jobs could not tell.
 * Nobody who uploads manifests can write or delete below `artifacts/`.
 *
 * @throws TooManyJobs
 */
export async function reserveJob({ name, time }: ReserveRequest, objects: Objects, settings: Settings): Promise<void> {
  const month = time.slice(0, 'yyyy-mm'.length);
  for (let place = 1; place <= settings.maxJobsPerMonth; place += 1) {
    const key = `${PREFIXES.artifacts}jobs/${month}/${place}`;
    if ((await objects.create(key, name)) || (await contentOf(objects, key)) === name) return;
  }
  throw new TooManyJobs(month, settings.maxJobsPerMonth);
}

/** Returns undefined if the object was deleted since: its place then counts as taken. */
async function contentOf(objects: Objects, key: string): Promise<string | undefined> {
  try {
    return await readText(objects, key);
  } catch (error) {
    if (error instanceof ObjectMissing) return undefined;
    throw error;
  }
}
