import * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { acknowledge } from '../checks/acknowledge';

/**
 * Lambda places the function's interfaces with the function's role, and checks for these actions on `*`. The code
 * itself has no use for them: requests that come from inside the function are denied.
 * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
export function functionNetworkPolicy(role: iam.Role, functionArn: string): void {
  const actions = [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ];
  const policy = new iam.ManagedPolicy(role, 'NetworkPolicy', {
    description: 'Lets the Lambda service, not the code, place the interfaces of the function',
    roles: [role],
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
      'Lambda demands these actions on every resource; the next statement denies them to the code of the function.',
  });
}

/** Write its own log, and traces. */
export function functionTelemetryPolicy(role: iam.Role, logGroup: logs.ILogGroup): void {
  const policy = new iam.ManagedPolicy(role, 'TelemetryPolicy', {
    description: 'Write the log of the function, send its traces',
    roles: [role],
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
    reason: 'X-Ray has no resource to name in PutTraceSegments and PutTelemetryRecords.',
  });
}
