import { OperatorError } from '../../../domain/operator-error';
import { counted } from '../../terminal/counted';
import type { Evaluation } from './evaluation';
import { measure } from './measure';
import { type EvaluationQuestion, idOf } from './questions';

/** Two evaluations with the questions that both have, measured against the same documents. */
export interface SharedQuestions {
  readonly before: Evaluation;
  readonly now: Evaluation;
  /** Questions that only one of them has. */
  readonly onlyBefore: number;
  readonly onlyNow: number;
  /** Questions that had other relevant documents before. */
  readonly regraded: number;
}

/**
 * Returns what two evaluations share. What was found for a question is kept in an evaluation, so that the earlier one is
 * measured against the documents that are relevant now.
 */
export function sharedQuestions(before: Evaluation, now: Evaluation): SharedQuestions {
  const earlier = new Map(before.questions.map((one) => [idOf(one), one]));
  const pairs = now.questions.flatMap((current) => {
    const previous = earlier.get(idOf(current));
    if (!previous) return [];
    const { relevant, isAnswerable } = current;
    return [{ previous, current, graded: { ...previous, relevant, isAnswerable } }];
  });
  const narrowed = (evaluation: Evaluation, questions: Evaluation['questions']): Evaluation => ({
    ...evaluation,
    questions,
    measures: measure(questions, evaluation.settings.results),
  });
  return {
    before: narrowed(
      before,
      pairs.map(({ graded }) => graded),
    ),
    now: narrowed(
      now,
      pairs.map(({ current }) => current),
    ),
    onlyBefore: before.questions.length - pairs.length,
    onlyNow: now.questions.length - pairs.length,
    regraded: pairs.filter(({ previous, current }) => gradedBy(previous) !== gradedBy(current)).length,
  };
}

const gradedBy = ({ relevant, isAnswerable }: EvaluationQuestion): string =>
  JSON.stringify([[...relevant].sort(), isAnswerable]);

/** Says what is compared, if it is not all of both. */
export function sharedLines({ now, onlyBefore, onlyNow, regraded }: SharedQuestions): string[] {
  const others = [
    ...(onlyBefore > 0 ? [`${counted(onlyBefore, 'question')} only in the earlier evaluation`] : []),
    ...(onlyNow > 0 ? [`${counted(onlyNow, 'question')} only in this one`] : []),
  ];
  return [
    ...(others.length > 0
      ? [`Compared: ${counted(now.questions.length, 'question')} of both. Not compared: ${others.join(', ')}.`]
      : []),
    ...(regraded > 0
      ? [
          `Relevant documents differ for ${counted(regraded, 'question')}: both evaluations are measured by those of now.`,
        ]
      : []),
  ];
}

/** @throws OperatorError if no question is in both: nothing could be compared */
export function assertShared(baseline: Evaluation, file: string, questions: readonly EvaluationQuestion[]): void {
  const asked = new Set(questions.map(idOf));
  if (baseline.questions.some((one) => asked.has(idOf(one)))) return;
  throw new OperatorError(
    'PB-KNOWLEDGE-023',
    `${file} has none of the ${counted(questions.length, 'question')} to ask: nothing can be compared.`,
    'Use a baseline of the same questions, asked as the same audiences.',
  );
}
