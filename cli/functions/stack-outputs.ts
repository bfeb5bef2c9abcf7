import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { DeploymentCommands } from '../app/deployment-commands';
import { AwsCallError, callAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';
import { notDeployed } from './function-failure';

/** Stack of a deployment, as far as a command reads it. */
export interface StackOutputs {
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Stack that a command reads. */
export interface StackPlace {
  /** Name of the stack in CloudFormation. */
  readonly stack: string;
  readonly region: string;
  readonly commands: DeploymentCommands;
}

/**
 * Reads the outputs of a stack. Returns undefined for a caller who may not: roles that ask or upload have no permission to
 * read stacks, and use the names that the stacks set.
 *
 * @throws OperatorError if the stack does not exist
 */
export async function stackOutputs(
  { stack, region, commands }: StackPlace,
  signal: AbortSignal,
): Promise<StackOutputs | undefined> {
  const client = new CloudFormationClient(clientConfig(region));
  try {
    const { Stacks } = await callAws(
      'cloudformation:DescribeStacks',
      () => client.send(new DescribeStacksCommand({ StackName: stack }), { abortSignal: signal }),
      { subject: `stack ${stack} in ${region}`, remedies: { 'not-found': notDeployed(commands) } },
    );
    const { StackStatus: status = 'unknown', Outputs = [] } = Stacks?.[0] ?? {};
    const outputs = Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue] as const);
    return { status, outputs: Object.fromEntries(outputs) };
  } catch (error) {
    const isDenied = error instanceof AwsCallError && error.failure.kind === 'access-denied';
    if (signal.aborted || !isDenied) throw error;
    return undefined;
  } finally {
    client.destroy();
  }
}
