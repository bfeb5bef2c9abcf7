import type { Command } from 'commander';
import { isOfOthers, type JudgedSetting, judgeSettings } from '../../domain/account/judge-settings';
import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import { command, type Subcommand, wholeNumber } from '../command';
import { type Io, print } from '../io';
import { confirm } from '../terminal/confirm';
import { stopOnInterrupt } from '../terminal/interrupt';
import { drawingFor } from '../terminal/terminal';
import { type AccountFlags, type AccountTarget, accountTarget, withAccountOptions } from './account-target';
import { retentionNotes } from './retention-notes';
import { settingLines } from './settings-report';

type Action = 'adopt' | 'apply' | 'remove';

const ABOUT: Readonly<Record<Action, string>> = {
  apply:
    'Sets model invocation logging and data retention as the row plans, by the workflow of\n' +
    'the account deployment. Looks first: a value that others set is shown, and nothing is\n' +
    'changed. Asks first.',
  adopt:
    'Sets model invocation logging and data retention as the row plans, also in place of\n' +
    'values that others set. Prints each value that it replaces, so that a person can put it\n' +
    'back: `remove` does not. Asks first.',
  remove:
    'Removes model invocation logging and data retention if they equal what the row plans,\n' +
    'and leaves every other value. Logging then ends, and each model has its own data\n' +
    'retention. Copies that exist stay until they expire. Asks first.',
};

interface Flags extends AccountFlags {
  readonly yes?: true;
  readonly every: number;
  readonly json?: true;
}

function changing(action: Action): Subcommand {
  const program = () =>
    withAccountOptions(command(`private-bedrock account ${action}`, ABOUT[action]))
      .option('--yes', 'change without asking')
      .option('--every <seconds>', 'seconds between two looks at the workflow', wholeNumber('--every'), 2);
  return { program, run: (program, io) => run(action, program, io) };
}

async function run(action: Action, program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const target = accountTarget(flags, io);
  const { config } = target.record;
  assertManaged(target);
  const { callerIdentity, readSettings, SettingsRun, stsClient } = await loaded();
  const { account } = await callerIdentity(stsClient(config.region));
  const read = async () => managed(target, judgeSettings(config, await readSettings(config.region), account));
  const before = await read();
  io.stderr.write(`${settingLines(before, drawingFor(io.stderr)).join('\n')}\n`);
  assertOurs(action, before, target);
  if (action !== 'remove') for (const line of retentionNotes(config)) io.stderr.write(`${line}\n`);
  if (!flags.yes) await confirmChange(`${VERB[action]} in account ${account}, ${config.region}?`, io);
  const { signal } = stopOnInterrupt(io);
  const workflow = new SettingsRun(target, account);
  const output = await workflow.finish(action, { every: flags.every, signal }).finally(() => workflow.close());
  const after = await read();
  const text = ['', ...settingLines(after, drawingFor(io.stdout)), ...replacedLines(before, action)].join('\n');
  print(io, flags.json ? JSON.stringify({ account, before, after, output }, null, 2) : text);
  return EXIT.ok;
}

const VERB: Readonly<Record<Action, string>> = {
  apply: 'Set what the row plans',
  adopt: 'Replace these values by what the row plans',
  remove: 'Remove the values that are as planned',
};

/** The workflow manages only what the row names; CloudFormation has the enforced guardrail. */
const managed = ({ record }: AccountTarget, settings: readonly JudgedSetting[]): readonly JudgedSetting[] =>
  settings.filter(
    ({ setting }) =>
      (setting === 'invocation logging' && record.config.logging !== undefined) ||
      (setting === 'data retention' && record.config.dataRetention !== undefined),
  );

function assertManaged({ record: { config, name } }: AccountTarget): void {
  if (config.logging || config.dataRetention) return;
  throw new OperatorError(
    'PB-ACCOUNT-005',
    `Row ${name} plans neither logging nor dataRetention.`,
    'Add one of them to the row and deploy it, or see `account status`: `cdk deploy` alone does all the rest.',
  );
}

/** @throws OperatorError if `apply` would replace a value of others */
function assertOurs(action: Action, settings: readonly JudgedSetting[], { commands }: AccountTarget): void {
  const foreign = settings.filter(isOfOthers);
  if (action !== 'apply' || foreign.length === 0) return;
  throw new OperatorError(
    'PB-ACCOUNT-006',
    `Others set ${foreign.map(({ setting, found }) => `${setting} (${found})`).join(' and ')}. Nothing was changed.`,
    `Ask the owner of the value. To replace it: ${commands.own('adopt')}`,
  );
}

const replacedLines = (before: readonly JudgedSetting[], action: Action): readonly string[] =>
  action === 'adopt' ? before.filter(isOfOthers).map(({ setting, found }) => `Replaced ${setting}: ${found}`) : [];

/** @throws OperatorError unless a person answers yes */
async function confirmChange(question: string, { stdin, stderr }: Io): Promise<void> {
  if (!stdin.isTTY) {
    throw new OperatorError(
      'PB-ACCOUNT-007',
      'Nothing was changed: this command asks first, and standard input is not a terminal.',
      'Run it in a terminal, or add --yes.',
    );
  }
  if (await confirm(question, stdin, stderr)) return;
  throw new OperatorError('PB-ACCOUNT-008', 'Nothing was changed.', 'Run it again to change the settings.');
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('../aws/caller-identity')),
  ...(await import('./read-settings')),
  ...(await import('./settings-run')),
});

export const applyCommand = changing('apply');
export const adoptCommand = changing('adopt');
export const removeCommand = changing('remove');
