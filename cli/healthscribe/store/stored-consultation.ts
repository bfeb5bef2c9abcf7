import { draftSha256 } from '../../../domain/clinical-note/draft';
import { type Consultation, draftKeys, parseAudioKey } from '../../../domain/clinical-note/layout';
import type { SignedNote } from '../../../domain/clinical-note/signature';
import { readDraft, readSignedNote } from '../../../domain/clinical-note/stored-files';
import { OperatorError } from '../../../domain/operator-error';
import { AwsCallError } from '../../aws/call-aws';
import { parseJson } from '../../functions/parse-json';
import { DraftGone, MEDIA_TYPES, type OpenConsultation, type Recording } from '../consultation/consultation';
import { StoredReview, type VersionedFile } from '../consultation/stored-review';
import type { PatientObjects } from './patient-objects';
import { readPurgeRecord } from './purge-record';
import { Signing, storedNote } from './signing';

/**
 * Opens the draft of a consultation in the store.
 *
 * @param output file for the signed note; needed to sign if the row does not keep signed notes
 * @throws OperatorError
 */
export async function openStored(
  objects: PatientObjects,
  consultation: string,
  output: string | undefined,
): Promise<OpenConsultation> {
  const { clinician, settings, caller } = objects.store;
  const id = { clinician, consultation };
  const keys = draftKeys(id);
  const present = new Set((await objects.list(keys.folder)).map(({ key }) => key));
  if (!present.has(keys.draft)) throw await noDraft(objects, consultation);
  const bytes = await objects.read(keys.draft);
  const draft = readDraft(parseJson(String(bytes ?? '')));
  if (!bytes || !draft) throw unreadable(consultation);
  const note = await storedNote(objects, id);
  const signing = new Signing(objects, id, output, () => noDraft(objects, consultation));
  return {
    draft,
    sha256: draftSha256(bytes),
    isTemplateKnown: true,
    signer: { arn: caller.arn, name: nameOf(caller.arn) },
    recording: await recordingOf(objects, draft.audio.key),
    review: await StoredReview.open(reviewFile(objects, id)),
    signed: readSignedNote(parseJson(note ?? '')),
    afterSigning: settings.keepSignedNotes ? 'kept' : 'copied',
    sign: (next: SignedNote) => signing.sign(next),
  };
}

/**
 * File of a review in the bucket. A condition on the version is also one on the draft: what a purge has deleted is not
 * written again.
 */
function reviewFile(objects: PatientObjects, id: Consultation): VersionedFile {
  const { folder, draft, review } = draftKeys(id);
  const keys = async () => (await objects.list(folder)).map(({ key }) => key);
  return {
    async read() {
      // S3 tells an absent object from a forbidden one only in the list.
      return (await keys()).includes(review) ? await objects.readVersion(review) : undefined;
    },
    async replace(text, tag) {
      try {
        return await objects.replace(review, text, tag);
      } catch (error) {
        if (!(await keys()).includes(draft)) throw await noDraft(objects, id.consultation);
        if (error instanceof AwsCallError && CHANGED.has(error.failure.name)) return undefined;
        throw error;
      }
    },
  };
}

/** Errors of S3 for an object that has another version, that another request writes, or that is not there. */
const CHANGED = new Set(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey']);

/** Returns the name that a person types: that of the session or of the user. */
export const nameOf = (arn: string): string => arn.split(/[/:]/).at(-1) ?? arn;

async function recordingOf(objects: PatientObjects, key: string): Promise<Recording | undefined> {
  const extension = parseAudioKey(key)?.extension;
  const [found] = extension === undefined ? [] : await objects.list(key);
  if (!found || extension === undefined) return undefined;
  return {
    type: MEDIA_TYPES[extension],
    bytes: found.bytes,
    read: (first, last) => objects.readRange(key, first, last),
  };
}

async function noDraft(objects: PatientObjects, consultation: string): Promise<OperatorError> {
  const record = await readPurgeRecord(objects, consultation);
  if (record) {
    return new DraftGone(
      'PB-NOTES-012',
      `Consultation ${consultation} is purged: ${record.outcome}, ${record.purgedAt}.`,
      'Nothing of it is left to review or to sign.',
    );
  }
  return new DraftGone(
    'PB-NOTES-013',
    `Consultation ${consultation} has no draft.`,
    'The workflow may still work on it, or it is of another clinician: see `notes list`.',
  );
}

const unreadable = (consultation: string) =>
  new OperatorError(
    'PB-NOTES-014',
    `The draft of consultation ${consultation} has a form that this version does not know.`,
    'Use the version of this package that is deployed.',
  );
