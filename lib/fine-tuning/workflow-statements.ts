import { type CfnTag, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { tagWhenMade } from '../bedrock/deployment-tag';
import { EVENT_SOURCE } from './workflow/ends';

/**
 * Returns the statements of the workflow's role for what the workflow itself calls: deployments of custom models, events
 * and traces. The constructs that own the other resources grant the rest.
 *
 * Source: Service Authorization Reference, actions and condition keys of Amazon Bedrock, Amazon EventBridge, AWS X-Ray.
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
    new iam.PolicyStatement({
      sid: 'Tell',
      actions: ['events:PutEvents'],
      resources: [Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' })],
      // A call may send several events: each must have this source, and `Null` requires that a source is present.
      conditions: {
        'ForAllValues:StringEquals': { 'events:source': EVENT_SOURCE },
        Null: { 'events:source': 'false' },
      },
    }),
    new iam.PolicyStatement({
      sid: 'SendTraces',
      actions: [
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
        'xray:PutTelemetryRecords',
        'xray:PutTraceSegments',
      ],
      resources: ['*'],
    }),
  ];
}
