import { rateRanking } from '../../../domain/knowledge/ranking';
import { MEASURE_NAMES, type MeasureName, type Observation } from './evaluation';
import type { SharedQuestions } from './shared-questions';

/** Comparison of an evaluation with an earlier one, over the questions that both have. */
export interface Comparison {
  readonly measures: readonly MeasureChange[];
  /** Questions whose relevant documents rank otherwise, or whose answer is otherwise right. */
  readonly questions: readonly QuestionChange[];
  /** Questions that both have. */
  readonly compared: number;
  readonly verdict: 'better' | 'worse' | 'same';
  /**
   * Chance that two equally good settings differ in this many questions in one direction: the two-sided sign test. From 0
   * to 1; 1 without a difference.
   */
  readonly chance: number;
}

export interface MeasureChange {
  readonly name: MeasureName;
  readonly before: number;
  readonly now: number;
}

export interface QuestionChange {
  readonly question: string;
  readonly audience?: string | undefined;
  readonly before: string;
  readonly now: string;
  readonly isBetter: boolean;
}

/** Compares two evaluations of the same questions, in the same order. */
export function compare({ before, now }: Pick<SharedQuestions, 'before' | 'now'>): Comparison {
  const changes = now.questions.flatMap((current, index): QuestionChange[] => {
    const previous = before.questions[index];
    if (!previous) return [];
    // An answer is compared with an answer: one evaluation can have retrieved only.
    const seen = ({ answer, ...passages }: Observation): Observation =>
      previous.answer && current.answer ? { answer, ...passages } : passages;
    const [one, other] = [
      gradeOf(seen(previous), before.settings.results),
      gradeOf(seen(current), now.settings.results),
    ];
    if (one.points === other.points) return [];
    const { question, audience } = current;
    return [{ question, audience, before: one.words, now: other.words, isBetter: other.points > one.points }];
  });
  const better = changes.filter(({ isBetter }) => isBetter).length;
  const worse = changes.length - better;
  return {
    measures: MEASURE_NAMES.flatMap((name) => {
      const [one, other] = [before.measures[name], now.measures[name]];
      return one === undefined || other === undefined ? [] : [{ name, before: one, now: other }];
    }),
    questions: changes,
    compared: now.questions.length,
    verdict: verdictOf(better - worse),
    chance: signTest(better, worse),
  };
}

function verdictOf(difference: number): Comparison['verdict'] {
  if (difference === 0) return 'same';
  return difference > 0 ? 'better' : 'worse';
}

interface Grade {
  readonly points: number;
  readonly words: string;
}

/** Grades one question: by the rank of its documents if it can be answered, else by whether the answer says so. */
function gradeOf({ isAnswerable, found, relevant, answer }: Observation, k: number): Grade {
  if (!isAnswerable) {
    if (!answer) return { points: 0, words: 'not answerable' };
    return answer.isNotInDocuments ? { points: 1, words: 'not in the documents' } : { points: 0, words: 'answered' };
  }
  const { ndcg } = rateRanking(found, new Set(relevant), k);
  const rank = [...new Set(found.slice(0, k))].findIndex((key) => relevant.includes(key)) + 1;
  const place = rank === 0 ? 'not found' : `rank ${rank}`;
  if (answer?.isNotInDocuments) return { points: ndcg, words: `${place}, not answered` };
  // An answer is worth more than any rank.
  return { points: ndcg + (answer ? 1 : 0), words: place };
}

/** Two-sided sign test: the probability of a split at least this uneven if both directions are equally likely. */
export function signTest(better: number, worse: number): number {
  const all = better + worse;
  let term = 0.5 ** all;
  let tail = 0;
  for (let count = 0; count <= Math.min(better, worse); count += 1) {
    tail += term;
    term *= (all - count) / (count + 1);
  }
  return Math.min(1, 2 * tail);
}
