import { fstatSync, readFileSync } from 'node:fs';
import { OperatorError } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import type { AskOptions } from './options';
import { questionText, wholeRequest } from './question';

/** What a command line and standard input ask for. */
export type Asked =
  | { readonly kind: 'chat'; readonly first: string | undefined }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'request'; readonly request: object; readonly operation: Operation };

/**
 * @param streams Node opens standard input only when it is asked for, which costs time
 * @throws UsageError if that is nothing, OperatorError if a file cannot be read
 */
export async function readAsked(
  words: readonly string[],
  { chat, file }: AskOptions,
  streams: { readonly stdin: NodeJS.ReadStream },
): Promise<Asked> {
  if (chat) return { kind: 'chat', first: words.length > 0 ? questionText(words, undefined) : undefined };
  if (file === '-') return { kind: 'request', ...wholeRequest('Standard input', await textOf(streams.stdin)) };
  if (file) return { kind: 'request', ...wholeRequest(file, contentOf(file)) };
  return { kind: 'question', text: questionText(words, isPiped() ? await textOf(streams.stdin) : undefined) };
}

/** Whether somebody sends something. A terminal does not of itself, and neither does /dev/null. */
function isPiped(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isFile() || input.isSocket();
}

async function textOf(stdin: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const chunk of stdin.setEncoding('utf8')) text += chunk;
  return text;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
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
