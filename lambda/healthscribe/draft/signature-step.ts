import { draftSha256 } from '../../../domain/clinical-note/draft';
import { draftKeys, signedKey } from '../../../domain/clinical-note/layout';
import { checkSignature, type SignatureRefusal } from '../../../domain/clinical-note/signature';
import { readDraft, readReview, readSignedNote } from '../../../domain/clinical-note/stored-files';
import type { CheckSignatureRequest, CheckSignatureResult } from '../contract';
import { type DraftClock, recordingOf, secondsLeft } from './draft-step';
import type { Notes, StoredFile } from './notes';

/**
 * Checks the signature of a draft: a review and a signed note by one clinician, both of the stored bytes.
 *
 * @param notes objects of the patient bucket
 * @param signedNotes objects of the bucket that has signed notes
 */
export async function signatureStep(
  request: CheckSignatureRequest,
  notes: Notes,
  signedNotes: Notes,
  clock: DraftClock,
): Promise<CheckSignatureResult> {
  const recording = recordingOf(request);
  const keys = draftKeys(recording);
  const signedFile = await signedNotes.read(signedKey(recording));
  if (!signedFile) return { outcome: 'unsigned' };
  const file = await notes.read(keys.draft);
  const draft = readDraft(jsonOf(file));
  // The lifecycle of the bucket can delete a draft whose time is over.
  if (!file || !draft) return { outcome: 'refused', reason: 'other_draft', secondsLeft: 0 };
  // A kept note of an earlier recording with the same id: it is no signature of this draft, and stays.
  if (signedFile.writtenAt < file.writtenAt) return { outcome: 'unsigned' };
  const refused = (reason: SignatureRefusal): CheckSignatureResult => ({
    ...{ outcome: 'refused', reason },
    secondsLeft: secondsLeft(draft.createdAt, clock),
  });
  const signed = readSignedNote(jsonOf(signedFile));
  if (!signed) return refused('other_note');
  const review = readReview(jsonOf(await notes.read(keys.review)));
  const refusal = checkSignature({ draft, sha256: draftSha256(file.bytes) }, review, signed);
  if (refusal) return refused(refusal);
  return { outcome: 'signed', draftSha256: signed.draftSha256, signedAt: signed.signedAt };
}

/** Returns the value of a JSON file; undefined if it is none. */
function jsonOf(file: StoredFile | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(file?.bytes ?? []).toString('utf8'));
  } catch {
    return undefined;
  }
}
