import { createHash } from 'node:crypto';
import { checkEvidence, type Evidence } from './evidence';
import type { Note } from './note';
import type { NoteTemplate } from './note-templates';
import type { Transcript } from './transcript';

/** Note that nobody has signed, with all that a reviewer needs. */
export interface Draft {
  readonly version: 1;
  /** Id of the consultation. */
  readonly consultation: string;
  readonly template: NoteTemplate;
  /** Time in ISO 8601, UTC. */
  readonly createdAt: string;
  readonly audio: {
    readonly key: string;
    /** Length of the recording. */
    readonly seconds: number;
  };
  readonly transcript: Transcript;
  readonly note: Note;
  readonly evidence: Evidence;
}

/** Makes the draft of a consultation, with its evidence check. */
export const makeDraft = (parts: Omit<Draft, 'version' | 'evidence'>): Draft => ({
  version: 1,
  consultation: parts.consultation,
  template: parts.template,
  createdAt: parts.createdAt,
  audio: parts.audio,
  transcript: parts.transcript,
  note: parts.note,
  evidence: checkEvidence(parts.note, parts.transcript, parts.audio.seconds),
});

/** SHA-256 of the stored bytes of a draft, hexadecimal: a review and a signature are of these bytes. */
export const draftSha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
