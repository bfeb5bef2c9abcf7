import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../domain/operator-error';

/** The command line is wrong in a way that only the command itself can tell. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const SEE_HELP = 'Run it with --help to see what there is.';

/** A command as `--help` shows it; `usage` is how a person types it, such as `npm run cost --`. */
export function command(usage: string, description: string): Command {
  return new Command(usage)
    .description(description)
    .helpOption('-h, --help', 'this text')
    .showSuggestionAfterError()
    .showHelpAfterError(SEE_HELP)
    .addHelpText('after', '\nExit code: 0 all is well, 1 something is not, 2 wrong usage.')
    .exitOverride();
}

/** Reads the value of an option as a whole number from `min` on. */
export const wholeNumber =
  (option: string, min = 1) =>
  (value: string): number => {
    if (!/^\d+$/.test(value) || Number(value) < min) {
      throw new UsageError(`${option} takes a whole number from ${min}, not ${value}.`);
    }
    return Number(value);
  };

/**
 * Runs a command and sets the exit code of this process. Wrong usage is answered with the way to the help, an
 * OperatorError with its remedy; anything else is a fault of ours and is thrown.
 *
 * @param argv the arguments alone, without Node and script
 */
export async function run(
  program: Command,
  argv: readonly string[],
  action: () => ExitCode | Promise<ExitCode>,
): Promise<void> {
  process.stdout.on('error', unwritable);
  process.exitCode = await outcome(program, argv, action);
}

/** A reader that has seen enough, as `head` has, ends a command in silence; a full disk does not. */
function unwritable({ code, message }: NodeJS.ErrnoException): void {
  // A command that listens itself has something to end before.
  if (process.stdout.listenerCount('error') > 1) return;
  if (code !== 'EPIPE') process.stderr.write(`The output could not be written: ${message}\n`);
  process.exit(EXIT.failed);
}

async function outcome(...[program, argv, action]: Parameters<typeof run>): Promise<ExitCode> {
  try {
    program.parse(argv, { from: 'user' });
    return await action();
  } catch (error) {
    // Commander has printed its own message; help that was asked for is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof UsageError) {
      process.stderr.write(`error: ${error.message}\n${SEE_HELP}\n`);
      return EXIT.usage;
    }
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`${error.code} ${error.message}\n${error.remedy}\n`);
    return error.exit;
  }
}
