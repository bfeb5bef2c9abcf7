import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../domain/operator-error';
import { version } from '../package.json';
import { command, runSubcommand, type Subcommand } from './command';
import { COMMANDS } from './commands';
import type { Io } from './io';

/**
 * Runs `private-bedrock`: the subcommand that `argv` begins with.
 *
 * @param argv arguments without Node and script
 * @returns the exit code of the process
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name = 'help', ...rest] = argv;
  const known = find(name);
  if (known) return runSubcommand(await known.load(), rest, io);
  const [about] = rest;
  if (name !== 'help') return runSubcommand(overview, argv, io);
  if (about === undefined) return runSubcommand(overview, ['--help'], io);
  return find(about) ? main([about, '--help'], io) : runSubcommand(overview, rest, io);
}

const find = (name: string) => (Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined);

/** Lists the subcommands; rejects every name that is not one of them, with the nearest that is. */
const overview: Subcommand = {
  program: () => {
    const program = command('private-bedrock', 'Commands for private generative AI on AWS with Amazon Bedrock.')
      .version(version, '-V, --version', 'the version of this package')
      .helpCommand('help [command]', 'the help of one command');
    for (const [name, { summary }] of Object.entries(COMMANDS))
      program.command(name).description(summary).exitOverride();
    return program;
  },
  run: (program: Command) => {
    program.outputHelp();
    return EXIT.ok;
  },
};
