import { draftSha256 } from '../../../domain/clinical-note/draft';
import { draftKeys, parseAudioKey, signedKey } from '../../../domain/clinical-note/layout';
import { checkSignature, isTimely, type SignatureRefusal } from '../../../domain/clinical-note/signature';
import { readDraft, readReview, readSignedNote } from '../../../domain/clinical-note/stored-files';
import type { CheckSignatureRequest, CheckSignatureResult } from '../contract';
import { type DraftClock, secondsLeft } from './draft-step';
import type { Notes, StoredFile } from './notes';

/**
 * Checks the signature of a draft: a review and a signed note by one clinician, both of the stored bytes. Keeps the note that
 * it has checked, if the row keeps notes: nobody else writes there, so that every kept note was checked.
 *
 * @param notes objects of the patient bucket, in which a clinician hands a signed note over
 * @param keptNotes objects of the bucket of kept notes; undefined if the row keeps none
 */
export async function signatureStep(
  request: CheckSignatureRequest,
  notes: Notes,
  keptNotes: Notes | undefined,
  clock: DraftClock,
): Promise<CheckSignatureResult> {
  // A stopped execution can be of a key that no check has seen.
  const recording = parseAudioKey(request.key);
  if (!recording) return { outcome: 'unsigned' };
  const keys = draftKeys(recording);
  const signedFile = await notes.read(signedKey(recording));
  if (!signedFile) return { outcome: 'unsigned' };
  const file = await notes.read(keys.draft);
  const draft = readDraft(jsonOf(file));
  // The lifecycle of the bucket can delete a draft whose time is over.
  if (!file || !draft) return { outcome: 'refused', reason: 'other_draft', secondsLeft: 0 };
  const refused = (reason: SignatureRefusal): CheckSignatureResult => ({
    ...{ outcome: 'refused', reason },
    secondsLeft: secondsLeft(draft.createdAt, clock),
  });
  const signed = readSignedNote(jsonOf(signedFile));
  if (!signed) return refused('other_note');
  const review = readReview(jsonOf(await notes.read(keys.review)));
  const refusal = checkSignature({ draft, sha256: draftSha256(file.bytes) }, review, signed);
  if (refusal) return refused(refusal);
  if (!review || !isTimely(draft, review, signed, signedFile.writtenAt)) return refused('other_time');
  // Written anew: bytes that another reader could take for another note do not come along.
  const isKept = !keptNotes || (await keep(signedKey(recording), JSON.stringify(signed), keptNotes));
  if (!isKept) return refused('other_kept');
  return { outcome: 'signed', draftSha256: signed.draftSha256, signedAt: signed.signedAt };
}

/** Keeps a note. Returns false if the note of an earlier recording with the same id is kept: it is never replaced. */
async function keep(key: string, note: string, keptNotes: Notes): Promise<boolean> {
  if (await keptNotes.create(key, note)) return true;
  const kept = await keptNotes.read(key);
  if (!kept) throw new Error('Another request writes the note at the same time.');
  return Buffer.from(kept.bytes).equals(Buffer.from(note));
}

/** Returns the value of a JSON file; undefined if it is none. */
function jsonOf(file: StoredFile | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(file?.bytes ?? []).toString('utf8'));
  } catch {
    return undefined;
  }
}
