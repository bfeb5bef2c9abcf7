import { createInterface, type Interface } from 'node:readline';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import type { Input, Output } from '../io';

export interface ChatStreams {
  readonly stdin: Input;
  /** Where the prompt goes: standard output is for answers. */
  readonly stderr: Output;
}

/** Asks one question. */
export type Turn = (question: string, signal: AbortSignal) => Promise<ExitCode>;

/**
 * Reads questions line by line until `/exit` or the end. On a terminal Ctrl-C stops the answer that is coming, and at
 * the prompt the whole.
 *
 * @param stop ends everything when it is aborted
 */
export async function chat(
  { stdin, stderr }: ChatStreams,
  first: string | undefined,
  turn: Turn,
  stop: AbortController,
): Promise<ExitCode> {
  const terminal = stdin.isTTY && stderr.isTTY ? stderr : undefined;
  const lines = createInterface({
    input: stdin,
    ...(terminal && { output: terminal, terminal: true, prompt: '> ' }),
  });
  const leave = () => lines.close();
  stop.signal.addEventListener('abort', leave);
  let current: AbortController | undefined;
  // A terminal in raw mode sends no signal: the line editor says it.
  lines.on('SIGINT', () => (current ?? stop).abort(EXIT.interrupted));
  let outcome: ExitCode = EXIT.ok;
  try {
    for await (const question of questions(lines, first, terminal)) {
      current = new AbortController();
      outcome = worse(outcome, await turn(question, AbortSignal.any([stop.signal, current.signal])));
      current = undefined;
    }
  } finally {
    stop.signal.removeEventListener('abort', leave);
    lines.close();
  }
  return outcome;
}

const worse = (one: ExitCode, other: ExitCode): ExitCode => (one === EXIT.ok ? other : one);

async function* questions(
  lines: Interface,
  first: string | undefined,
  terminal: Output | undefined,
): AsyncGenerator<string> {
  const read = lines[Symbol.asyncIterator]();
  let open = true;
  lines.once('close', () => {
    open = false;
  });
  if (first !== undefined) yield first;
  for (;;) {
    // Ctrl-D while an answer came has ended the lines already.
    if (terminal && open) lines.prompt();
    const { done, value } = await read.next();
    // Whoever left without a word left the line of the prompt open.
    if (done) return void terminal?.write('\n');
    if (value.trim() === '/exit') return;
    if (value.trim() !== '') yield value;
  }
}
