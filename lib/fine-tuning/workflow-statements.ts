import { type CfnTag, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { EVENT_SOURCE } from './workflow/ends';

/**
 * Returns the statements of the workflow's role for what the workflow itself calls: deployments of custom models, events
 * and traces. The constructs that own the other resources grant the rest.
 *
 * Source: Service Authorization Reference, actions and condition keys of Amazon Bedrock, Amazon EventBridge, AWS X-Ray.
 */
export function workflowStatements(scope: Construct, { key, value }: CfnTag): iam.PolicyStatement[] {
  const all = (resource: string) => Stack.of(scope).formatArn({ service: 'bedrock', resource, resourceName: '*' });
  const deployments = [all('custom-model-deployment')];
  return [
    new iam.PolicyStatement({
      sid: 'DeployModels',
      actions: ['bedrock:CreateCustomModelDeployment'],
      resources: [all('custom-model')],
    }),
    new iam.PolicyStatement({
      sid: 'FollowDeployments',
      actions: ['bedrock:GetCustomModelDeployment', 'bedrock:InvokeModel'],
      resources: deployments,
    }),
    new iam.PolicyStatement({
      sid: 'DeleteOurs',
      actions: ['bedrock:DeleteCustomModelDeployment'],
      resources: deployments,
      conditions: { StringEquals: { [`aws:ResourceTag/${key}`]: value } },
    }),
    new iam.PolicyStatement({
      sid: 'TagDeployments',
      actions: ['bedrock:TagResource'],
      resources: deployments,
      conditions: { StringEquals: { [`aws:RequestTag/${key}`]: value } },
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
