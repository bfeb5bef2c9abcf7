import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OperatorError } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import { joinQuestion, questionText, readAll } from '../../functions/question-text';
import type { Io } from '../../io';
import type { AskOptions } from './ask-options';
import { wholeRequest } from './question';

/** Input from the command line and standard input. */
export type AskInput =
  | { readonly kind: 'chat'; readonly first: string | undefined }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'request'; readonly request: object; readonly operation: Operation };

/**
 * @throws OperatorError if the question is missing, or a file cannot be read
 */
export async function readInput(
  words: readonly string[],
  { chat, file }: AskOptions,
  io: Pick<Io, 'stdin' | 'isPiped' | 'cwd'>,
): Promise<AskInput> {
  if (chat) return { kind: 'chat', first: words.length > 0 ? joinQuestion(words, undefined) : undefined };
  if (file === '-') return { kind: 'request', ...wholeRequest('Standard input', await readAll(io.stdin)) };
  if (file) return { kind: 'request', ...wholeRequest(file, readText(file, io.cwd)) };
  return { kind: 'question', text: await questionText(words, io) };
}

function readText(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw unreadable(file, cause as NodeJS.ErrnoException);
  }
}

const unreadable = (file: string, cause: NodeJS.ErrnoException) =>
  new OperatorError('PB-ASK-009', `Cannot read ${file}: ${cause.code}.`, 'Check the path after --file.', { cause });
