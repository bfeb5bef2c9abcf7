import { CommanderError } from 'commander';
import { COMMANDS } from '../../cli/commands';
import { UNITS } from '../../domain/deployment/names/units';

/** Returns the command lines in a text: what stands between backticks. */
export const quoted = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);

/**
 * Returns the command lines that do not work as they are printed, each with the reason: a program or an option that
 * does not exist, or one that is about another deployment than the message. Commands of AWS and of the shell pass.
 */
export async function faultyCommands(lines: readonly string[], deployment: string): Promise<readonly string[]> {
  const faults = await Promise.all(
    lines.map(async (line) => {
      const fault = await faultOf(words(line), deployment);
      return fault === undefined ? [] : [`${line}: ${fault}`];
    }),
  );
  return faults.flat();
}

const words = (line: string) =>
  (line.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));

function faultOf([program, first = '', ...rest]: readonly string[], deployment: string) {
  if (program === 'npm' && first === 'run') {
    const [script = '', dashes, ...args] = rest;
    return dashes === undefined || dashes === '--' ? ownFault(script, args, deployment) : 'npm needs -- before options';
  }
  if (program === 'private-bedrock') return ownFault(first, rest, deployment);
  if (program === 'npx' && first === 'private-bedrock') return ownFault(rest[0] ?? '', rest.slice(1), deployment);
  if (program === 'npx') return first === 'cdk' ? cdkFault(rest, deployment) : 'npx of something else';
  return undefined;
}

/** Parses the arguments as the command does. */
async function ownFault(name: string, args: readonly string[], deployment: string): Promise<string | undefined> {
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!known) return `no command ${name}`;
  const program = (await known.load()).program();
  program.configureOutput({ writeErr: () => undefined, outputError: () => undefined });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
  const takesRow = program.options.some(({ long }) => long === '--deployment');
  return takesRow && program.opts().deployment !== deployment ? `not about ${deployment}` : undefined;
}

const CDK_COMMANDS = ['bootstrap', 'deploy', 'destroy', 'import', 'rollback'];

/** A stack by its id in the app, or by its name in an assembly that `plan` wrote. */
function cdkFault([command = '', ...args]: readonly string[], deployment: string): string | undefined {
  if (!CDK_COMMANDS.includes(command)) return `cdk has no ${command} here`;
  if (command === 'bootstrap') return undefined;
  const line = args.join(' ');
  const isSelected = /(^| )(--app \S+)( |$)/.test(line) || `${line} `.includes(`-c deployment=${deployment} `);
  if (!isSelected) return `not about ${deployment}`;
  const end = args.findIndex((word) => word.startsWith('-'));
  const stacks = args.slice(0, end);
  const ids = [`${deployment}/*`, ...UNITS.map((unit) => `${deployment}/${unit}`)];
  const unknown = stacks.filter((id) => !ids.includes(id) && !id.startsWith(`private-bedrock-${deployment}-`));
  if (stacks.length === 0) return 'every stack of the app';
  return unknown.length > 0 ? `no stack ${unknown.join(', ')}` : undefined;
}
