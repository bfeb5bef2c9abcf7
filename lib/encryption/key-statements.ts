import { ArnFormat, Aws, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { serviceTrust } from '../iam/service-trust';

// Statements of key policies: who administers a key, who is refused, and which services use it in their own name.

/** Lets the account root user administer the key, so that identity policies apply. Nobody else gets `kms:*`. */
export const accountAdministers = (): iam.PolicyStatement =>
  new iam.PolicyStatement({
    sid: 'AccountAdministers',
    principals: [new iam.AccountRootPrincipal()],
    actions: ['kms:*'],
    resources: ['*'],
  });

/** Refuses actions to everybody whom the conditions match, whatever other policies allow. */
export const refuseOnKey = (
  sid: string,
  actions: readonly string[],
  conditions: iam.Conditions = {},
): iam.PolicyStatement =>
  new iam.PolicyStatement({
    ...{ sid, effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()], resources: ['*'], conditions },
    actions: [...actions],
  });

/**
 * Lets CloudWatch Logs encrypt the log groups below a prefix. The encryption context has account, Region and log group:
 * narrower than aws:SourceAccount. A DescribeKey carries no encryption context: the page allows it, and the condition would
 * never let it match.
 * Source: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS".
 */
export function logsEncrypt(stack: Stack, prefix: string): iam.PolicyStatement {
  const logGroups = stack.formatArn({
    ...{ service: 'logs', resource: 'log-group', resourceName: `${prefix}/*` },
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return new iam.PolicyStatement({
    sid: 'LogsEncryptOurGroups',
    principals: [new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
  });
}

/**
 * Lets S3 Vectors read the vectors of one bucket in the background; without it, no index can be created.
 * Source: Amazon S3 User Guide, "Data encryption with S3 Vectors".
 */
export function vectorsIndex(stack: Stack, bucket: string): iam.PolicyStatement {
  const bucketArn = stack.formatArn({ service: 's3vectors', resource: 'bucket', resourceName: bucket });
  return new iam.PolicyStatement({
    sid: 'VectorsIndexOurBucket',
    principals: [new iam.ServicePrincipal('indexing.s3vectors.amazonaws.com')],
    actions: ['kms:Decrypt'],
    resources: ['*'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': [bucketArn, `${bucketArn}/*`] },
      'ForAnyValue:StringEquals': {
        'kms:EncryptionContextKeys': ['aws:s3vectors:arn', 'aws:s3vectors:resource-id'],
      },
    },
  });
}

/**
 * Lets EventBridge send the events of one rule to an encrypted queue. The policy of the queue admits no other sender.
 * Source: Amazon SQS Developer Guide, "Configure KMS permissions for AWS services".
 */
export function eventsQueue(stack: Stack, rule: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'EventsQueueOurRule',
    principals: [
      serviceTrust(
        'events.amazonaws.com',
        stack.formatArn({ service: 'events', resource: 'rule', resourceName: rule }),
      ),
    ],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
  });
}

/**
 * Lets CloudWatch publish alarms to an encrypted topic. The policy of the topic admits no other alarm.
 * Source: Amazon SNS Developer Guide, "Managing Amazon SNS encryption keys and costs".
 */
export function alarmsPublish(stack: Stack, prefixes: readonly string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'AlarmsPublishToOurTopic',
    principals: [
      serviceTrust(
        'cloudwatch.amazonaws.com',
        prefixes.map((prefix) => alarmArn(stack, `${prefix}*`)),
      ),
    ],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
  });
}

/** Returns the ARN of an alarm, or a pattern of them. */
export const alarmArn = (stack: Stack, name: string): string =>
  stack.formatArn({
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/**
 * Lets CloudTrail encrypt the files of one trail.
 * Source: AWS CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail".
 */
export function trailEncrypts(stack: Stack, trail: string): iam.PolicyStatement {
  const arn = stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: trail });
  return new iam.PolicyStatement({
    sid: 'TrailEncryptsItsFiles',
    principals: [new iam.ServicePrincipal('cloudtrail.amazonaws.com')],
    actions: ['kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      ArnEquals: { 'aws:SourceArn': arn },
      StringEquals: { 'kms:EncryptionContext:aws:cloudtrail:arn': arn },
    },
  });
}
