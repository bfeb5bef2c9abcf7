import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../domain/operator-error';
import { fileError } from './file-error';
import { type Io, print } from './io';
import { guardedIo } from './terminal/guarded-terminal';

/** One subcommand of `private-bedrock`. */
export interface Subcommand {
  /** Arguments and options. Each run parses into a new one. */
  readonly program: () => Command;
  readonly run: (program: Command, io: Io) => ExitCode | Promise<ExitCode>;
}

/** A subcommand that is loaded when it is called, so that the others cost it nothing. */
export interface LazySubcommand {
  /** One line of `private-bedrock --help`. */
  readonly summary: string;
  readonly load: () => Promise<Subcommand>;
  /** Its own subcommands, if it is a group. */
  readonly members?: Readonly<Record<string, LazySubcommand>>;
}

const SEE_HELP = 'Run the command with --help for its arguments and options.';

/** Returns a command with the conventions of all commands. @param usage the words to type, such as `private-bedrock cost` */
export function command(usage: string, description: string): Command {
  return new Command(usage)
    .description(description)
    .helpOption('-h, --help', 'this text')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit code: 0 success, 1 failure, 2 wrong usage. On failure --json prints { "error": { code, message, remedy } }.',
    )
    .exitOverride();
}

/** Returns an error of the command line that commander does not find. */
export const usageError = (
  code: OperatorError['code'],
  message: string,
  remedy: string = SEE_HELP,
  options?: ErrorOptions,
): OperatorError => new OperatorError(code, message, remedy, { exit: EXIT.usage, ...options });

/** Returns a parser for a whole number of at least `min`. @param most is named only: a larger one has an error of its own */
export const wholeNumber =
  (option: string, min = 1, most?: number) =>
  (value: string): number => {
    if (!/^\d+$/.test(value) || Number(value) < min) {
      throw usageError(
        'PB-USAGE-002',
        `${option} '${value}' is not a whole number from ${min}${most === undefined ? '' : ` to ${most}`}.`,
        `Write for example ${option} ${Math.max(min, 10)}. --help describes the option.`,
      );
    }
    return Number(value);
  };

/**
 * Runs a subcommand. Prints an error of the operator with its remedy, with `--json` also as JSON on standard output.
 * Any other error is a defect of this project and is thrown.
 *
 * @param argv the arguments of the subcommand, without its name
 * @returns the exit code
 */
export async function runSubcommand(
  { program: define, run }: Subcommand,
  argv: readonly string[],
  unguarded: Io,
): Promise<ExitCode> {
  const io = guardedIo(unguarded);
  const program = define();
  const { stdout, stderr } = io;
  program.configureOutput({
    writeOut: (text) => void stdout.write(text),
    writeErr: (text) => void stderr.write(text),
    // This function writes each error itself, with its code.
    outputError: () => undefined,
    getOutHelpWidth: () => widthOf(stdout),
    getErrHelpWidth: () => widthOf(stderr),
  });
  try {
    program.parse(argv, { from: 'user' });
    return await run(program, io);
  } catch (error) {
    // Requested help is not a failure.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const failure = error instanceof CommanderError ? wrongArguments(error) : (fileError(error) ?? error);
    if (!(failure instanceof OperatorError)) throw error;
    const { code, message, remedy, exit } = failure;
    if (wantsJson(argv)) print(io, JSON.stringify({ error: { code, message, remedy } }, null, 2));
    stderr.write(`${code} ${message}\n${remedy}\n`);
    return exit;
  }
}

/** Returns the flag of an option by its property: `--input-tokens` for `inputTokens`. */
export const flagOf = (property: string): string =>
  `--${property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Also for a command line that cannot be parsed. SARIF is JSON, too. */
const wantsJson = (argv: readonly string[]): boolean =>
  argv.some(
    (argument, at) =>
      /^--(json($|=)|format=(json|sarif)$)/.test(argument) ||
      (argument === '--format' && ['json', 'sarif'].includes(argv[at + 1] ?? '')),
  );

const wrongArguments = (cause: CommanderError) =>
  usageError('PB-USAGE-003', cause.message.replace(/^error: /, ''), SEE_HELP, { cause });

/** Returns the width of a terminal; otherwise 80, as commander does. */
const widthOf = ({ isTTY, columns }: Io['stdout']) => (isTTY && columns ? columns : 80);
