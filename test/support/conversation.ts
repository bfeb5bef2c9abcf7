import type { FunctionProcess, Invoked } from './function-process';
import type { ServerSentEvent } from './server-sent-events';

/** Stands in every text that must stay between the caller and the model. */
export const SECRET = 'MARKER-7f3a';

/** The messages of a request whose text a stand-in recognizes by its first words. */
export const prompt = (text: string) => ({ messages: [{ role: 'user', content: [{ text: `${text} ${SECRET}` }] }] });

let count = 0;
export const nextId = (): string => `request-${++count}`;

/** The text that a stream's deltas make up. */
export const textOf = (answer: Invoked): string =>
  answer
    .events()
    .map(({ data }) => (data as { readonly delta?: { readonly text?: string } }).delta?.text ?? '')
    .join('');

export const errorIn = (answer: Invoked): unknown => (answer.json() as { readonly error?: unknown }).error;

export const lastEvent = (answer: Invoked | undefined): ServerSentEvent | undefined => answer?.events().at(-1);

/**
 * Every log line and every error answer of a function's life that tells what it must not, or is not the one line of JSON
 * that a request leaves behind.
 */
export const leaksOf = ({ output, errors }: FunctionProcess): readonly string[] => {
  const lines = output.trim().split('\n');
  if (lines.length < 3 || errors.length < 3) return ['too few lines or errors to prove anything'];
  return [
    ...lines.filter((line) => !line.startsWith('{"_aws":{')),
    ...[...lines, ...errors].filter((text) => text.includes(SECRET)),
  ];
};
