import { EXIT } from '../../domain/operator-error';
import type { Operation } from '../../lambda/inference/contract';
import type { FunctionClient } from '../functions/function-client';
import { type Answer, collectAnswer, type OnText } from './answer/answer';
import { answerOutcome } from './answer/answer-outcome';
import { readAnswer } from './answer/read-answer';
import { type Message, messageOf, type Question } from './question/question';
import { requestOf } from './question/request-of';

/** Sends one request and reads its answer. The clock starts here. */
export function sendRequest(
  client: FunctionClient,
  { request, operation }: { readonly request: object; readonly operation: Operation },
  onText: OnText,
  signal: AbortSignal,
): Promise<Answer> {
  const start = performance.now();
  const parts = readAnswer(operation, client.invoke(request, signal));
  return collectAnswer(parts, onText, () => performance.now() - start, client.target.commands);
}

/** Several turns with one function. The turns are kept in memory only. */
export class Conversation {
  private readonly turns: Message[] = [];

  constructor(
    private readonly client: FunctionClient,
    private readonly settings: Omit<Question, 'messages'>,
  ) {}

  /** Asks a question. Forgets the turn when it fails, is stopped or has an empty answer, which the API refuses. */
  async ask(text: string, onText: OnText, signal: AbortSignal): Promise<Answer> {
    const { operation } = this.settings;
    const messages = [...this.turns, messageOf('user', text)];
    const request = requestOf({ ...this.settings, messages });
    const answer = await sendRequest(this.client, { request, operation }, onText, signal);
    if (answerOutcome(answer, operation).exit === EXIT.ok && answer.text.trim()) {
      this.turns.splice(0, this.turns.length, ...messages, messageOf('assistant', answer.text));
    }
    return answer;
  }
}
