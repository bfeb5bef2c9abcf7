import { nearest } from '../domain/nearest';
import { command, type LazySubcommand, runSubcommand, type Subcommand, usageError } from './command';

/** Returns a subcommand with subcommands of its own. @param usage such as `private-bedrock notes` */
export function commandGroup(
  usage: string,
  description: string,
  members: Readonly<Record<string, LazySubcommand>>,
): Subcommand {
  const names = Object.keys(members);
  const width = Math.max(...names.map((name) => name.length));
  const list = Object.entries(members).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return {
    program: () =>
      command(usage, description)
        .usage('<command> [options]')
        .argument('[command]')
        .argument('[arguments...]')
        .passThroughOptions()
        .configureHelp({ visibleArguments: () => [] })
        .addHelpText('after', `\nCommands, each with --help:\n${list.join('\n')}`),
    run: async (program, io) => {
      const [name = '', ...rest] = program.args;
      const member = Object.hasOwn(members, name) ? members[name] : undefined;
      if (member) return runSubcommand(await member.load(), rest, io);
      const [similar] = nearest(name, names, 1);
      throw usageError(
        'PB-USAGE-005',
        name === '' ? `${usage} needs a command.` : `${usage} has no command '${name}'.`,
        similar === undefined ? `Use one of: ${names.join(', ')}.` : `Did you mean \`${usage} ${similar}\`?`,
      );
    },
  };
}
