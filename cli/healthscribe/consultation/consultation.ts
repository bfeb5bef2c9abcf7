import type { Readable } from 'node:stream';
import type { AudioExtension } from '../../../domain/clinical-note/layout';
import type { SignedNote, StoredDraft } from '../../../domain/clinical-note/signature';
import { OperatorError } from '../../../domain/operator-error';
import type { StoredReview } from './stored-review';

/** Consultation that a reviewer opened: in the bucket of a deployment, or in a folder of this machine. */
export interface OpenConsultation extends StoredDraft {
  /** False if the outputs do not say which template made the note. */
  readonly isTemplateKnown: boolean;
  readonly signer: Signer;
  /** Undefined if there is no recording. */
  readonly recording: Recording | undefined;
  readonly review: StoredReview;
  /** Undefined if nobody signed it. */
  readonly signed: SignedNote | undefined;
  readonly afterSigning: AfterSigning;
  /**
   * Stores the signed note and ends the wait of the workflow.
   *
   * @throws OperatorError
   */
  sign(signed: SignedNote): Promise<SignedNote>;
}

/**
 * Place of the signed note: the deployment keeps it (`kept`), only this machine has it (`copied`), or it is one more file of
 * a folder, which stays as it is (`stays`).
 */
export type AfterSigning = 'kept' | 'copied' | 'stays';

/** The draft is purged, or is not of this clinician: nothing about it can be saved. */
export class DraftGone extends OperatorError {}

/** Person who reviews and signs. */
export interface Signer {
  /** ARN of the caller; `local:<user>` for a folder. */
  readonly arn: string;
  /** Name to type. */
  readonly name: string;
}

/** Recording, read in ranges. */
export interface Recording {
  /** Media type. */
  readonly type: string;
  readonly bytes: number;
  /** Reads from the first to the last byte, both included. */
  read(first: number, last: number): Promise<Readable>;
}

/** Media types by the extension of a recording. */
export const MEDIA_TYPES: Readonly<Record<AudioExtension, string>> = {
  amr: 'audio/amr',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  mp4: 'audio/mp4',
  ogg: 'audio/ogg',
  webm: 'audio/webm',
  wav: 'audio/wav',
};
