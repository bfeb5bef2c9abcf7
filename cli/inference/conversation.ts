import type { Operation } from '../../lambda/inference/contract';
import { type Answer, collect, type TakeText } from './answer/answer';
import { readAnswer } from './answer/read-answer';
import { verdictOf } from './answer/verdict';
import type { FunctionClient } from './function-client';
import { type Message, type Question, said } from './question/question';
import { requestOf } from './question/request';

/** Sends one request and reads its answer. The clock runs from here. */
export function askOnce(
  client: FunctionClient,
  { request, operation }: { readonly request: object; readonly operation: Operation },
  take: TakeText,
  signal: AbortSignal,
): Promise<Answer> {
  const start = performance.now();
  return collect(readAnswer(operation, client.invoke(request, signal)), take, () => performance.now() - start);
}

/** Several turns with one function. What was said is kept here, in memory, and nowhere else. */
export class Conversation {
  private readonly turns: Message[] = [];

  constructor(
    private readonly client: FunctionClient,
    private readonly settings: Omit<Question, 'messages'>,
  ) {}

  /** A turn that fails, or is stopped, is as if it had not been. */
  async ask(text: string, take: TakeText, signal: AbortSignal): Promise<Answer> {
    const { operation } = this.settings;
    const messages = [...this.turns, said('user', text)];
    const request = requestOf({ ...this.settings, messages });
    const answer = await askOnce(this.client, { request, operation }, take, signal);
    // The API takes no empty text.
    if (verdictOf(answer, operation).good && answer.text) {
      this.turns.splice(0, this.turns.length, ...messages, said('assistant', answer.text));
    }
    return answer;
  }
}
