import { diffWordsWithSpace } from 'diff';

/** Piece of a sentence before and after an edit. */
export interface Difference {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Most changed words that are told apart. A sentence with more is shown as replaced. */
const MAX_CHANGES = 400;

/**
 * Returns the pieces of two texts, word by word. The pieces that are not `added` make `before`, those that are not
 * `removed` make `after`.
 */
export function wordDifferences(before: string, after: string): readonly Difference[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_CHANGES });
  const pieces: readonly Difference[] = changes
    ? changes.map(({ value, added, removed }) => ({ kind: kindOf(added, removed), text: value }))
    : [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ];
  return pieces.filter(({ text }) => text !== '');
}

const kindOf = (isAdded: boolean, isRemoved: boolean): Difference['kind'] => {
  if (isAdded) return 'added';
  return isRemoved ? 'removed' : 'same';
};
