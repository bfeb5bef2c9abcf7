import { NOBODY, parseAudioKey } from '../../../domain/clinical-note/layout';
import type { PurgeRecord } from '../../../domain/clinical-note/purge-record';
import type { PurgeResult, RecordPurgeRequest } from '../contract';
import type { PatientObjects } from './patient-objects';
import type { PurgeRecords } from './purge-records';
import { purgeStep } from './purge-step';

/**
 * Deletes what has come since the purge, and writes the record. A job that ran when its audio was deleted can still write
 * its outputs: this step runs once the record of the job is deleted.
 *
 * @throws StillThere
 */
export async function recordStep(
  request: RecordPurgeRequest,
  patients: PatientObjects,
  records: PurgeRecords,
  now: Date,
): Promise<void> {
  const { key, etag, execution, outcome, purged, jobRecord, signature } = request;
  const late = await purgeStep({ step: 'purge', key, etag, execution }, patients);
  const record: PurgeRecord = {
    version: 1,
    consultation: purged.consultation,
    ...(jobRecord === 'deleted' && { job: purged.job }),
    outcome: outcome.name,
    ...(outcome.reason !== null && { reason: outcome.reason }),
    purgedAt: now.toISOString(),
    deleted: sum(purged.deleted, late.deleted),
    jobRecord,
    ...(signature?.outcome === 'signed' && {
      signed: { draftSha256: signature.draftSha256, signedAt: signature.signedAt },
    }),
  };
  await records.write(parseAudioKey(key)?.clinician ?? NOBODY, execution, record);
}

type Counts = PurgeResult['deleted'];

const sum = (one: Counts, other: Counts): Counts => ({
  audio: one.audio + other.audio,
  outputs: one.outputs + other.outputs,
  drafts: one.drafts + other.drafts,
  signed: one.signed + other.signed,
});
