import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Names } from '../../domain/deployment/names/names';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { hasAssembly } from '../app/assembly-folder';
import { DeploymentCommands } from '../app/deployment-commands';
import { APP_OPTION, assemblyOf, DEPLOYMENT_OPTION, type DeploymentFlags, plannedDeployment } from '../app/deployments';
import { command, type Subcommand, usageError } from '../command';
import { type Io, print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { bridgeTemplate } from './bridge';
import { BRIDGE, FORGOTTEN, rolesIn, writeBridge, writeForgotten } from './plan-assembly';
import type { PlannedStack } from './stack-pair';

const program = () =>
  command(
    'private-bedrock plan',
    'Compares an assembly with the deployed stacks, and prints the commands that make the change, in order.\n' +
      'Changes nothing in the account. Writes the assemblies that the commands name into --out.',
  )
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .option('--remove', 'plan the removal of the whole deployment')
    .option('--region <region>', 'with --remove: the Region of a deployment whose row is gone')
    .option('--out <folder>', 'folder for the assemblies of the plan', 'cdk.plan')
    .option('--json', 'print the plan as JSON')
    .addHelpText('after', 'Exit code 0 also when there is nothing to do. 1 if CloudFormation would refuse the change.');

interface Options extends DeploymentFlags {
  readonly remove?: true;
  readonly region?: string;
  readonly out: string;
  readonly json?: true;
}

/** Deployment and its stacks after the change. */
interface Wanted {
  readonly deployment: string;
  readonly region: string;
  readonly stacks: readonly PlannedStack[];
  readonly commands: DeploymentCommands;
  /** Folder of the assembly. */
  readonly folder: string;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const options = program.opts<Options>();
  const wanted = options.remove ? removal(options, io) : change(options, io);
  const { deployment, region, folder } = wanted;
  const {
    callerIdentity,
    CloudFormationClient,
    clientConfig,
    commandsOf,
    DeployedStacks,
    planChange,
    planReport,
    stsClient,
  } = await loaded();

  const { account } = await callerIdentity(stsClient(region));
  const client = new DeployedStacks(new CloudFormationClient(clientConfig(region)), new Names(deployment, region));
  const deployed = await client.read();
  const plan = await planChange(deployed, wanted.stacks, client, wanted.commands);
  const out = resolve(io.cwd, options.out);
  const bridges = plan.steps.flatMap(({ kind, pair: { planned, deployed: before } }) =>
    kind === 'bridge' && planned && before
      ? [[planned.id, bridgeTemplate(before.template, planned.template)] as const]
      : [],
  );
  if (bridges.length > 0) writeBridge(join(out, BRIDGE), resolve(io.cwd, folder), new Map(bridges));
  if (plan.steps.some(({ kind }) => kind === 'delete')) {
    const forgotten = deployed.filter(({ name }) => plan.forgotten.includes(name));
    const roles = hasAssembly(folder, io.cwd) ? rolesIn(resolve(io.cwd, folder)) : {};
    writeForgotten(join(out, FORGOTTEN), forgotten, region, roles);
  }
  const commands = commandsOf(plan, {
    app: wanted.commands,
    written: (assembly) => new DeploymentCommands(deployment, `--app ${options.out}/${assembly}`),
  });
  const { forgotten, data, obstacles } = plan;
  const report = { deployment, region, account, forgotten, data, obstacles, commands };
  print(io, options.json ? JSON.stringify(report, null, 2) : planReport(report, plan, commands, drawingFor(io.stdout)));
  return obstacles.length > 0 ? EXIT.failed : EXIT.ok;
}

function change({ out, region, ...flags }: Options, io: Io): Wanted {
  if (region !== undefined)
    throw usageError('PB-PLAN-002', '--region needs --remove.', 'Omit it: the row has a Region.');
  const folder = flags.app ?? join(out, 'app');
  const assembly = assemblyOf(flags, io, folder);
  const [record] = assembly.deployments;
  if (!record) {
    throw usageError(
      'PB-PLAN-003',
      `${folder} has no deployment of private-bedrock.`,
      'Name the assembly of an app that has the construct PrivateBedrock with --app. For an account deployment, use `cdk diff` and `account status`.',
    );
  }
  return {
    deployment: record.name,
    region: record.config.region,
    stacks: assembly.stacks.map(({ id, stackName, terminationProtection, template }) => ({
      id,
      name: stackName,
      terminationProtection,
      template,
    })),
    commands: DeploymentCommands.of(record, flags, io.cwd),
    folder,
  };
}

/** Plans without the app if the row is gone. */
function removal({ out, region, ...flags }: Options, io: Io): Wanted {
  const folder = flags.app ?? join(out, 'app');
  if (region === undefined) {
    const record = plannedDeployment(flags, io);
    const commands = DeploymentCommands.of(record, flags, io.cwd);
    return { deployment: record.name, region: record.config.region, stacks: [], commands, folder };
  }
  if (flags.deployment === undefined) {
    throw usageError('PB-PLAN-004', '--region needs --deployment.', 'Name the deployment whose row is gone.');
  }
  const { deployment } = flags;
  return { deployment, region, stacks: [], commands: new DeploymentCommands(deployment), folder };
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('@aws-sdk/client-cloudformation')),
  ...(await import('../aws/caller-identity')),
  ...(await import('../aws/client-config')),
  ...(await import('./commands')),
  ...(await import('./deployed-stacks')),
  ...(await import('./plan')),
  ...(await import('./plan-report')),
});

export const planCommand: Subcommand = { program, run };
