import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { deny } from '../../access/boundary/boundary-statements';
import { functionArns, roleArns, type SpendTargets } from '../spend-targets';
import type { StopPolicy } from '../stop-policy';

/** Actions without a resource that a policy could name. */
const OPEN_ACTIONS = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
] as const;

export interface SpendBoundaryProps {
  readonly targets: SpendTargets;
  readonly stopPolicy: StopPolicy;
  readonly stateMachineName: string;
  readonly topicArn: string;
  /** Key of the topic. */
  readonly encryptionKey: kms.IKey;
}

/** Returns the pattern of the executions of the breaker. */
export const executionsOf = (
  scope: Construct,
  { stateMachineName }: Pick<SpendBoundaryProps, 'stateMachineName'>,
): string =>
  Stack.of(scope).formatArn({
    ...{ service: 'states', resource: 'execution', resourceName: `${stateMachineName}:*` },
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Returns the statements of the boundary, in which an action is allowed only if one of them allows it. */
export function spendStatements(scope: Construct, props: SpendBoundaryProps): iam.PolicyStatement[] {
  const { targets, stopPolicy } = props;
  const policy = stopPolicy.literalArn;
  const machine = Stack.of(scope).formatArn({
    ...{ service: 'states', resource: 'stateMachine', resourceName: props.stateMachineName },
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const allow = (sid: string, actions: readonly string[], resources: string[], conditions = {}) =>
    new iam.PolicyStatement({ sid, actions: [...actions], resources, conditions });
  const allows = [
    allow('AtMost', OPEN_ACTIONS, ['*']),
    allow('UseOneDeny', ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'], roleArns(targets), {
      ArnEquals: { 'iam:PolicyARN': policy },
    }),
    allow('ReadAndTagTheDeny', ['iam:ListEntitiesForPolicy', 'iam:ListPolicyTags', 'iam:TagPolicy'], [policy]),
    allow(
      'StopAndStartFunctions',
      ['lambda:DeleteFunctionConcurrency', 'lambda:GetFunctionConcurrency', 'lambda:PutFunctionConcurrency'],
      functionArns(scope, targets),
    ),
    allow('StartTheBreaker', ['states:ListExecutions', 'states:StartExecution'], [machine]),
    allow('ReadItsExecutions', ['states:GetExecutionHistory'], [executionsOf(scope, props)]),
    allow('Notify', ['sns:Publish'], [props.topicArn]),
    allow('UseTheKeyOfTheTopic', ['kms:Decrypt', 'kms:GenerateDataKey'], [props.encryptionKey.keyArn]),
  ];
  return [
    ...allows,
    deny('DenyAllElse', { notActions: allows.flatMap(({ actions }) => actions) }),
    // IAM is global: its requests name no Region of ours.
    deny('DenyOtherRegions', {
      notActions: allows.flatMap(({ actions }) => actions).filter((action) => action.startsWith('iam:')),
      conditions: { StringNotEquals: { 'aws:RequestedRegion': Stack.of(scope).region } },
    }),
  ];
}
