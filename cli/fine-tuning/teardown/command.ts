import type { Command } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, deployedDeployment } from '../../app/deployments';
import { command, type Subcommand } from '../../command';
import { type Io, print } from '../../io';
import { Progress } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { foundReport, removedReport } from './teardown-report';

const program = () =>
  command(
    'private-bedrock teardown',
    'Removes billable resources that no stack owns: running customization jobs,\n' +
      'provisioned throughput, custom model deployments and custom models. Removes\n' +
      'only resources with the tag of this deployment. Lists them and asks first.\n' +
      'Needs the administrator role. A deleted custom model cannot be restored.\n' +
      'To remove the stacks: private-bedrock plan --deployment <row> --remove.',
  )
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .option('--region <region>', 'Region of the resources; also for a deployment that the app no longer has')
    .option('--yes', 'remove without asking')
    .option('--json', 'print the resources, and those that remain, as JSON');

interface Flags extends DeploymentFlags {
  readonly region?: string;
  readonly yes?: true;
  readonly json?: true;
}

/** Milliseconds between two checks of a deployment that is being deleted. */
const INTERVAL = 5_000;

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { yes, json, ...flags } = program.opts<Flags>();
  const { deployment, region } = placeOf(flags, io);
  const { BedrockClient, clientConfig, findBillableResources, removeBillableResources } = await loaded();
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  const bedrock = new BedrockClient(clientConfig(region));
  const found = await progress.step('find billable resources', () => findBillableResources(bedrock, deployment));
  const show = (data: unknown, text: () => string) => print(io, json ? JSON.stringify(data, null, 2) : text());
  const exit = found.unknown.length === 0 ? EXIT.ok : EXIT.failed;
  if (found.ours.length === 0) {
    show({ deployment, region, ...found, remaining: [] }, () => foundReport(found, deployment));
    return exit;
  }
  io.stderr.write(`${foundReport(found, deployment)}\n`);
  if (!yes) await confirmRemoval(found.ours.length, deployment, region, io);
  const remaining = await progress.step('remove them', (note) =>
    removeBillableResources(bedrock, found.ours, { note, interval: INTERVAL, now: new Date() }),
  );
  show({ deployment, region, ...found, remaining }, () => removedReport(found.ours, remaining, drawingFor(io.stdout)));
  return remaining.length > 0 ? EXIT.failed : exit;
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('@aws-sdk/client-bedrock')),
  ...(await import('../../aws/client-config')),
  ...(await import('./find-billable-resources')),
  ...(await import('./remove-billable-resources')),
});

/** @throws OperatorError unless a person answers yes */
async function confirmRemoval(count: number, deployment: string, region: string, { stdin, stderr }: Io): Promise<void> {
  if (!stdin.isTTY) {
    throw new OperatorError(
      'PB-TEARDOWN-001',
      'Nothing was removed: this command asks first, and standard input is not a terminal.',
      'Run it in a terminal, or add --yes.',
    );
  }
  const { callerIdentity, stsClient } = await import('../../aws/caller-identity');
  const { confirm } = await import('../../terminal/confirm');
  const { account, arn } = await callerIdentity(stsClient(region));
  const question = `Remove all ${count} resources of ${deployment} in account ${account}, ${region}, as ${arn}?`;
  if (await confirm(question, stdin, stderr)) return;
  throw new OperatorError('PB-TEARDOWN-002', 'Nothing was removed.', 'The resources above continue to cost money.');
}

/** @throws OperatorError if the Region is neither given nor known */
function placeOf({ region, deployment, app }: Flags, io: Io): { readonly deployment: string; readonly region: string } {
  if (deployment !== undefined && region !== undefined) return { deployment, region };
  try {
    const { name, config } = deployedDeployment({ app, deployment }, io);
    return { deployment: name, region: region ?? config.region };
  } catch (error) {
    if (!(error instanceof OperatorError) || deployment === undefined) throw error;
    throw noRegion(error);
  }
}

const noRegion = (cause: OperatorError) =>
  new OperatorError(
    'PB-TEARDOWN-003',
    cause.message,
    `${cause.remedy} For a deployment that the app no longer has, add --region.`,
    { exit: EXIT.usage, cause },
  );

export const teardownCommand: Subcommand = { program, run };
