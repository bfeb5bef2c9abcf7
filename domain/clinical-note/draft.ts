import type { Evidence } from './evidence';
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
