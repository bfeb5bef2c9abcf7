import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { setBoundary } from '../access/boundary/set-boundary';
import { acknowledgeResource } from '../checks/acknowledge';
import { limitPolicySize } from '../checks/policy-size';
import { acknowledgeLogging, LOGGING_ACTIONS, retentionStatements } from './settings-workflow';

export interface AccountBoundaryProps {
  /** Log group of prompts. */
  readonly logGroupName: string;
  /** Role that Bedrock assumes. */
  readonly loggingRoleName: string;
  readonly stateMachineName: string;
  /** Buckets that the auditor reads. */
  readonly bucketArns: readonly string[];
  /** @default - no key is used */
  readonly keyArn?: string | undefined;
}

/**
 * Permissions boundary of every role of the account deployment: what one of them may do at all. It invokes no model, writes no
 * object, administers no key and no role.
 *
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 *
 * @example
 * const boundary = new AccountBoundary(stack, 'Boundary', {
 *   logGroupName: '/prompts/invocations',
 *   loggingRoleName: 'AmazonBedrock-logging',
 *   stateMachineName: 'account-settings',
 *   bucketArns: [bucket.literalArn],
 *   keyArn: key.keyArn,
 * });
 * boundary.applyTo(stack);
 */
export class AccountBoundary extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: AccountBoundaryProps) {
    super(scope, id, {
      description: 'The most that a role of the account deployment may do',
      document: new iam.PolicyDocument({ minimize: true }),
    });
    const statements = statementsOf(Stack.of(this), props);
    this.addStatements(...statements);
    limitPolicySize(this, 'report it: this policy has a fixed size');
    const reason = 'A permissions boundary grants nothing: it limits roles whose own policies name resources.';
    const patterns = statements.flatMap(({ resources }) => resources).filter((arn) => arn.includes('*'));
    for (const pattern of new Set(patterns)) acknowledgeResource(this, pattern, reason);
    acknowledgeLogging(this, reason);
  }

  /** Makes this the permissions boundary of every role in this scope. */
  applyTo(scope: IConstruct): void {
    setBoundary(scope, () => this.managedPolicyArn);
  }
}

function statementsOf(stack: Stack, props: AccountBoundaryProps): readonly iam.PolicyStatement[] {
  const colon = (service: string, resource: string, resourceName: string) =>
    stack.formatArn({ service, resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  const allow = (sid: string, actions: readonly string[], resources: readonly string[], conditions?: iam.Conditions) =>
    new iam.PolicyStatement({
      ...{ sid, actions: [...actions], resources: [...resources] },
      ...(conditions && { conditions }),
    });
  return [
    allow('Logging', [...LOGGING_ACTIONS, 'bedrock:ListEnforcedGuardrailsConfiguration'], ['*']),
    ...retentionStatements('none'),
    allow(
      'PassLoggingRole',
      ['iam:PassRole'],
      [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: props.loggingRoleName })],
      { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
    ),
    allow(
      'Prompts',
      [
        ...['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
        'logs:PutLogEvents',
      ],
      [`${colon('logs', 'log-group', props.logGroupName)}:*`],
    ),
    allow('Buckets', ['s3:ListBucket'], props.bucketArns),
    allow(
      'Objects',
      ['s3:GetObject'],
      props.bucketArns.map((arn) => `${arn}/*`),
    ),
    allow('Key', ['kms:Decrypt'], props.keyArn === undefined ? [] : [props.keyArn], {
      StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` },
    }),
    allow('Start', ['states:StartExecution'], [colon('states', 'stateMachine', props.stateMachineName)]),
    allow('Follow', ['states:DescribeExecution'], [`${colon('states', 'execution', props.stateMachineName)}:*`]),
    allow(
      'Traces',
      ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
      ['*'],
    ),
  ].filter(({ resources }) => resources.length > 0);
}
