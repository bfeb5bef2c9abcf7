import type {
  AgentEnd,
  AgentTool,
  AgentTurn,
  AnswerEnd,
  AnswerText,
  QuestionRequest,
  Retrieval,
} from '../../../lambda/knowledge/contract';
import type { AnswerError } from '../../../lambda/shared/contract';
import type { FunctionClient } from '../../functions/function-client';
import { functionAnsweredError } from '../../functions/function-failure';
import { DOCS, jsonOf, readEvents } from './answer-events';

/** Event of an answer: lambda/knowledge/contract.ts. */
export type KnowledgeEvent =
  | { readonly event: 'passages'; readonly data: Retrieval }
  | { readonly event: 'text'; readonly data: AnswerText }
  | { readonly event: 'notInDocuments'; readonly data: object }
  | { readonly event: 'turn'; readonly data: AgentTurn }
  | { readonly event: 'tool'; readonly data: AgentTool }
  | { readonly event: 'end'; readonly data: AnswerEnd | AgentEnd };

/** Answer from documents, possibly incomplete. */
export interface KnowledgeAnswer {
  readonly retrieval: Retrieval;
  readonly text: string;
  readonly isNotInDocuments: boolean;
  /** Absent when the answer is incomplete. */
  readonly end?: AnswerEnd | AgentEnd;
  /** Milliseconds from the call to the first piece of text. Absent if the answer contains no text. */
  readonly firstTokenMs?: number;
  readonly totalMs: number;
}

/** Receives an event. A promise asks to wait for a slow reader. */
export type OnEvent = (event: KnowledgeEvent) => Promise<void> | undefined;

/**
 * Asks one question and reads the answer to its end. The clock starts here.
 *
 * @throws OperatorError on an error of the function, whether or not text came before it
 */
export async function askKnowledge(
  client: FunctionClient,
  request: QuestionRequest,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<KnowledgeAnswer> {
  const start = performance.now();
  const texts: string[] = [];
  const seen: { retrieval: Retrieval; isNotInDocuments: boolean; end?: AnswerEnd | AgentEnd; firstTokenMs?: number } = {
    retrieval: { passages: [], removed: { byAudience: 0, byGuardrail: 0 } },
    isNotInDocuments: false,
  };
  for await (const { event, data } of readEvents(client, request, signal)) {
    const known = { event, data } as KnowledgeEvent;
    if (known.event === 'passages') seen.retrieval = together(seen.retrieval, known.data);
    else if (known.event === 'notInDocuments') seen.isNotInDocuments = true;
    else if (known.event === 'end') seen.end = known.data;
    else if (known.event === 'text') {
      seen.firstTokenMs ??= performance.now() - start;
      texts.push(known.data.text);
    }
    const slowReader = onEvent(known);
    if (slowReader !== undefined) await slowReader;
  }
  return { text: texts.join(''), ...seen, totalMs: performance.now() - start };
}

/** Adds what a later search of the same run has found. */
const together = (before: Retrieval, { passages, removed }: Retrieval): Retrieval => ({
  passages: [...before.passages, ...passages],
  removed: {
    byAudience: before.removed.byAudience + removed.byAudience,
    byGuardrail: before.removed.byGuardrail + removed.byGuardrail,
  },
});

/** Retrieves the passages for one question. @throws OperatorError */
export async function retrievePassages(
  client: FunctionClient,
  request: QuestionRequest,
  signal: AbortSignal,
): Promise<Retrieval> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of client.invoke(request, signal)) chunks.push(chunk);
  const document = jsonOf(Buffer.concat(chunks).toString()) as Retrieval & { readonly error?: AnswerError };
  if (document.error) throw functionAnsweredError(document.error, client.target.commands, DOCS);
  return document;
}
