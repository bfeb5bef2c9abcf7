import { createParser } from 'eventsource-parser';
import { OperatorError } from '../../../domain/operator-error';
import type { QuestionRequest } from '../../../lambda/knowledge/contract';
import type { AnswerError } from '../../../lambda/shared/contract';
import type { FunctionClient } from '../../functions/function-client';
import { functionAnsweredError } from '../../functions/function-failure';
import { parseJson } from '../../functions/parse-json';

export const DOCS = 'docs/knowledge.md';

export interface RawEvent {
  readonly event: string;
  readonly data: unknown;
}

/**
 * Asks one question, and yields each event as soon as it is complete; the bytes can be split anywhere.
 *
 * @throws OperatorError on an error of the function, whether or not text came before it
 */
export async function* readEvents(
  client: FunctionClient,
  request: QuestionRequest,
  signal: AbortSignal,
): AsyncGenerator<RawEvent> {
  const decoder = new TextDecoder();
  const events: RawEvent[] = [];
  const parser = createParser({ onEvent: ({ event = '', data }) => events.push({ event, data: jsonOf(data) }) });
  for await (const chunk of client.invoke(request, signal)) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const event of events.splice(0)) {
      if (event.event === 'error') throw functionAnsweredError(event.data as AnswerError, client.target.commands, DOCS);
      yield event;
    }
  }
}

export function jsonOf(text: string): unknown {
  const value = parseJson(text);
  if (value !== undefined) return value;
  throw new OperatorError(
    'PB-KNOWLEDGE-007',
    'The answer of the function is not complete JSON.',
    'Check that the function comes from this version of this repository.',
  );
}
