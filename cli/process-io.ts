import { fstatSync } from 'node:fs';
import { inspect } from 'node:util';
import { EXIT, type ExitCode } from '../domain/operator-error';
import { runSubcommand, type Subcommand } from './command';
import type { Io } from './io';
import { guarded } from './terminal/guarded-terminal';

/** This process as a command sees it. */
export function processIo(): Io {
  // The versions of the SDK are the business of this project: an operator can do nothing about its warning.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  process.stdout.on('error', onUnwritable);
  return {
    get stdin() {
      return process.stdin;
    },
    get isPiped() {
      const input = fstatSync(0);
      return input.isFIFO() || input.isFile() || input.isSocket();
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    onInterrupt: (listener) => void process.once('SIGINT', listener),
  };
}

/** A reader that has seen enough, as `head` has, ends a command in silence; a full disk does not. */
function onUnwritable({ code, message }: NodeJS.ErrnoException): void {
  // A command that listens itself has something to end before.
  if (process.stdout.listenerCount('error') > 1) return;
  if (code !== 'EPIPE') guarded(process.stderr).write(`The output could not be written: ${message}\n`);
  process.exit(EXIT.failed);
}

/** Ends this process as a command ends. A defect of this project is shown with its stack, which can quote text of others. */
export async function endAs(run: Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await run;
  } catch (error) {
    guarded(process.stderr).write(`${inspect(error)}\n`);
    process.exit(EXIT.failed);
  }
}

/** Runs a program that is one command, such as a tool of this repository, as this process. */
export const runProgram = (program: Subcommand): Promise<void> =>
  endAs(runSubcommand(program, process.argv.slice(2), processIo()));
