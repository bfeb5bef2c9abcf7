import { purgeFolder } from '../../../domain/clinical-note/layout';
import type { PurgeRecord } from '../../../domain/clinical-note/purge-record';
import { type PollOptions, poll } from '../../aws/poll';
import { parseJson } from '../../functions/parse-json';
import type { PatientObjects } from './patient-objects';

/** Reads the newest record of a purge of the caller's consultation; undefined if there is none. @throws OperatorError */
export async function readPurgeRecord(objects: PatientObjects, consultation: string): Promise<PurgeRecord | undefined> {
  const { clinician, purgeRecords } = objects.store;
  const records = await objects.list(purgeFolder({ clinician, consultation }), purgeRecords);
  const newest = records.toSorted((one, other) => Number(other.modified ?? 0) - Number(one.modified ?? 0))[0];
  const content = newest && (await objects.read(newest.key, purgeRecords));
  return parseJson(String(content ?? '')) as PurgeRecord | undefined;
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
