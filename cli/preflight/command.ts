import type { Command } from 'commander';
import { checkDeployments } from '../../domain/deployment/check';
import { formatProblems } from '../../domain/deployment/config-error';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import { DEFAULT_DEPLOYMENT, DEPLOYMENTS } from '../../lib/config/deployments';
import { command, type Subcommand, usageError } from '../command';
import { type Io, type Output, print } from '../io';
import { drawingFor } from '../terminal/terminal';
import type { PreflightInput } from './preflight';
import { preflightReport } from './report';

const program = () =>
  command(
    'private-bedrock preflight',
    'Says whether this account is ready to deploy and use a row of lib/config/deployments.ts, and what mends it if not.\n' +
      'It only reads, and works with read-only rights: what it may not look at, it names.',
  )
    .option('--deployment <row>', 'the row', DEFAULT_DEPLOYMENT)
    .option('--fix', 'accept the agreements of models that the account lacks, each after showing its terms and asking')
    .option('--yes', 'with --fix: accept them without asking')
    .option('--json', 'the report as JSON (use npm run -s)');

interface Options {
  readonly deployment: string;
  readonly fix?: true;
  readonly yes?: true;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const { deployment, fix, yes, json } = program.opts<Options>();
  if (yes && !fix) throw usageError('PB-PREFLIGHT-002', '--yes goes with --fix.');
  if (fix && !yes && !io.stdin.isTTY) {
    throw usageError('PB-PREFLIGHT-003', '--fix asks before it accepts anything: run it in a terminal, or add --yes.');
  }
  const config = rowOf(deployment);
  // The AWS SDK is loaded when there is something to ask: help and a wrong option are answered at once.
  const { acceptAgreements, clientsIn, configuredRegion, confirm, HOME_REGION, preflight, stsIn } = await loaded();
  const clients = clientsIn(config.region);
  const input: PreflightInput = {
    deployment,
    config,
    clients,
    home: stsIn(HOME_REGION),
    // As the AWS CLI and the CDK read it, beside what the SDK for JavaScript does.
    configuredRegion: io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION ?? (await configuredRegion()),
    ...(io.stderr.isTTY && { onProgress: showProgressOn(io.stderr) }),
  };
  let report = await preflight(input);
  if (fix && report.caller) {
    const made = await acceptAgreements(clients.bedrock, config, {
      party: `account ${report.caller.account} (${report.caller.arn}) in ${config.region}`,
      say: (line) => void io.stderr.write(`${line}\n`),
      confirm: (question) => (yes ? Promise.resolve(true) : confirm(question, io.stdin, io.stderr)),
    });
    if (made > 0) report = await preflight(input);
  }
  print(io, json ? JSON.stringify(report, null, 2) : preflightReport(report, drawingFor(io.stdout)));
  return report.counts.fail > 0 ? EXIT.failed : EXIT.ok;
}

const loaded = async () => ({
  ...(await import('./accept-agreements')),
  ...(await import('./account/clients')),
  ...(await import('../terminal/confirm')),
  ...(await import('./account/identity')),
  ...(await import('./preflight')),
});

function rowOf(deployment: string): DeploymentConfig {
  const table: Readonly<Record<string, DeploymentConfig>> = DEPLOYMENTS;
  const row = Object.hasOwn(table, deployment) ? table[deployment] : undefined;
  if (!row)
    throw usageError('PB-PREFLIGHT-004', `There is no row ${deployment}; there are ${Object.keys(table).join(', ')}.`);
  const problems = checkDeployments(table, new Date());
  if (problems.length > 0)
    throw new OperatorError('PB-PREFLIGHT-001', formatProblems(problems), 'Mend it in lib/config/deployments.ts.');
  return row;
}

/** One line that is written over, and away at the end. */
const showProgressOn =
  (stream: Output) =>
  (done: number, all: number): void =>
    void stream.write(done === all ? '\r\u001b[K' : `\r\u001b[K${done} of ${all} checks`);

export const preflightCommand: Subcommand = { program, run };
