import type { Change } from './edits';
import type { Note } from './note';

/** Proof that a clinician opened a draft, written by the review page. */
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
  other_note: 'Sign with `notes review` or `notes sign`: the note is not the draft with the listed changes.',
  already_signed: 'Nothing: the note is signed.',
} as const;

export type SignatureRefusal = keyof typeof SIGNATURE_REFUSALS;
