import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { setBoundary } from '../access/boundary/set-boundary';
import { acknowledgeResource } from '../checks/acknowledge';
import { limitPolicySize } from '../checks/policy-size';
import { acknowledgeLogging, LOGGING_CHANGES, READ_SETTINGS, setRetention } from './settings-workflow';

export interface AccountBoundaryProps {
  /**
   * Log group of prompts, and role that Bedrock assumes to write into it.
   *
   * @default - no role changes invocation logging, writes or reads a log
   */
  readonly logging?: { readonly logGroupName: string; readonly roleName: string } | undefined;
  /**
   * Data retention mode that the workflow sets.
   *
   * @default - no role changes data retention
   */
  readonly dataRetention?: 'none' | undefined;
  /** @default - there is no workflow */
  readonly stateMachineName?: string | undefined;
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
 *   logging: { logGroupName: '/prompts/invocations', roleName: 'AmazonBedrock-logging' },
 *   dataRetention: 'none',
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
    if (props.logging) acknowledgeLogging(this, reason);
  }

  /** Makes this the permissions boundary of every role in this scope. */
  applyTo(scope: IConstruct): void {
    setBoundary(scope, () => this.managedPolicyArn);
  }
}

function statementsOf(stack: Stack, props: AccountBoundaryProps): readonly iam.PolicyStatement[] {
  const { logging, dataRetention, stateMachineName, bucketArns, keyArn } = props;
  return [
    ...(stateMachineName ? workflowStatements(stack, stateMachineName) : []),
    ...(logging ? loggingStatements(stack, logging) : []),
    ...(dataRetention ? [setRetention(dataRetention)] : []),
    allow('Buckets', ['s3:ListBucket'], bucketArns),
    allow(
      'Objects',
      ['s3:GetObject'],
      bucketArns.map((arn) => `${arn}/*`),
    ),
    allow('Key', ['kms:Decrypt'], keyArn === undefined ? [] : [keyArn], {
      StringEquals: {
        'kms:ViaService': ['s3', ...(logging ? ['logs'] : [])].map((name) => `${name}.${stack.region}.amazonaws.com`),
      },
    }),
  ].filter(({ resources }) => resources.length > 0);
}

const allow = (
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  conditions?: iam.Conditions,
): iam.PolicyStatement =>
  new iam.PolicyStatement({
    ...{ sid, actions: [...actions], resources: [...resources] },
    ...(conditions && { conditions }),
  });

const arnOf = (stack: Stack, service: string, resource: string, resourceName: string): string =>
  stack.formatArn({ service, resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });

const workflowStatements = (stack: Stack, name: string): readonly iam.PolicyStatement[] => [
  allow('ReadSettings', READ_SETTINGS, ['*']),
  allow('Start', ['states:StartExecution'], [arnOf(stack, 'states', 'stateMachine', name)]),
  allow('Follow', ['states:DescribeExecution'], [`${arnOf(stack, 'states', 'execution', name)}:*`]),
  allow(
    'Traces',
    ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    ['*'],
  ),
];

const loggingStatements = (
  stack: Stack,
  { logGroupName, roleName }: NonNullable<AccountBoundaryProps['logging']>,
): readonly iam.PolicyStatement[] => [
  allow('Logging', LOGGING_CHANGES, ['*']),
  allow(
    'PassLoggingRole',
    ['iam:PassRole'],
    [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName })],
    { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
  ),
  allow(
    'Prompts',
    [
      ...['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
      'logs:PutLogEvents',
    ],
    [`${arnOf(stack, 'logs', 'log-group', logGroupName)}:*`],
  ),
];
