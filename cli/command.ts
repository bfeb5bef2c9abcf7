import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../domain/operator-error';
import type { Io } from './io';

/** One subcommand of `private-bedrock`. */
export interface Subcommand {
  /** Arguments and options. Each run parses into a new one. */
  readonly program: () => Command;
  readonly run: (program: Command, io: Io) => ExitCode | Promise<ExitCode>;
}

const SEE_HELP = 'Run it with --help to see what there is.';

/** A command as `--help` shows it; `usage` is how a person types it, such as `private-bedrock cost`. */
export function command(usage: string, description: string): Command {
  return new Command(usage)
    .description(description)
    .helpOption('-h, --help', 'this text')
    .showSuggestionAfterError()
    .showHelpAfterError(SEE_HELP)
    .addHelpText('after', '\nExit code: 0 all is well, 1 something is not, 2 wrong usage.')
    .exitOverride();
}

/** The command line is wrong in a way that only the command itself can tell. */
export const usageError = (code: OperatorError['code'], message: string, options?: ErrorOptions): OperatorError =>
  new OperatorError(code, message, SEE_HELP, { exit: EXIT.usage, ...options });

/** Reads the value of an option as a whole number from `min` on. */
export const wholeNumber =
  (option: string, min = 1) =>
  (value: string): number => {
    if (!/^\d+$/.test(value) || Number(value) < min) {
      throw usageError('PB-USAGE-002', `${option} takes a whole number from ${min}, not ${value}.`);
    }
    return Number(value);
  };

/**
 * Runs a subcommand. Wrong usage is answered with the way to the help, an OperatorError with its remedy; anything else
 * is a defect of this project and is thrown.
 *
 * @param argv the arguments of the subcommand, without its name
 * @returns the exit code
 */
export async function runSubcommand(
  { program: define, run }: Subcommand,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const program = define();
  const { stdout, stderr } = io;
  program.configureOutput({
    writeOut: (text) => void stdout.write(text),
    writeErr: (text) => void stderr.write(text),
    getOutHelpWidth: () => widthOf(stdout),
    getErrHelpWidth: () => widthOf(stderr),
  });
  try {
    program.parse(argv, { from: 'user' });
    return await run(program, io);
  } catch (error) {
    // Commander has printed its own message; help that was asked for is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof OperatorError)) throw error;
    stderr.write(`${error.code} ${error.message}\n${error.remedy}\n`);
    return error.exit;
  }
}

/** Commander's own fallback for a stream that is no terminal is 80 columns. */
const widthOf = ({ isTTY, columns }: Io['stdout']) => (isTTY && columns ? columns : 80);
