import { ROUNDING } from './evidence';
import { type Note, sentencesOf } from './note';
import type { Transcript } from './transcript';

/** Defects that are of the whole draft, and of no sentence. */
export interface WholeDefects {
  /** True if the note has no sentence. */
  readonly isEmpty: boolean;
  /** Number of segments that share their id with another. */
  readonly repeatedSegments: number;
  /** Number of segments whose time is absent or not within the recording, linked or not. */
  readonly misplacedSegments: number;
}

/** Finds what is wrong with a draft apart from its sentences. The first two make a draft NEEDS_REVIEW by themselves. */
export function wholeDefects(note: Note, { segments }: Transcript, audioSeconds: number): WholeDefects {
  const counts = new Map<string, number>();
  for (const { id } of segments) counts.set(id, (counts.get(id) ?? 0) + 1);
  return {
    isEmpty: sentencesOf(note).length === 0,
    repeatedSegments: segments.filter(({ id }) => (counts.get(id) ?? 0) > 1).length,
    // A time that is no number is misplaced.
    misplacedSegments: segments.filter(
      ({ begin, end }) => !(begin >= 0 && end > begin && end <= audioSeconds + ROUNDING),
    ).length,
  };
}
