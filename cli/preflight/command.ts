import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { DeploymentCommands } from '../app/deployment-commands';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, plannedDeployment } from '../app/deployments';
import { command, type Subcommand, usageError } from '../command';
import { type Io, print } from '../io';
import { Progress } from '../terminal/progress';
import { drawingFor } from '../terminal/terminal';
import type { PreflightInput } from './preflight';
import { preflightReport } from './preflight-report';

const program = () =>
  command(
    'private-bedrock preflight',
    'Inspects if this account is ready for a row of lib/config/deployments.ts, and says how to fix what is not.\n' +
      'Reads only. Works with read-only permissions: it lists the inspections that it lacks permission for.',
  )
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .option('--fix', 'accept missing model agreements: shows the terms of each, and asks')
    .option('--yes', 'with --fix: accept them without asking')
    .option('--json', 'print the report as JSON');

interface Options extends DeploymentFlags {
  readonly fix?: true;
  readonly yes?: true;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { fix, yes, json, ...flags } = program.opts<Options>();
  assertOptions({ fix, yes }, io);
  const record = plannedDeployment(flags, io);
  const { name: deployment, config, bootstrapQualifier } = record;
  const { acceptAgreements, clientsIn, configuredRegion, confirm, HOME_REGION, preflight, stsClient } = await loaded();
  const clients = clientsIn(config.region);
  const input: PreflightInput = {
    deployment,
    config,
    commands: DeploymentCommands.of(record, flags, io.cwd),
    bootstrapQualifier,
    clients,
    home: stsClient(HOME_REGION),
    today: new Date().toISOString().slice(0, 10),
    // The AWS CLI and the CDK also read AWS_DEFAULT_REGION.
    configuredRegion: io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION ?? (await configuredRegion()),
  };
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  const inspect = () =>
    progress.passing('preflight', (note) =>
      preflight({ ...input, onProgress: (done, all) => note(`${done} of ${all} inspections`) }),
    );
  let report = await inspect();
  if (fix && report.caller) {
    const accepted = await acceptAgreements(clients.bedrock, config, {
      party: `account ${report.caller.account} (${report.caller.arn}) in ${config.region}`,
      say: (line) => void io.stderr.write(`${line}\n`),
      confirm: (question) => (yes ? Promise.resolve(true) : confirm(question, io.stdin, io.stderr)),
    });
    if (accepted > 0) report = await inspect();
  }
  print(io, json ? JSON.stringify(report, null, 2) : preflightReport(report, drawingFor(io.stdout)));
  return report.counts.fail > 0 ? EXIT.failed : EXIT.ok;
}

function assertOptions({ fix, yes }: Pick<Options, 'fix' | 'yes'>, { stdin }: Io): void {
  if (yes && !fix) throw usageError('PB-PREFLIGHT-002', '--yes needs --fix.', 'Add --fix, or omit --yes.');
  if (fix && !yes && !stdin.isTTY) {
    throw usageError(
      'PB-PREFLIGHT-003',
      '--fix asks before it accepts an agreement, and standard input is not a terminal.',
      'Run it in a terminal, or add --yes.',
    );
  }
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('./accept-agreements')),
  ...(await import('./account/clients')),
  ...(await import('../aws/caller-identity')),
  ...(await import('../terminal/confirm')),
  ...(await import('./identify')),
  ...(await import('./preflight')),
});

export const preflightCommand: Subcommand = { program, run };
