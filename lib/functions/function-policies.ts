import * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { acknowledge } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';

/**
 * Lets the Lambda service place the network interfaces of a VPC function. Lambda checks the function's role for these
 * actions on `*`. The code of the function needs none of them: requests from inside the function are denied.
 * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
export function addNetworkPolicy(role: iam.Role, functionArn: string): void {
  const actions = [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ];
  const policy = new RolePolicy(role, 'NetworkPolicy', {
    description: 'Lets the Lambda service, not the code, place the interfaces of the function',
    role,
    statements: [
      new iam.PolicyStatement({ sid: 'PlaceInterfaces', actions, resources: ['*'] }),
      new iam.PolicyStatement({
        sid: 'NotFromTheCode',
        effect: iam.Effect.DENY,
        actions,
        resources: ['*'],
        conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
      }),
    ],
  });
  acknowledge(policy, {
    rule: 'AwsSolutions-IAM5',
    finding: 'Resource::*',
    reason:
      'Lambda requires these actions on every resource; the next statement denies them to the code of the function.',
  });
}

/** Lets a function write its own log and send traces. */
export function addTelemetryPolicy(role: iam.Role, logGroup: logs.ILogGroup): void {
  const policy = new RolePolicy(role, 'TelemetryPolicy', {
    description: 'Write the log of the function, send its traces',
    role,
    statements: [
      new iam.PolicyStatement({
        sid: 'WriteLog',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
      new iam.PolicyStatement({
        sid: 'SendTraces',
        actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
        resources: ['*'],
      }),
    ],
  });
  acknowledge(policy, {
    rule: 'AwsSolutions-IAM5',
    finding: 'Resource::*',
    reason: 'X-Ray defines no resource type for PutTraceSegments and PutTelemetryRecords.',
  });
}
