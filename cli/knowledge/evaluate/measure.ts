import { rateRanking } from '../../../domain/knowledge/ranking';
import { EXIT } from '../../../domain/operator-error';
import { stopOutcome } from '../../functions/stop-outcome';
import type { Measures, Observation, ObservedAnswer } from './evaluation';

/**
 * Measures the observations. Ranking and citations count answerable questions only: for the others, no passage is right.
 *
 * @param k number of passages that count
 */
export function measure(observations: readonly Observation[], k: number): Measures {
  const answerable = observations.filter(({ isAnswerable }) => isAnswerable);
  const ratings = answerable.map(({ found, relevant }) => rateRanking(found, new Set(relevant), k));
  const asked = observations.flatMap((observation) => {
    const { answer } = observation;
    return answer ? [{ ...observation, answer }] : [];
  });
  const given = asked.filter(({ isAnswerable, answer }) => isAnswerable && isAnswer(answer));
  const declined = asked.filter(({ answer }) => answer.isNotInDocuments);
  const unanswerable = asked.filter(({ isAnswerable }) => !isAnswerable);
  return {
    hitRate: mean(ratings.map(({ hit }) => hit)),
    meanReciprocalRank: mean(ratings.map(({ reciprocalRank }) => reciprocalRank)),
    ndcg: mean(ratings.map(({ ndcg }) => ndcg)),
    answered: share(
      asked.filter(({ isAnswerable }) => isAnswerable),
      ({ answer }) => isAnswer(answer),
    ),
    validCitations: share(given, ({ answer }) => hasValidCitations(answer)),
    relevantCitations: share(given, ({ answer, relevant }) => answer.cited.some((key) => relevant.includes(key))),
    notInDocumentsPrecision: share(declined, ({ isAnswerable }) => !isAnswerable),
    notInDocumentsRecall: share(unanswerable, ({ answer }) => answer.isNotInDocuments),
  };
}

/** Neither "not in the documents", nor stopped by the guardrail or the model itself. */
const isAnswer = ({ isNotInDocuments, stopReason }: ObservedAnswer) =>
  !isNotInDocuments && stopOutcome(stopReason)?.exit !== EXIT.failed;

/** An answer has valid citations if it cites a passage, and no citation had to be removed. */
const hasValidCitations = ({ cited, removedCitations }: ObservedAnswer) => cited.length > 0 && removedCitations === 0;

/** Share of the answerable questions with a relevant document among the first `k` passages, for each `k` up to `most`. */
export function hitRates(observations: readonly Observation[], most: number): number[] {
  return Array.from({ length: most }, (_, index) => measure(observations, index + 1).hitRate ?? 0);
}

const share = <T>(all: readonly T[], counts: (one: T) => boolean) => mean(all.map((one) => (counts(one) ? 1 : 0)));

/** Returns undefined for no values: nothing was measured. */
const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
