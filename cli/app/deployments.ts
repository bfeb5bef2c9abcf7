import { Option } from 'commander';
import { type DeploymentRecord, ownsStack } from '../../domain/deployment/deployment-record';
import { OperatorError } from '../../domain/operator-error';
import type { Assembly } from '../../domain/template/assembly';
import { usageError } from '../command';
import type { Io } from '../io';
import { hasAssembly, readDeployments, readStacks } from './assembly-folder';
import { readCdkJson, runApp } from './run-app';
import { warnIfStale } from './stale-assembly';

/** Folder and environment of the caller's app, and where a warning about its assembly goes. */
type Place = Pick<Io, 'cwd' | 'env' | 'stderr'>;

/** Options that tell a command which deployment it is about. */
export interface DeploymentFlags {
  /** Folder of a cloud assembly, of this or another app. @default - synthesizes the app of cdk.json */
  readonly app?: string | undefined;
  /** @default - the context value `deployment` of cdk.json, or the only one there is */
  readonly deployment?: string | undefined;
}

export const DEPLOYMENT_OPTION = new Option(
  '--deployment <row>',
  'the deployment (default: that of cdk.json, or the only one)',
);

export const APP_OPTION = new Option(
  '--app <folder>',
  'existing cloud assembly, instead of running the app of cdk.json',
);

/**
 * Reads an assembly with the stacks of one deployment only. An assembly without any deployment of this project is taken
 * as it is, unless one is named.
 *
 * @param kept folder that keeps the assembly of the app of cdk.json @default - it is deleted when it is read
 * @throws OperatorError if the deployment does not exist, or if several exist and none is named
 */
export function assemblyOf({ app, deployment }: DeploymentFlags, io: Place, kept?: string): Assembly {
  const assembly = app === undefined ? runApp({ deployment }, io, kept) : readStacks(app, io.cwd);
  if (deployment === undefined && assembly.deployments.length === 0) return assembly;
  const record = choose(assembly.deployments, deployment, io);
  if (app !== undefined) warnIfStale([record], app, io);
  return {
    ...assembly,
    deployments: [record],
    stacks: assembly.stacks.filter(({ id }) => ownsStack(record, id)),
  };
}

/** Returns the deployment as its app would deploy it now. @throws OperatorError */
export function plannedDeployment({ app, deployment }: DeploymentFlags, io: Place): DeploymentRecord {
  if (app === undefined) return choose(runApp({ deployment }, io).deployments, deployment, io);
  const record = choose(readDeployments(app, io.cwd), deployment, io);
  warnIfStale([record], app, io);
  return record;
}

/**
 * Returns the deployment as it was synthesized last, which is how it was deployed. Runs the app, which takes seconds,
 * only when the folder of the last synthesis does not have it.
 *
 * @throws OperatorError
 */
export function deployedDeployment(flags: DeploymentFlags, io: Place): DeploymentRecord {
  const { output = 'cdk.out', context } = readCdkJson(io.cwd) ?? {};
  if (flags.app !== undefined || !hasAssembly(output, io.cwd)) return plannedDeployment(flags, io);
  const deployments = readDeployments(output, io.cwd);
  const name = flags.deployment ?? context?.deployment;
  const [only, ...others] = name === undefined ? deployments : deployments.filter(isCalled(String(name)));
  if (!only || others.length > 0) return plannedDeployment(flags, io);
  warnIfStale([only], output, io);
  return only;
}

function choose(deployments: readonly DeploymentRecord[], named: string | undefined, io: Place): DeploymentRecord {
  const byDefault = deployments.length > 1 ? readCdkJson(io.cwd)?.context?.deployment : undefined;
  const name = named ?? byDefault;
  const [only, ...others] = name === undefined ? deployments : deployments.filter(isCalled(String(name)));
  if (only && others.length === 0) return only;
  const paths = deployments.map(({ path }) => path).join(', ');
  if (deployments.length === 0) {
    throw new OperatorError(
      'PB-APP-003',
      `The cloud assembly has no deployment of private-bedrock${named === undefined ? '' : ` named ${named}`}.`,
      'Add the construct PrivateBedrock to the app, and synthesize again with this version. For an account deployment, use `account status`.',
    );
  }
  if (named !== undefined && !only) {
    throw usageError('PB-APP-004', `The assembly has no deployment ${named}.`, `Use one of: ${paths}.`);
  }
  throw usageError('PB-APP-005', 'The assembly has several deployments.', `Add --deployment with one of: ${paths}.`);
}

const isCalled =
  (name: string) =>
  (record: DeploymentRecord): boolean =>
    record.path === name || record.name === name;
