import { isDeepStrictEqual } from 'node:util';
import type { Draft } from './draft';
import { applyEdits, type Change, type Edit, EditError, type EditedNote, editsOf } from './edits';
import type { Note } from './note';

/** Work of a clinician on a draft before the signature, saved by the review page. */
export interface Review {
  readonly version: 1;
  /** SHA-256 of the stored bytes of the draft, hexadecimal. */
  readonly draftSha256: string;
  /** ARN of the caller. */
  readonly reviewer: string;
  /** Time in ISO 8601, UTC. */
  readonly openedAt: string;
  /** Ids of the sentences with doubts whose evidence was opened. */
  readonly looked: readonly string[];
  /** Changes so far. @default - none */
  readonly edits?: readonly Edit[];
}

/** Note that a clinician answers for. */
export interface SignedNote {
  readonly version: 1;
  /** Id of the consultation. */
  readonly consultation: string;
  /** SHA-256 of the stored bytes of the draft, hexadecimal. */
  readonly draftSha256: string;
  /** ARN of the caller. */
  readonly signer: string;
  /** Time in ISO 8601, UTC. */
  readonly signedAt: string;
  readonly note: Note;
  /** Differences from the draft, in the order of the note. */
  readonly changes: readonly Change[];
}

/** Reasons why a signature does not count, each with its remedy. */
export const SIGNATURE_REFUSALS = {
  not_reviewed: 'Open the draft with `notes review` before you sign it.',
  other_reviewer: 'The clinician who reviewed the draft signs it.',
  other_draft: 'Review the stored draft again: the signature or the review is of another one.',
  doubts_not_opened: 'Open the evidence of each sentence that is marked.',
  other_time:
    'Set the clock of your machine, and sign again: the times of review and signature do not fit those of Amazon S3.',
  other_kept: 'Keep your copy: the deployment keeps a note of another recording with the same id.',
  other_note: 'Sign with `notes review` or `notes sign`: the note is not the draft with the listed changes.',
  already_signed: 'Nothing: the note is signed.',
} as const;

export type SignatureRefusal = keyof typeof SIGNATURE_REFUSALS;

/** Draft as it is in the bucket. */
export interface StoredDraft {
  readonly draft: Draft;
  /** See `draftSha256`. */
  readonly sha256: string;
}

/**
 * Tells why a signature does not count.
 *
 * @param review undefined if there is none
 * @param earlier an earlier signature of the same draft, if any
 * @returns undefined if the signature counts
 */
export function checkSignature(
  { draft, sha256 }: StoredDraft,
  review: Review | undefined,
  signed: SignedNote,
  earlier?: SignedNote,
): SignatureRefusal | undefined {
  if (earlier) return 'already_signed';
  if (!review) return 'not_reviewed';
  if (signed.consultation !== draft.consultation) return 'other_draft';
  if (signed.draftSha256 !== sha256 || review.draftSha256 !== sha256) return 'other_draft';
  if (signed.signer !== review.reviewer) return 'other_reviewer';
  if (Date.parse(signed.signedAt) < Date.parse(review.openedAt)) return 'not_reviewed';
  const looked = new Set(review.looked);
  if (!draft.evidence.doubts.every(({ sentence }) => looked.has(sentence))) return 'doubts_not_opened';
  return isDeepStrictEqual(editedBy(draft, signed.changes), { note: signed.note, changes: signed.changes })
    ? undefined
    : 'other_note';
}

/** Most seconds between the clock of the clinician's machine and that of Amazon S3, which is what AWS itself accepts in a request. */
const CLOCK_TOLERANCE = 15 * 60;

/**
 * Tells whether the times that a clinician's machine says of a signature fit the times that AWS says.
 *
 * @param storedAt time at which S3 stored the signed note, in milliseconds
 */
export function isTimely(draft: Draft, review: Review, { signedAt }: SignedNote, storedAt: number): boolean {
  const tolerance = 1_000 * CLOCK_TOLERANCE;
  const fitsStore = Math.abs(Date.parse(signedAt) - storedAt) <= tolerance;
  return fitsStore && Date.parse(review.openedAt) >= Date.parse(draft.createdAt) - tolerance;
}

/** Returns the draft with the changes, or undefined if they are not changes of this draft. */
function editedBy(draft: Draft, changes: readonly Change[]): EditedNote | undefined {
  try {
    return applyEdits(draft, editsOf(changes));
  } catch (error) {
    if (error instanceof EditError) return undefined;
    throw error;
  }
}
