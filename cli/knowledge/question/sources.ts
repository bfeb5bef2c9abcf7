import type { Passage } from '../../../lambda/knowledge/contract';

/** Returns the key of the document of a passage, such as `documents/handbook.md`. */
export const documentOf = ({ source }: Pick<Passage, 'source'>): string => source.replace(/^s3:\/\/[^/]+\//, '');

/** Returns lines such as `[1] documents/handbook.md  0.83`. */
export function sourceLines(passages: readonly Passage[]): string[] {
  return passages.map(
    (passage) =>
      `[${passage.number}] ${documentOf(passage)}${passage.score === undefined ? '' : `  ${score(passage)}`}`,
  );
}

export const score = ({ score: value }: Passage): string => (value === undefined ? '' : value.toFixed(2));
