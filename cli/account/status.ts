import type { Command } from 'commander';
import { isOfOthers, type JudgedSetting, judgeSettings } from '../../domain/account/judge-settings';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { command, type Subcommand } from '../command';
import { type Io, print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { type AccountFlags, type AccountTarget, accountTarget, withAccountOptions } from './account-target';
import { retentionNotes } from './retention-notes';
import { settingLines } from './settings-report';

const program = () =>
  withAccountOptions(
    command(
      'private-bedrock account status',
      'Reads the settings of the account in the Region of the row, and compares them with the\n' +
        'row. Changes nothing. Fails if a planned setting has another value.',
    ),
  );

interface Flags extends AccountFlags {
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const target = accountTarget(flags, io);
  const { callerIdentity, readSettings, stsClient } = await loaded();
  const { config, name } = target.record;
  const { account } = await callerIdentity(stsClient(config.region));
  const settings = judgeSettings(config, await readSettings(config.region), account);
  const text = [
    `Account ${account}, ${config.region}, row ${name}`,
    '',
    ...settingLines(settings, drawingFor(io.stdout)),
    ...nextSteps(settings, target).flatMap((line) => ['', line]),
    ...retentionNotes(config).flatMap((line) => ['', line]),
  ].join('\n');
  print(io, flags.json ? JSON.stringify({ account, region: config.region, settings }, null, 2) : text);
  return settings.some(isDrift) ? EXIT.failed : EXIT.ok;
}

const isDrift = (setting: JudgedSetting) => isOfOthers(setting) || setting.state === 'leftover';

function nextSteps(settings: readonly JudgedSetting[], { record, commands }: AccountTarget): readonly string[] {
  const { logging, dataRetention } = record.config;
  const byWorkflow = settings.filter(
    ({ setting }) =>
      (setting === 'invocation logging' && logging) || (setting === 'data retention' && dataRetention !== undefined),
  );
  if (settings.some(({ state }) => state === 'leftover')) {
    return [
      'Bedrock still writes to the places of this deployment, and the row has no logging. To end that:\n' +
        `  aws bedrock delete-model-invocation-logging-configuration --region ${record.config.region}`,
    ];
  }
  if (byWorkflow.some(isOfOthers)) {
    return [`Ask the owner of the value. To replace it:\n  ${commands.own('adopt')}`];
  }
  if (byWorkflow.some(({ state }) => state === 'unset'))
    return [`To set what the row plans:\n  ${commands.own('apply')}`];
  return [];
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('../aws/caller-identity')),
  ...(await import('./read-settings')),
});

export const statusCommand: Subcommand = { program, run };
