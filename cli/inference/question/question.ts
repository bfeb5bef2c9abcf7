import { OperatorError } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import { parseJson } from '../../functions/parse-json';

/** Message of a conversation, in the form of the Converse API. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: readonly { readonly text: string }[];
}

/** Question for any operation. */
export interface Question {
  readonly operation: Operation;
  /** @default - the function's own default */
  readonly modelId?: string | undefined;
  readonly system?: string | undefined;
  readonly maxTokens?: number | undefined;
  /** The last one is the user's. */
  readonly messages: readonly Message[];
}

export const messageOf = (role: Message['role'], text: string): Message => ({ role, content: [{ text }] });

/** Reads a whole request, with the function's own fields. @param file its name, for the error only */
export function wholeRequest(file: string, text: string): { readonly request: object; readonly operation: Operation } {
  const request = parseJson(text);
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    // The error contains neither the text nor the parser's message, which quotes it.
    throw new OperatorError(
      'PB-ASK-010',
      `${file} is not a JSON object.`,
      'Write a request as docs/inference.md describes it.',
    );
  }
  const { operation = 'converseStream' } = request as { readonly operation?: Operation };
  return { request: { operation, ...request }, operation };
}
