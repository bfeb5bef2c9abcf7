/** Speech turned into text, in the order of the recording. Times are seconds from its beginning. */
export interface Transcript {
  readonly segments: readonly Segment[];
  /** Kind of job that made it: batch of a whole file, or a stream. */
  readonly shape: 'batch' | 'streaming';
}

/** Words of one speaker without an interruption. Links of the note point to segments. */
export interface Segment {
  readonly id: string;
  /** Role with its number, such as `CLINICIAN_0`. AWS may add roles. */
  readonly speaker: string;
  /** Part of the visit, such as `SUBJECTIVE`. AWS may add parts. @default - the transcript does not say */
  readonly section?: string;
  readonly begin: number;
  readonly end: number;
  readonly text: string;
  /** Words with their own times. Empty if the transcript has none within the time of the segment. */
  readonly words: readonly Word[];
}

/** One spoken word, with the punctuation that follows it. */
export interface Word {
  readonly text: string;
  readonly begin: number;
  readonly end: number;
  /** 0 to 1. @default - the transcript does not say */
  readonly confidence?: number;
}
