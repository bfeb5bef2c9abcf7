import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OperatorError } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import type { Input, Io } from '../../io';
import type { AskOptions } from './options';
import { questionText, wholeRequest } from './question';

/** What a command line and standard input ask for. */
export type Asked =
  | { readonly kind: 'chat'; readonly first: string | undefined }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'request'; readonly request: object; readonly operation: Operation };

/**
 * @throws OperatorError if that is nothing, and if a file cannot be read
 */
export async function readAsked(
  words: readonly string[],
  { chat, file }: AskOptions,
  io: Pick<Io, 'stdin' | 'isPiped' | 'cwd'>,
): Promise<Asked> {
  if (chat) return { kind: 'chat', first: words.length > 0 ? questionText(words, undefined) : undefined };
  if (file === '-') return { kind: 'request', ...wholeRequest('Standard input', await textOf(io.stdin)) };
  if (file) return { kind: 'request', ...wholeRequest(file, contentOf(file, io.cwd)) };
  return { kind: 'question', text: questionText(words, io.isPiped ? await textOf(io.stdin) : undefined) };
}

async function textOf(stdin: Input): Promise<string> {
  let text = '';
  for await (const chunk of stdin.setEncoding('utf8')) text += chunk;
  return text;
}

function contentOf(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

const unreadable = (file: string, cause: unknown) =>
  new OperatorError(
    'PB-ASK-009',
    `${file} cannot be read: ${(cause as NodeJS.ErrnoException).code}.`,
    'Look at the path after --file.',
    { cause },
  );
