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

/** Place in the bucket that objects of a consultation can have. */
interface Place {
  /** Name under which the record counts them. */
  readonly kind: keyof PurgeResult['deleted'];
  readonly prefix: string;
  /** Tells which keys with the prefix are of the consultation. */
  readonly isOfIt: (key: string) => boolean;
}

/** Something of the consultation exists after everything was deleted. */
export class StillThere extends Error {
  override readonly name = 'StillThere';
}

/**
 * Deletes everything of a consultation, and looks that nothing is left. One kind that cannot be deleted keeps none of the
 * others.
 *
 * @throws StillThere, or the first error of S3
 */
export async function purgeStep(request: PurgeRequest, patients: PatientObjects): Promise<PurgeResult> {
  const job = jobName(request.key, request.etag);
  const places = placesOf(request, job);
  const deleted = { audio: 0, outputs: 0, drafts: 0, signed: 0 };
  const failures: unknown[] = [];
  for (const place of places) {
    try {
      deleted[place.kind] += await deleteIn(place, patients);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  for (const { prefix, isOfIt } of places) {
    if ((await patients.list(prefix)).some(isOfIt)) throw new StillThere('Something was written during the purge.');
  }
  const { consultation } = parseAudioKey(request.key) ?? { consultation: idOf(request.execution) };
  return { consultation, job, deleted };
}

/** Returns the number of objects that it has deleted. */
async function deleteIn({ kind, prefix, isOfIt }: Place, patients: PatientObjects): Promise<number> {
  if (kind === 'audio') await patients.abortUploads(prefix, isOfIt);
  const keys = (await patients.list(prefix)).filter(isOfIt);
  await patients.delete(keys);
  return keys.length;
}

/** Deletes a signed note that was refused: a signature is written only once. */
export async function withdrawStep({ key }: WithdrawSignatureRequest, patients: PatientObjects): Promise<void> {
  const recording = parseAudioKey(key);
  if (recording) await patients.delete([signedKey(recording)]);
}

/** Returns where objects of a consultation can be. */
function placesOf({ key }: Source, job: string): readonly Place[] {
  const all = () => true;
  const outputs: Place = { kind: 'outputs', prefix: outputKeys(job).folder, isOfIt: all };
  const recording = parseAudioKey(key);
  // A key that is no consultation's: nothing else has its name.
  if (!recording) return [{ kind: 'audio', prefix: key, isOfIt: (found) => found === key }, outputs];
  const { clinician, consultation } = recording;
  const signed = signedKey(recording);
  return [
    // Whatever extension a second upload has.
    { kind: 'audio', prefix: `${CLINICAL_PREFIXES.audio}${clinician}/${consultation}.`, isOfIt: all },
    outputs,
    { kind: 'drafts', prefix: draftKeys(recording).folder, isOfIt: all },
    // The workflow has copied a note that is kept into a bucket of its own.
    { kind: 'signed', prefix: signed, isOfIt: (found) => found === signed },
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
