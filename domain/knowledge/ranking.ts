/** Quality of ranked results for one question, each from 0 to 1. */
export interface Ranking {
  /** 1 if a relevant document is among the results. */
  readonly hit: number;
  /** 1 divided by the rank of the first relevant document; 0 if there is none. */
  readonly reciprocalRank: number;
  /** Normalized discounted cumulative gain: relevant documents count more the higher they rank. */
  readonly ndcg: number;
}

/**
 * Rates the first `k` results of a question. Several passages of a document count once, at the first of them.
 *
 * @param results documents of the passages, best first
 * @param relevant documents that answer the question, at least one
 * @throws RangeError without a relevant document: the measures are not defined then
 */
export function rateRanking(results: readonly string[], relevant: ReadonlySet<string>, k: number): Ranking {
  if (relevant.size === 0) throw new RangeError('A question without a relevant document has no ranking');
  const ranks = [...new Set(results.slice(0, k))].flatMap((document, index) =>
    relevant.has(document) ? index + 1 : [],
  );
  const ideal = Array.from({ length: Math.min(relevant.size, k) }, (_, index) => index + 1);
  return {
    hit: ranks.length > 0 ? 1 : 0,
    reciprocalRank: ranks[0] === undefined ? 0 : 1 / ranks[0],
    ndcg: gain(ranks) / gain(ideal),
  };
}

/** Sum of the gains of relevant documents at these ranks. */
const gain = (ranks: readonly number[]): number => ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0);
