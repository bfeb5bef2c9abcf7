import { type CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import type { AssemblyStack } from '../domain/template/assembly';

/** Allows the deletion of the stacks that keep data, as a person does before `cdk destroy`. */
export async function liftProtection(
  stacks: readonly AssemblyStack[],
  cloudformation: Pick<CloudFormationClient, 'send'>,
): Promise<void> {
  for (const { stackName: StackName, terminationProtection } of stacks) {
    if (!terminationProtection) continue;
    await cloudformation.send(
      new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }),
    );
  }
}
