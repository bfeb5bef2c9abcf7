import { createHash } from 'node:crypto';
import {
  CLINICAL_PREFIXES,
  draftKeys,
  jobName,
  outputKeys,
  parseAudioKey,
  signedKey,
} from '../../../domain/clinical-note/layout';
import type { PurgeRequest, PurgeResult, Source, WithdrawSignatureRequest } from '../contract';
import type { PatientObjects } from './patient-objects';

/** Kinds of objects of a consultation, as the record counts them. */
type Kind = keyof PurgeResult['deleted'];

/** Something of the consultation exists after everything was deleted. */
export class StillThere extends Error {
  override readonly name = 'StillThere';
}

/**
 * Deletes everything of a consultation, and looks that nothing is left.
 *
 * @throws StillThere
 */
export async function purgeStep(request: PurgeRequest, patients: PatientObjects): Promise<PurgeResult> {
  const job = jobName(request.key, request.etag);
  const deleted = { audio: 0, outputs: 0, drafts: 0, signed: 0 };
  for (const [kind, prefix, isOfIt] of placesOf(request, job)) {
    if (kind === 'audio') await patients.abortUploads(prefix, isOfIt);
    const keys = (await patients.list(prefix)).filter(isOfIt);
    await patients.delete(keys);
    deleted[kind] += keys.length;
  }
  for (const [, prefix, isOfIt] of placesOf(request, job)) {
    if ((await patients.list(prefix)).some(isOfIt)) throw new StillThere('Something was written during the purge.');
  }
  const { consultation } = parseAudioKey(request.key) ?? { consultation: idOf(request.execution) };
  return { consultation, job, deleted };
}

/** Deletes a signed note that was refused: a signature is written only once. */
export async function withdrawStep({ key }: WithdrawSignatureRequest, signedNotes: PatientObjects): Promise<void> {
  const recording = parseAudioKey(key);
  if (recording) await signedNotes.delete([signedKey(recording)]);
}

/** Returns where objects of a consultation can be: the kind, a prefix, and which keys below it are of the consultation. */
function placesOf({ key }: Source, job: string): readonly (readonly [Kind, string, (key: string) => boolean])[] {
  const all = () => true;
  const outputs = ['outputs', outputKeys(job).folder, all] as const;
  const recording = parseAudioKey(key);
  // A key that is no consultation's: nothing else has its name.
  if (!recording) return [['audio', key, (found) => found === key], outputs];
  const { clinician, consultation } = recording;
  return [
    // Whatever extension a second upload has.
    ['audio', `${CLINICAL_PREFIXES.audio}${clinician}/${consultation}.`, all],
    outputs,
    ['drafts', draftKeys(recording).folder, all],
    // Signed notes that are kept are in a bucket of their own.
    ['signed', signedKey(recording), (found) => found === signedKey(recording)],
  ];
}

/** Makes an id from the ARN of an execution, for an object whose key could contain a name. */
function idOf(execution: string): string {
  const digits = createHash('sha256').update(execution).digest('hex');
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digits.slice(from, to));
  return `${a}-${b}-4${c}-8${d}-${e}`;
}
