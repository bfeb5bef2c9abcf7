import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../../../domain/operator-error';
import type { Passage } from '../../../lambda/knowledge/contract';
import { AwsCallError } from '../../aws/call-aws';
import { FunctionClient } from '../../functions/function-client';
import { FunctionAnsweredError } from '../../functions/function-failure';
import type { FunctionTarget } from '../../functions/function-target';
import { inParallel } from '../in-parallel';
import { askKnowledge, type KnowledgeAnswer, retrievePassages } from '../question/knowledge-answer';
import { type QuestionOptions, questionRequest } from '../question/question-options';
import { documentOf } from '../question/sources';
import type { Observation, QuestionFailure } from './evaluation';
import type { EvaluationQuestion } from './questions';

export interface AskingOptions extends QuestionOptions {
  readonly isRetrieveOnly: boolean;
  /** Questions that are asked at the same time. */
  readonly parallel: number;
}

export interface AskedQuestions {
  readonly observations: readonly Observation[];
  readonly failures: readonly QuestionFailure[];
}

/** Attempts for one question, and the seconds before the second; they double. */
const ATTEMPTS = 3;
const FIRST_PAUSE = 1;

/**
 * Asks every question. A question that fails is kept with its error, and does not stop the others, except before any
 * question has an answer: then the others would fail, too.
 *
 * @param onQuestion is called at the end of each question
 * @throws OperatorError
 */
export async function askQuestions(
  questions: readonly EvaluationQuestion[],
  target: FunctionTarget,
  options: AskingOptions,
  onQuestion: (done: number) => void,
  signal: AbortSignal,
): Promise<AskedQuestions> {
  const clients = new Map<string | undefined, FunctionClient>();
  const clientOf = (audience: string | undefined) => {
    const client = clients.get(audience) ?? new FunctionClient({ ...target, alias: audience });
    clients.set(audience, client);
    return client;
  };
  const failures: QuestionFailure[] = [];
  let done = 0;
  try {
    const observed = await inParallel(questions, options.parallel, async (question) => {
      try {
        return await withRetries(() => observe(question, clientOf(question.audience), options, signal), signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof OperatorError) || done === failures.length) throw error;
        const { code, message } = error;
        failures.push({ question: question.question, audience: question.audience, code, message });
        return undefined;
      } finally {
        done += 1;
        onQuestion(done);
      }
    });
    return { observations: observed.filter((one) => one !== undefined), failures };
  } finally {
    for (const client of clients.values()) client.close();
  }
}

async function observe(
  question: EvaluationQuestion,
  client: FunctionClient,
  options: AskingOptions,
  signal: AbortSignal,
): Promise<Observation> {
  if (options.isRetrieveOnly) {
    const request = questionRequest('retrieve', question.question, options);
    const { passages } = await retrievePassages(client, request, signal);
    return { ...question, found: passages.map(documentOf) };
  }
  const request = questionRequest('ask', question.question, options);
  const { retrieval, isNotInDocuments, end } = await askKnowledge(client, request, () => undefined, signal);
  if (!end) {
    throw new OperatorError(
      'PB-KNOWLEDGE-017',
      'The answer ended without a stop reason.',
      'Evaluate again: nothing of an incomplete answer can be measured.',
    );
  }
  const { passages } = retrieval;
  return { ...question, found: passages.map(documentOf), answer: observedAnswer(end, passages, isNotInDocuments) };
}

function observedAnswer(
  end: NonNullable<KnowledgeAnswer['end']>,
  passages: readonly Passage[],
  isNotInDocuments: boolean,
) {
  const cited = passages.filter(({ number }) => end.citations.includes(number)).map(documentOf);
  const { removedCitations, stopReason = '' } = end;
  return { isNotInDocuments, cited: [...new Set(cited)], removedCitations, stopReason };
}

const isRetryable = (error: unknown): boolean =>
  (error instanceof FunctionAnsweredError && error.isRetryable) ||
  (error instanceof AwsCallError && error.failure.kind === 'throttled');

async function withRetries<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      await pause(FIRST_PAUSE * 2 ** (attempt - 1) * 1000, undefined, { signal });
    }
  }
}
