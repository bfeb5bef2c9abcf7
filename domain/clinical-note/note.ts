/** Clinical note: sections, as the template orders them. */
export interface Note {
  readonly sections: readonly Section[];
}

/** Part of a note. */
export interface Section {
  /** Such as `CHIEF_COMPLAINT`. AWS may add names. */
  readonly name: string;
  readonly sentences: readonly Sentence[];
}

/** Smallest part of a note that has evidence. */
export interface Sentence {
  /** `s1`, `s2` and so on through the whole note; `a1` and so on for sentences that the clinician added. */
  readonly id: string;
  readonly text: string;
  /** Ids of the segments from which HealthScribe made the sentence. */
  readonly evidence: readonly string[];
}

/** Returns all sentences of a note, in order. */
export const sentencesOf = ({ sections }: Note): readonly Sentence[] => sections.flatMap(({ sentences }) => sentences);
