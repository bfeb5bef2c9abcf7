import { distance } from 'fastest-levenshtein';

/** Returns the candidates most like `word`, nearest first; none that differs in more than a third of its letters. */
export function nearest(word: string, candidates: readonly string[], count: number): readonly string[] {
  return candidates
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(2, candidate.length / 3))
    .sort((one, other) => one.edits - other.edits)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
