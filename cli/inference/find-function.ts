import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { DeploymentRecord } from '../../domain/deployment/deployment-record';
import { Names } from '../../domain/deployment/names';
import { OperatorError } from '../../domain/operator-error';
import type { DeploymentCommands } from '../app/deployment-commands';
import { AwsCallError, callAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';
import { notDeployed } from './answer/function-failure';
import type { FunctionTarget } from './function-target';

/**
 * Finds the function of a deployment by the output of its stack. A caller who may invoke it but not read stacks gets the
 * name that the stack gives to it.
 *
 * @throws OperatorError
 */
export async function findFunction(
  { name: deployment, config }: DeploymentRecord,
  commands: DeploymentCommands,
  otherRegion: string | undefined,
  signal: AbortSignal,
): Promise<FunctionTarget> {
  const { models, region: ownRegion } = config;
  const region = otherRegion ?? ownRegion;
  const [first] = models;
  const defaultModel = typeof first === 'string' ? first : first.applicationProfileArn;
  const names = new Names(deployment, region);
  const deployCommand = commands.cdk(`deploy ${commands.everything}`);
  const stack = names.stack('Inference');
  const client = new CloudFormationClient(clientConfig(region));
  try {
    const { Stacks } = await callAws(
      'cloudformation:DescribeStacks',
      () => client.send(new DescribeStacksCommand({ StackName: stack }), { abortSignal: signal }),
      { subject: `stack ${stack} in ${region}`, remedies: { 'not-found': notDeployed(commands) } },
    );
    const output = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'FunctionName');
    if (output?.OutputValue) return { functionName: output.OutputValue, region, deployment, commands, defaultModel };
    throw new OperatorError(
      'PB-ASK-008',
      `Stack ${stack} in ${region} has no output FunctionName. Its status is ${Stacks?.[0]?.StackStatus ?? 'unknown'}.`,
      `Deploy it again: \`${deployCommand}\`.`,
    );
  } catch (error) {
    const isDenied = error instanceof AwsCallError && error.failure.kind === 'access-denied';
    if (signal.aborted || !isDenied) throw error;
    const note = `No permission to read stack ${stack}: using the function name that this stack sets.`;
    return { functionName: names.inferenceFunction, region, deployment, commands, defaultModel, note };
  } finally {
    client.destroy();
  }
}
