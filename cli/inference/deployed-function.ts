import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { Names } from '../../domain/deployment/names';
import { OperatorError } from '../../domain/operator-error';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { clientOf } from '../aws/aws-client';
import { awsFailure } from '../aws/aws-failure';
import { operatorErrorOfStack } from './answer/ask-failure';
import type { DeploymentName, Target } from './target';

/**
 * The function of a deployment, from the output of its stack. Who may invoke it need not be allowed to read stacks:
 * then it is the name that the stack gives to it.
 *
 * @throws OperatorError
 */
export async function deployedFunction(
  deployment: DeploymentName,
  otherRegion: string | undefined,
  signal: AbortSignal,
): Promise<Target> {
  const { models, region: ownRegion }: DeploymentConfig = DEPLOYMENTS[deployment];
  const region = otherRegion ?? ownRegion;
  const [first] = models;
  const defaultModel = typeof first === 'string' ? first : first.applicationProfileArn;
  const names = new Names(deployment);
  const stack = names.stack('Inference');
  const client = new CloudFormationClient(clientOf(region));
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }), { abortSignal: signal });
    const output = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'FunctionName');
    if (output?.OutputValue) return { functionName: output.OutputValue, region, defaultModel };
    throw new OperatorError(
      'PB-ASK-008',
      `Stack ${stack} in ${region} has no output FunctionName: it is ${Stacks?.[0]?.StackStatus ?? 'empty'}.`,
      'Deploy it again: `npx cdk deploy --all`.',
    );
  } catch (error) {
    if (signal.aborted || awsFailure(error).kind !== 'access-denied') throw operatorErrorOfStack(error, stack, region);
    const note = `Not allowed to read stack ${stack}: asking the function by the name that it gives.`;
    return { functionName: names.inferenceFunction, region, defaultModel, note };
  } finally {
    client.destroy();
  }
}
