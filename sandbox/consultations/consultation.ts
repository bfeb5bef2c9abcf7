import type { NoteTemplate } from '../../domain/clinical-note/note-templates';
import type { Channels } from '../../domain/clinical-note/upload-metadata';

/** End that the workflow reaches with a consultation. */
export type ConsultationOutcome = 'READY' | 'NEEDS_REVIEW' | 'JobFailed' | 'AudioRejected';

/** Invented consultation, from which a recording and the outputs of HealthScribe are made. */
export interface SyntheticConsultation {
  /** Name of its file, such as `cough`. */
  readonly name: string;
  /** Case that it shows. */
  readonly about: string;
  readonly template: NoteTemplate;
  /** Shape of the output files. @default batch */
  readonly shape?: 'streaming';
  readonly turns: readonly Turn[];
  /** Sections of the note; each sentence ends with the numbers of the turns on which it rests, such as `[2, 5]`. */
  readonly note: Readonly<Record<string, readonly string[]>>;
  readonly outcome: ConsultationOutcome;
  /** Ids of the sentences that the evidence check doubts. @default - none */
  readonly doubts?: readonly string[];
  /** Object metadata of the upload. @default - the upload does not say */
  readonly channels?: Channels;
  /** Object metadata of the upload. @default - the upload does not say */
  readonly speakers?: number;
  /** Seconds of the last turn that the recording lacks. @default 0 */
  readonly cutSeconds?: number;
  /** The recording is silence of that length. @default - tones, one for each speaker */
  readonly silentHours?: number;
}

/**
 * Entry of a conversation: a turn, a silence in seconds, or the part of the visit to which the following turns belong. A
 * turn has the role of its speaker as key (`C` and `P` are short) and the text as value. A word with a low confidence is
 * followed by it, such as `wheeze~0.71`.
 */
export type Turn = Readonly<Record<string, string | number>> & {
  readonly part?: string;
  readonly silence?: number;
  /** Number of the turn whose segment id this one repeats. */
  readonly id?: number;
  /** The segment has no time. */
  readonly time?: 'none';
  /** Seconds of a turn without words. */
  readonly lasts?: number;
  /** Seconds before the end of the previous turn at which this one begins. */
  readonly over?: number;
};
