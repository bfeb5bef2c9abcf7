import type { Command } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { DEFAULT_DEPLOYMENT, DEPLOYMENTS } from '../../../lib/config/deployments';
import { command, type Subcommand, usageError } from '../../command';
import { type Io, print } from '../../io';
import { Progress } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { foundReport, removedReport } from './teardown-report';

const program = () =>
  command(
    'private-bedrock teardown',
    'Removes what costs money and no stack made: running customization jobs,\n' +
      'provisioned throughput, custom model deployments, custom models. Only what is\n' +
      'tagged as of this deployment. Shows it, and asks first; for the administrator.\n' +
      'A custom model that is deleted cannot be brought back. The stacks themselves:\n' +
      'npx cdk destroy --all.',
  )
    .option('--deployment <row>', 'the row, also one that is no longer in the table', DEFAULT_DEPLOYMENT)
    .option('--region <region>', "where to look (default: the row's)")
    .option('--yes', 'remove it without asking')
    .option('--json', 'what was found and what is left, as JSON (use npm run -s)');

interface Flags {
  readonly deployment: string;
  readonly region?: string;
  readonly yes?: true;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { deployment, yes, json, ...flags } = program.opts<Flags>();
  const region = flags.region ?? regionOf(deployment);
  const { BedrockClient, signedIn, clientOf, confirm, findCostly, removeCostly } = await loaded();
  const drawing = drawingFor(io.stderr);
  const progress = new Progress(io.stderr, drawing);
  const bedrock = new BedrockClient(clientOf(region));
  const found = await progress.step('look for what costs money', () => findCostly(bedrock, deployment));
  const say = (data: unknown, text: () => string) => print(io, json ? JSON.stringify(data, null, 2) : text());
  const isKnown = found.unknown.length === 0 ? EXIT.ok : EXIT.failed;
  if (found.ours.length === 0) {
    say({ deployment, region, ...found, left: [] }, () => foundReport(found, deployment));
    return isKnown;
  }
  io.stderr.write(`${foundReport(found, deployment)}\n`);
  if (!yes) {
    if (!io.stdin.isTTY)
      throw new OperatorError('PB-TEARDOWN-001', 'Nothing was removed.', 'Run it in a terminal, or add --yes.');
    const { account, arn } = await signedIn(region);
    const question = `Remove all ${found.ours.length} of ${deployment} in account ${account}, ${region}, as ${arn}?`;
    if (!(await confirm(question, io.stdin, io.stderr))) {
      throw new OperatorError('PB-TEARDOWN-002', 'Nothing was removed.', 'It goes on to cost what it says above.');
    }
  }
  const left = await progress.step('remove it', (note) =>
    removeCostly(bedrock, found.ours, { note, wait: 5_000, now: new Date() }),
  );
  say({ deployment, region, ...found, left }, () => removedReport(found.ours, left, drawingFor(io.stdout)));
  return left.length > 0 ? EXIT.failed : isKnown;
}

const loaded = async () => ({
  ...(await import('@aws-sdk/client-bedrock')),
  ...(await import('../../aws/aws-client')),
  ...(await import('../../aws/signed-in')),
  ...(await import('../../terminal/confirm')),
  ...(await import('./find-costly')),
  ...(await import('./remove-costly')),
});

function regionOf(deployment: string): string {
  const table: Readonly<Record<string, { readonly region: string }>> = DEPLOYMENTS;
  const row = Object.hasOwn(table, deployment) ? table[deployment] : undefined;
  if (!row) {
    throw usageError(
      'PB-TEARDOWN-003',
      `There is no row ${deployment}: say with --region where it was; there are ${Object.keys(table).join(', ')}.`,
    );
  }
  return row.region;
}

export const teardownCommand: Subcommand = { program, run };
