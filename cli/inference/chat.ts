import { createInterface, type Interface } from 'node:readline';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import type { Input, Output } from '../io';
import { bareTerminal } from '../terminal/guarded-terminal';
import { CHAT_HELP, chatCommand } from './chat-command';

export interface ChatStreams {
  readonly stdin: Input;
  /** Stream for the prompt: standard output is for answers. */
  readonly stderr: Output;
}

/** Asks one question. */
export type Turn = (question: string, signal: AbortSignal) => Promise<ExitCode>;

/**
 * Reads questions line by line until `/exit` or the end of the input. On a terminal, Ctrl-C stops the current answer, and
 * at the prompt the whole chat.
 *
 * @param first question from the command line
 * @param stop ends everything when it is aborted
 * @returns the first exit code that is not 0
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
    ...(terminal && { output: bareTerminal(terminal), terminal: true, prompt: '> ' }),
  });
  const leave = () => lines.close();
  stop.signal.addEventListener('abort', leave);
  let current: AbortController | undefined;
  // A terminal in raw mode sends no signal: the line editor reports Ctrl-C.
  lines.on('SIGINT', () => (current ?? stop).abort(EXIT.interrupted));
  let outcome: ExitCode = EXIT.ok;
  try {
    for await (const line of readLines(lines, first, terminal)) {
      const command = chatCommand(line);
      if (command?.kind === 'exit') break;
      if (command?.kind === 'help') stderr.write(`${CHAT_HELP}\n`);
      else if (command) {
        stderr.write(`${command.name} is not a command. Nothing was sent to the model; /help lists the commands.\n`);
        // A person has read it; a script has a mistake.
        if (!terminal) outcome ||= EXIT.usage;
      } else {
        current = new AbortController();
        const exit = await turn(line, AbortSignal.any([stop.signal, current.signal]));
        current = undefined;
        outcome ||= exit;
      }
    }
  } finally {
    stop.signal.removeEventListener('abort', leave);
    lines.close();
  }
  return outcome;
}

/** Yields every line that is not blank. */
async function* readLines(
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
    // Ctrl-D during an answer has closed the interface already.
    if (terminal && open) lines.prompt();
    const { done, value } = await read.next();
    // The end of the input leaves the line of the prompt unfinished.
    if (done) return void terminal?.write('\n');
    if (value.trim() !== '') yield value;
  }
}
