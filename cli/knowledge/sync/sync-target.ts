import type { DeploymentRecord } from '../../../domain/deployment/deployment-record';
import { bucketName, Names } from '../../../domain/deployment/names/names';
import { OperatorError } from '../../../domain/operator-error';
import type { DeploymentCommands } from '../../app/deployment-commands';
import { stackOutputs } from '../../functions/stack-outputs';

/** Documents and ingestion workflow of a deployment in an account. */
export interface SyncTarget {
  readonly deployment: string;
  readonly region: string;
  readonly account: string;
  readonly bucket: string;
  readonly workflowArn: string;
  /** True if the bucket is reachable only from inside the VPC. */
  readonly vpcOnly: boolean;
  readonly commands: DeploymentCommands;
}

/**
 * Finds bucket and workflow by the outputs of the stacks. A caller who may not read stacks gets the names that the stacks
 * set.
 *
 * @param account account id, for a place where neither CloudFormation nor STS is reachable
 * @throws OperatorError
 */
export async function findSyncTarget(
  { name: deployment, config }: DeploymentRecord,
  commands: DeploymentCommands,
  account: string | undefined,
  signal: AbortSignal,
): Promise<SyncTarget> {
  const { region, knowledge } = config;
  const names = new Names(deployment, region);
  const target = { deployment, region, commands, vpcOnly: knowledge?.vpcOnly === true };
  if (account !== undefined) return { ...target, ...named(names, { account, partition: 'aws' }) };
  const outputOf = async (unit: string, output: string) => {
    const stack = names.stack(unit);
    const found = await stackOutputs({ stack, region, commands }, signal);
    if (!found || found.outputs[output]) return found?.outputs[output];
    throw new OperatorError(
      'PB-KNOWLEDGE-010',
      `Stack ${stack} in ${region} has no output ${output}. Its status is ${found.status}.`,
      `Deploy it again: \`${commands.cdk(`deploy ${commands.everything}`)}\`.`,
    );
  };
  const [bucket, workflowArn] = await Promise.all([
    outputOf('Knowledge', 'DocumentsBucketName'),
    outputOf('Asking', 'IngestionWorkflowArn'),
  ]);
  const [, , , , owner] = workflowArn?.split(':') ?? [];
  if (bucket && workflowArn && owner) return { ...target, account: owner, bucket, workflowArn };
  const { callerIdentity, stsClient } = await import('../../aws/caller-identity');
  const caller = await callerIdentity(stsClient(region));
  return { ...target, ...named(names, { account: caller.account, partition: caller.arn.split(':')[1] ?? 'aws' }) };
}

function named(names: Names, { account, partition }: { readonly account: string; readonly partition: string }) {
  return {
    account,
    bucket: bucketName(names.documentsBucket, account, names.region),
    workflowArn: `arn:${partition}:states:${names.region}:${account}:stateMachine:${names.ingestion}`,
  };
}
