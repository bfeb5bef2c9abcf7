import type { Segment, Word } from '../transcript';

type Timed = Pick<Segment, 'begin' | 'end' | 'text'>;

/** Most segments that are looked at for one word: HealthScribe tells at most 30 speakers apart. */
const MAX_OPEN = 30;

/** Times are rounded to hundredths of a second. */
const ROUNDING = 0.01;

/** Segment that the next word can belong to. */
interface Open {
  readonly index: number;
  readonly segment: Timed;
  /** Position of the next word in the text. */
  cursor: number;
}

/**
 * Returns the words of each segment. The files do not say to which segment a word belongs, only when it was spoken: it
 * belongs to the segment that contains its middle. Where several people speak at once, it belongs to the text that
 * continues with the word. Takes linear time for segments and words that are in order.
 */
export function wordsBySegment(segments: readonly Timed[], words: readonly Word[]): readonly (readonly Word[])[] {
  const result: Word[][] = segments.map(() => []);
  const coming = segments.map((segment, index): Open => ({ index, segment, cursor: 0 }));
  coming.sort((one, other) => one.segment.begin - other.segment.begin);
  let open: Open[] = [];
  let next = 0;
  for (const word of [...words].sort((one, other) => one.begin + one.end - other.begin - other.end)) {
    const middle = (word.begin + word.end) / 2;
    for (let first = coming[next]; first && first.segment.begin <= middle + ROUNDING; first = coming[next]) {
      open.push(first);
      next += 1;
    }
    open = open.filter(({ segment }) => segment.end >= middle - ROUNDING).slice(-MAX_OPEN);
    const chosen = open.findLast((candidate) => continues(candidate, word)) ?? nearest(open, word);
    if (!chosen) continue;
    result[chosen.index]?.push(word);
    chosen.cursor = afterWord(chosen, word);
  }
  return result;
}

const continues = ({ segment, cursor }: Open, { text }: Word): boolean => segment.text.startsWith(text, cursor);

/** Returns the segment with most of the time of the word; of several, the one that began last. */
function nearest(open: readonly Open[], word: Word): Open | undefined {
  let best: Open | undefined;
  for (const candidate of open) {
    if (!best || shared(candidate, word) >= shared(best, word)) best = candidate;
  }
  return best;
}

const shared = ({ segment }: Open, { begin, end }: Word): number =>
  Math.min(segment.end, end) - Math.max(segment.begin, begin);

/** Returns the position behind the word, or behind the next space if the text continues otherwise. */
function afterWord(candidate: Open, word: Word): number {
  const { text } = candidate.segment;
  if (!continues(candidate, word)) {
    const space = text.indexOf(' ', candidate.cursor);
    return space < 0 ? text.length : space + 1;
  }
  let position = candidate.cursor + word.text.length;
  while (text[position] === ' ') position += 1;
  return position;
}
