import { type CfnTag, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { tagWhenMade } from '../bedrock/deployment-tag';

/**
 * Returns the statements of the workflow's role for deployments of custom models. The constructs that own the other
 * resources grant the rest.
 *
 * Source: Service Authorization Reference, actions and condition keys of Amazon Bedrock.
 *
 * @param customModels patterns of the custom models that may be deployed if they have the tag
 */
export function workflowStatements(
  scope: Construct,
  tag: CfnTag,
  customModels: readonly string[],
): iam.PolicyStatement[] {
  const all = (resource: string) => Stack.of(scope).formatArn({ service: 'bedrock', resource, resourceName: '*' });
  const deployments = [all('custom-model-deployment')];
  const ours = { StringEquals: { [`aws:ResourceTag/${tag.key}`]: tag.value } };
  return [
    new iam.PolicyStatement({
      sid: 'DeployModels',
      actions: ['bedrock:CreateCustomModelDeployment'],
      resources: [...customModels],
      conditions: ours,
    }),
    // Without a condition on the tag: a missing deployment has no tag, and must differ from one that is denied.
    new iam.PolicyStatement({
      sid: 'FollowDeployments',
      actions: ['bedrock:GetCustomModelDeployment'],
      resources: deployments,
    }),
    new iam.PolicyStatement({
      sid: 'AskAndDeleteOurs',
      actions: ['bedrock:DeleteCustomModelDeployment', 'bedrock:InvokeModel'],
      resources: deployments,
      conditions: ours,
    }),
    new iam.PolicyStatement({
      sid: 'TagDeployments',
      actions: ['bedrock:TagResource'],
      resources: deployments,
      conditions: tagWhenMade(tag),
    }),
  ];
}
