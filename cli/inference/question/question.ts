import { OperatorError } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import { usageError } from '../../command';
import { parsed } from './parsed';

/** One turn of a conversation, as the Converse API has it. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: readonly { readonly text: string }[];
}

/** What is asked, whatever the operation. */
export interface Question {
  readonly operation: Operation;
  /** @default - the function's own default */
  readonly modelId?: string | undefined;
  readonly system?: string | undefined;
  readonly maxTokens?: number | undefined;
  /** The last one is the user's. */
  readonly messages: readonly Message[];
}

export const said = (role: Message['role'], text: string): Message => ({ role, content: [{ text }] });

/** The words of the command line, what was piped in, or the one above the other. */
export function questionText(words: readonly string[], piped: string | undefined): string {
  const text = [words.join(' ').trim(), piped?.trim()].filter(Boolean).join('\n\n');
  if (!text) throw usageError('PB-ASK-013', 'There is no question. Give it as an argument, or pipe it in.');
  return text;
}

/** A request that somebody wrote: the function's own fields. @param file its name, for the error alone */
export function wholeRequest(file: string, text: string): { readonly request: object; readonly operation: Operation } {
  const request = parsed(text);
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    // Neither the text nor the parser's own message, which quotes it.
    throw new OperatorError(
      'PB-ASK-010',
      `${file} holds no JSON object.`,
      'See docs/inference.md for what a request looks like.',
    );
  }
  const { operation = 'converseStream' } = request as { readonly operation?: Operation };
  return { request: { operation, ...request }, operation };
}
