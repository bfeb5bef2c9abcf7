import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Returns the ARN of an agent alias in the account of a stack. */
export const agentAliasArn = (
  scope: Construct,
  { agentId, aliasId }: { readonly agentId: string; readonly aliasId: string },
): string =>
  Stack.of(scope).formatArn({ service: 'bedrock', resource: 'agent-alias', resourceName: `${agentId}/${aliasId}` });
