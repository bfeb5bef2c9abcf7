import type { Draft } from '../../../domain/clinical-note/draft';
import { draftKeys } from '../../../domain/clinical-note/layout';
import type { PurgeRecord } from '../../../domain/clinical-note/purge-record';
import { readDraft } from '../../../domain/clinical-note/stored-files';
import { OperatorError } from '../../../domain/operator-error';
import { type PollOptions, poll } from '../../aws/poll';
import { parseJson } from '../../functions/parse-json';
import type { PatientObjects } from '../store/patient-objects';
import { readPurgeRecord } from '../store/purge-record';

/**
 * Waits for the draft of a consultation. A clinician may not read the execution: a failure shows by the record of the purge.
 *
 * @throws OperatorError
 */
export async function awaitDraft(objects: PatientObjects, consultation: string, options: PollOptions): Promise<Draft> {
  const keys = draftKeys({ clinician: objects.store.clinician, consultation });
  const check = async (): Promise<Draft | PurgeRecord | undefined> => {
    const isThere = (await objects.list(keys.folder)).some(({ key }) => key === keys.draft);
    if (!isThere) return readPurgeRecord(objects, consultation);
    return readDraft(parseJson(String((await objects.read(keys.draft)) ?? '')));
  };
  const found = await poll(check, options, (error) => error);
  if (!('outcome' in found)) return found;
  throw new OperatorError(
    'PB-SCRIBE-005',
    `The workflow ends ${found.outcome}. The consultation is purged: ${found.purgedAt}.`,
    'Read docs/healthscribe.md for the meaning of the end, then run the command again with the recording.',
  );
}
