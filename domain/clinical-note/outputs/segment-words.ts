import type { Segment, Word } from '../transcript';

/** Segment whose words are still to be found. */
export type SegmentToFill = Omit<Segment, 'words'> & { readonly words: Word[] };

/** Most segments that are looked at for one word: HealthScribe tells at most 30 speakers apart. */
const MAX_OPEN = 30;

/** Times are rounded to hundredths of a second. The rest is the error of binary fractions. */
const ROUNDING = 0.011;

/** Segment that the next word can belong to. */
interface Open {
  readonly segment: SegmentToFill;
  /** Position of the next word in the text. */
  cursor: number;
}

/**
 * Gives the words to their segments. The files do not say to which segment a word belongs, only when it was spoken: it
 * belongs to the segment that contains its middle. Where several people speak at once, it belongs to the text that
 * continues with the word. Takes linear time for segments and words that are in order.
 */
export function fillSegments(segments: readonly SegmentToFill[], words: readonly Word[]): void {
  const coming = inOrder(segments, ({ begin }) => begin);
  const open: Open[] = [];
  let next = 0;
  for (const word of inOrder(words, middleOf)) {
    const middle = middleOf(word);
    for (let first = coming[next]; first && first.begin <= middle + ROUNDING; first = coming[next]) {
      open.push({ segment: first, cursor: 0 });
      next += 1;
    }
    close(open, middle - ROUNDING);
    const chosen = open.findLast((candidate) => continues(candidate, word)) ?? nearest(open, word);
    if (!chosen) continue;
    chosen.segment.words.push(word);
    chosen.cursor = afterWord(chosen, word);
  }
}

const middleOf = ({ begin, end }: Word): number => (begin + end) / 2;

/** Returns the values in the order of their times: the list itself if it is in order. */
function inOrder<T>(values: readonly T[], timeOf: (value: T) => number): readonly T[] {
  let last = Number.NEGATIVE_INFINITY;
  const isInOrder = values.every((value) => {
    const isLater = timeOf(value) >= last;
    last = timeOf(value);
    return isLater;
  });
  return isInOrder ? values : [...values].sort((one, other) => timeOf(one) - timeOf(other));
}

/** Removes the segments that have ended, and the oldest of too many. */
function close(open: Open[], before: number): void {
  for (let at = open.length - 1; at >= 0; at -= 1) {
    if ((open[at]?.segment.end ?? 0) < before) open.splice(at, 1);
  }
  if (open.length > MAX_OPEN) open.splice(0, open.length - MAX_OPEN);
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
