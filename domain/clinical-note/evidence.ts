import { type Note, sentencesOf } from './note';
import type { Segment, Transcript } from './transcript';

/** Reasons why a link of a sentence cannot be followed to words in the recording. */
export const DEFECTS = {
  no_text: 'The sentence has no words.',
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
  /** Id of the linked segment. @default - the defect is of the sentence itself */
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
  /** READY only if the note has a sentence, each rests on words in the recording, and no segment id is repeated. */
  readonly status: 'READY' | 'NEEDS_REVIEW';
  readonly doubts: readonly Doubt[];
  /** Ids of segments on which no sentence rests: what the note leaves out. */
  readonly unlinked: readonly string[];
  /** Parts of the recording without a segment. */
  readonly silences: readonly Stretch[];
}

/** Shortest silence that is shown, in seconds. */
const SHORTEST_SILENCE = 5;

/** Times are rounded to hundredths of a second, so that the last word can end so much after the recording. The rest is the error of binary fractions. */
export const ROUNDING = 0.011;

/** Follows every link of a note. A sentence with a link that does not lead to words in the recording is a doubt. */
export function checkEvidence(note: Note, { segments }: Transcript, audioSeconds: number): Evidence {
  const defectOf = linkChecker(segments, audioSeconds);
  const sentences = sentencesOf(note);
  const linked = new Set<string>();
  const doubts: Doubt[] = [];
  for (const { id, text, evidence } of sentences) {
    const links = [...new Set(evidence)];
    for (const link of links) linked.add(link);
    const defects: readonly LinkDefect[] = [
      ...(hasWord(text) ? [] : [{ defect: 'no_text' } as const]),
      ...(links.length === 0 ? [{ defect: 'no_link' } as const] : []),
      ...links.flatMap((segment) => defectOf(segment).map((defect) => ({ defect, segment }))),
    ];
    if (defects.length > 0) doubts.push({ sentence: id, defects });
  }
  const ids = new Set(segments.map(({ id }) => id));
  const isReady = sentences.length > 0 && doubts.length === 0 && ids.size === segments.length;
  return {
    status: isReady ? 'READY' : 'NEEDS_REVIEW',
    doubts,
    unlinked: [...ids].filter((id) => !linked.has(id)),
    silences: silencesOf(segments, audioSeconds),
  };
}

/** Tells whether a text has a letter or a digit: marks and invisible characters say nothing. */
const hasWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Returns a function that finds the defects of a linked segment. */
function linkChecker(segments: readonly Segment[], audioSeconds: number): (id: string) => readonly Defect[] {
  const byId = new Map<string, Segment | undefined>();
  for (const segment of segments) byId.set(segment.id, byId.has(segment.id) ? undefined : segment);
  return (id) => {
    // An empty id names nothing, also if a segment has it.
    if (!byId.has(id) || id.trim() === '') return ['dangling_link'];
    const segment = byId.get(id);
    return segment ? segmentDefects(segment, audioSeconds) : ['duplicate_segment'];
  };
}

/** Finds the defects of a segment. Each condition is written so that a time that is no number is a defect. */
function segmentDefects({ begin, end, text, words }: Segment, audioSeconds: number): readonly Defect[] {
  const hasWords = words.some((word) => hasWord(word.text)) && hasWord(text);
  const hasTime = end > begin;
  const isWithin = begin >= 0 && end <= audioSeconds + ROUNDING;
  return [
    ...(hasWords ? [] : (['no_words'] as const)),
    ...(hasTime ? [] : (['no_time'] as const)),
    ...(isWithin ? [] : (['time_outside_audio'] as const)),
  ];
}

/** Returns the parts of the recording without a segment. */
function silencesOf(segments: readonly Segment[], audioSeconds: number): readonly Stretch[] {
  const silences: Stretch[] = [];
  let silentFrom = 0;
  const note = (until: number) => {
    if (until - silentFrom >= SHORTEST_SILENCE) silences.push({ begin: silentFrom, end: until });
  };
  for (const { begin, end } of [...segments].sort((one, other) => one.begin - other.begin)) {
    note(Math.min(begin, audioSeconds));
    silentFrom = Math.max(silentFrom, end);
  }
  note(audioSeconds);
  return silences;
}
