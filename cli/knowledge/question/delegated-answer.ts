import type {
  AgentSources,
  AnswerText,
  GeneratedCitation,
  GeneratedEnd,
  Passage,
  QuestionRequest,
} from '../../../lambda/knowledge/contract';
import type { FunctionClient } from '../../functions/function-client';
import { readEvents } from './answer-events';

/** Event of an answer that Bedrock gives by itself: lambda/knowledge/contract.ts. */
export type DelegatedEvent =
  | { readonly event: 'session'; readonly data: { readonly sessionId: string } }
  | { readonly event: 'text'; readonly data: AnswerText }
  | { readonly event: 'passages'; readonly data: { readonly passages: readonly Passage[] } }
  | { readonly event: 'citation'; readonly data: GeneratedCitation }
  | { readonly event: 'sources'; readonly data: AgentSources }
  | { readonly event: 'end'; readonly data: Pick<GeneratedEnd, 'stopReason'> };

/** Answer that Bedrock gave by itself, possibly incomplete. */
export interface DelegatedAnswer {
  readonly passages: readonly Passage[];
  /** Documents that an agent names. */
  readonly sources: readonly string[];
  readonly text: string;
  readonly sessionId?: string;
  /** Absent when the answer is incomplete. */
  readonly stopReason?: string;
  readonly totalMs: number;
}

/**
 * Asks one question that Bedrock answers by itself, and reads the answer to its end.
 *
 * @param onEvent receives each event. A promise asks to wait for a slow reader
 * @throws OperatorError on an error of the function
 */
export async function askDelegated(
  client: FunctionClient,
  request: QuestionRequest,
  onEvent: (event: DelegatedEvent) => Promise<void> | undefined,
  signal: AbortSignal,
): Promise<DelegatedAnswer> {
  const start = performance.now();
  const read: ReadAnswer = { passages: [], sources: [], text: '' };
  for await (const event of readEvents(client, request, signal)) {
    const known = event as DelegatedEvent;
    take(read, known);
    const slowReader = onEvent(known);
    if (slowReader !== undefined) await slowReader;
  }
  return { ...read, sources: [...new Set(read.sources)], totalMs: performance.now() - start };
}

type ReadAnswer = { -readonly [K in keyof Omit<DelegatedAnswer, 'totalMs'>]: DelegatedAnswer[K] };

/** Adds an event to what has been read. */
function take(read: ReadAnswer, { event, data }: DelegatedEvent): void {
  if (event === 'passages') read.passages = [...read.passages, ...data.passages];
  else if (event === 'text') read.text += data.text;
  else if (event === 'sources') read.sources = [...read.sources, ...data.sources];
  else if (event === 'session') read.sessionId = data.sessionId;
  else if (event === 'end') read.stopReason = data.stopReason;
}
