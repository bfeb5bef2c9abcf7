import { usageError } from '../command';
import type { Input, Io } from '../io';

/**
 * Returns the question: the words of the command line and the piped text, words first.
 *
 * @throws OperatorError if both are missing
 */
export async function questionText(words: readonly string[], io: Pick<Io, 'stdin' | 'isPiped'>): Promise<string> {
  return joinQuestion(words, io.isPiped ? await readAll(io.stdin) : undefined);
}

/** Joins the words of the command line and the piped text, words first. */
export function joinQuestion(words: readonly string[], piped: string | undefined): string {
  const text = [words.join(' ').trim(), piped?.trim()].filter(Boolean).join('\n\n');
  if (text) return text;
  throw usageError('PB-ASK-013', 'The question is missing.', 'Add it as an argument, or pipe it to standard input.');
}

export async function readAll(stdin: Input): Promise<string> {
  let text = '';
  for await (const chunk of stdin.setEncoding('utf8')) text += chunk;
  return text;
}
