import { purgeKey } from '../../../domain/clinical-note/layout';
import type { PurgeRecord } from '../../../domain/clinical-note/purge-record';
import { AwsCallError } from '../../aws/call-aws';
import { type PollOptions, poll } from '../../aws/poll';
import { parseJson } from '../../functions/parse-json';
import type { PatientObjects } from './patient-objects';

/**
 * Reads the record of the purge of a consultation; undefined if there is none. A clinician may not list the records, so that
 * S3 says of an absent one that it is forbidden.
 *
 * @throws OperatorError
 */
export async function readPurgeRecord(objects: PatientObjects, consultation: string): Promise<PurgeRecord | undefined> {
  try {
    const content = await objects.read(purgeKey(consultation), objects.store.purgeRecords);
    return parseJson(String(content ?? '')) as PurgeRecord | undefined;
  } catch (error) {
    if (error instanceof AwsCallError && error.failure.kind === 'access-denied') return undefined;
    throw error;
  }
}

/** Waits for the record of a purge. @throws OperatorError */
export const awaitPurge = (objects: PatientObjects, consultation: string, options: PollOptions): Promise<PurgeRecord> =>
  poll(
    () => readPurgeRecord(objects, consultation),
    options,
    (error) => error,
  );

/** Says in a line what was deleted. */
export function purgeLine({ consultation, outcome, purgedAt, deleted, jobRecord }: PurgeRecord): string {
  const { audio, outputs, drafts, signed } = deleted;
  const objects = `${audio} recordings, ${outputs} outputs, ${drafts} files of the draft, ${signed} signed notes`;
  return `${outcome}: consultation ${consultation} is purged, ${purgedAt}. Deleted: ${objects}; record of the job: ${jobRecord}.`;
}
