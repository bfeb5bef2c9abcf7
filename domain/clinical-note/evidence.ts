/** Reasons why a link of a sentence cannot be followed to words in the recording. */
export const DEFECTS = {
  no_link: 'The sentence has no link to the transcript.',
  dangling_link: 'The linked segment is not in the transcript.',
  duplicate_segment: 'Several segments have the linked id.',
  no_words: 'The linked segment has no words.',
  no_time: 'The linked segment has no duration.',
  time_outside_audio: 'The linked segment is not within the recording.',
} as const;

export type Defect = keyof typeof DEFECTS;

/** Sentence whose links do not all lead to words in the recording. */
export interface Doubt {
  /** Id of the sentence. */
  readonly sentence: string;
  readonly defects: readonly LinkDefect[];
}

export interface LinkDefect {
  readonly defect: Defect;
  /** Id of the linked segment. @default - the defect is that there is no link */
  readonly segment?: string;
}

/** Stretch of the recording, in seconds. */
export interface Stretch {
  readonly begin: number;
  readonly end: number;
}

/**
 * Result of the evidence check. A link shows where a sentence came from. It does not show that the sentence is true: a
 * clinician reads READY notes as well.
 */
export interface Evidence {
  /** READY only if the note has a sentence and each sentence rests on words in the recording. */
  readonly status: 'READY' | 'NEEDS_REVIEW';
  readonly doubts: readonly Doubt[];
  /** Ids of segments on which no sentence rests: what the note leaves out. */
  readonly unlinked: readonly string[];
  /** Parts of the recording without a segment. */
  readonly silences: readonly Stretch[];
}
