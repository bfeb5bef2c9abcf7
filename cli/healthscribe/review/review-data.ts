import type { Edit } from '../../../domain/clinical-note/edits';
import type { Defect } from '../../../domain/clinical-note/evidence';
import type { WholeDefects } from '../../../domain/clinical-note/whole-defects';
import type { AfterSigning } from '../consultation/consultation';

/** Consultation as the review page receives it: only what it shows, so that 5,000 segments stay a small document. */
export interface ReviewData {
  readonly consultation: string;
  /** Undefined if the outputs do not say. */
  readonly template: string | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Length of the recording. */
  readonly seconds: number;
  readonly draftSha256: string;
  readonly sections: readonly ReviewSection[];
  readonly segments: readonly ReviewSegment[];
  /** Defects that no sentence shows. */
  readonly whole: WholeDefects;
  /** Passages of the recording without words. */
  readonly silences: readonly { readonly begin: number; readonly end: number }[];
  readonly recording: Recording;
  readonly signing: Signing;
  /** Language of the interface; that of the browser if absent. */
  readonly language?: 'en' | 'ko' | undefined;
  /** Changes so far, so that a page that is loaded again keeps them. */
  readonly edits: readonly Edit[];
  /** Number of these changes. */
  readonly revision: number;
  /** Ids of the sentences in doubt whose evidence was opened. */
  readonly looked: readonly string[];
  readonly signature?: Signature | undefined;
}

/** `served` is played by ranges, `embedded` is in the file, `absent` cannot be played. */
export type Recording = 'served' | 'embedded' | 'absent';

/** Minutes without a request after which the server ends, and the name that signs. A file cannot be signed. */
export type Signing =
  | { readonly by: 'server'; readonly signer: string; readonly idleMinutes: number; readonly after: AfterSigning }
  | { readonly by: 'nobody' };

export interface ReviewSection {
  readonly name: string;
  readonly sentences: readonly ReviewSentence[];
}

export interface ReviewSentence {
  readonly id: string;
  readonly text: string;
  /** Ids of segments, as HealthScribe names them: one may not exist. */
  readonly evidence: readonly string[];
  /** Names of the defects of its evidence. A sentence with one is in doubt. */
  readonly defects: readonly Defect[];
}

export interface ReviewSegment {
  readonly id: string;
  readonly speaker: string;
  readonly section?: string | undefined;
  readonly begin: number;
  readonly end: number;
  readonly text: string;
  /** Words of low confidence: first and last character in the text, and the confidence. */
  readonly unsure?: readonly (readonly [from: number, to: number, confidence: number])[] | undefined;
}

export interface Signature {
  readonly signer: string;
  /** ISO 8601. */
  readonly signedAt: string;
  readonly draftSha256: string;
}

/** Answer of the server to something that it saves. */
export type SavingAnswer =
  /** Number of the changes that are saved. */
  | { readonly saved: number }
  /** Another session of the clinician has saved other changes. They are the saved ones now. */
  | { readonly other: { readonly revision: number; readonly edits: readonly Edit[] } }
  /** Nothing is saved, for the reason of this code, or because the draft is `gone`. The server keeps the changes, under this number if it has got them. */
  | { readonly failed: string; readonly message: string; readonly revision?: number };

/** Answer of the server to a signature. */
export type SigningAnswer = { readonly signature: Signature } | { readonly refused: string; readonly message: string };

/** A word below this confidence is marked. */
export const LOW_CONFIDENCE = 0.7;
