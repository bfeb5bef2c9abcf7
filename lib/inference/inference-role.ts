import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { lambdaTrust } from '../access/service-trust';
import { grantInvoke } from '../bedrock/grant-invoke';
import type { Guardrail } from '../bedrock/guardrail';
import type { InvocableModel } from '../bedrock/invocable-model';
import { acknowledge } from '../checks/acknowledge';
import { limitSize } from '../checks/policy-size';
import { grantCustomModelKey } from '../encryption/custom-model-key';

export interface InferenceRoleProps {
  readonly functionArn: string;
  readonly logGroup: logs.ILogGroup;
  readonly models: readonly InvocableModel[];
  readonly guardrail?: Guardrail;
  /** Encrypts the custom models of this deployment. */
  readonly encryptionKey: kms.IKey;
}

/** What the function may do: invoke the allowed models, write its own log, send traces. */
export function inferenceRole(scope: Construct, props: InferenceRoleProps): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    description: 'Execution role of the inference function',
    assumedBy: lambdaTrust(props.functionArn),
  });
  const models = new iam.ManagedPolicy(role, 'ModelsPolicy', {
    description: 'Invoke the allowed models',
    roles: [role],
  });
  grantInvoke(models, props.models, props.guardrail ? { guardrail: props.guardrail.applied } : {});
  props.guardrail?.grantDecrypt(models);
  grantCustomModelKey(models, props.models, props.encryptionKey);
  limitSize(models, 'take some models out of the row');
  networkPolicy(role, props.functionArn);
  telemetryPolicy(role, props.logGroup);
  return role;
}

/**
 * Lambda places the function's interfaces with the function's role, and checks for these actions on `*`. The code
 * itself has no use for them: requests that come from inside the function are denied.
 * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
function networkPolicy(role: iam.Role, functionArn: string): void {
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

function telemetryPolicy(role: iam.Role, logGroup: logs.ILogGroup): void {
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
