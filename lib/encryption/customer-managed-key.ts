import { ArnFormat, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { serviceTrust } from '../iam/service-trust';

export interface CustomerManagedKeyProps {
  /** Alias of the key: `alias/…`. */
  readonly alias: string;
  /** Prefix of the names of the log groups that CloudWatch Logs may encrypt with the key, without the last `/`. */
  readonly logGroupPrefix: string;
  /**
   * Name of the S3 vector bucket whose indexing may use the key.
   *
   * @default - S3 Vectors cannot use the key in its own name
   */
  readonly vectorBucketName?: string | undefined;
  /**
   * Name of the rule of EventBridge whose events the key encrypts in a queue.
   *
   * @default - EventBridge cannot use the key
   */
  readonly eventRuleName?: string | undefined;
  /**
   * Keeps the key when its stack is deleted. Without the key, everything that it encrypted is lost.
   *
   * @default false
   */
  readonly keepData?: boolean;
}

/**
 * Customer managed key of a deployment, with rotation. The account root user administers it, so that identity policies
 * apply; no other principal gets `kms:*`. Only CloudWatch Logs, and S3 Vectors if there is a vector bucket, use it in their
 * own name. S3 and Bedrock use it on behalf of a caller, whose own policy must allow that (`kms:ViaService`), as the grants
 * of the buckets do.
 *
 * @example
 * const key = new CustomerManagedKey(stack, 'Key', { alias: 'alias/chat', logGroupPrefix: '/chat' });
 */
export class CustomerManagedKey extends kms.Key {
  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    super(scope, id, {
      description: `Encrypts the data and logs of ${props.alias.replace('alias/', '')}`,
      alias: props.alias,
      enableKeyRotation: true,
      // The longest that KMS offers: a deletion can be canceled during this time.
      pendingWindow: Duration.days(30),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      policy: keyPolicy(scope, props),
    });
  }
}

function keyPolicy(
  scope: Construct,
  { logGroupPrefix, vectorBucketName, eventRuleName }: CustomerManagedKeyProps,
): iam.PolicyDocument {
  const stack = Stack.of(scope);
  const logGroups = stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: `${logGroupPrefix}/*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return new iam.PolicyDocument({
    statements: [
      new iam.PolicyStatement({
        sid: 'AccountAdministers',
        principals: [new iam.AccountRootPrincipal()],
        actions: ['kms:*'],
        resources: ['*'],
      }),
      // The encryption context has account, Region and log group: narrower than aws:SourceAccount, and the condition
      // that CloudWatch Logs documents ("Encrypt log data in CloudWatch Logs using AWS KMS"). A DescribeKey carries no
      // encryption context: that page allows it, and the condition would never let it match.
      new iam.PolicyStatement({
        sid: 'LogsEncryptOurGroups',
        principals: [new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
      }),
      ...(vectorBucketName === undefined ? [] : [vectorsIndex(stack, vectorBucketName)]),
      ...(eventRuleName === undefined ? [] : [eventsQueue(stack, eventRuleName)]),
    ],
  });
}

/**
 * Lets S3 Vectors read the vectors of one bucket in the background; without it, no index can be created.
 * Source: Amazon S3 User Guide, "Data encryption with S3 Vectors".
 */
function vectorsIndex(stack: Stack, bucket: string): iam.PolicyStatement {
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
function eventsQueue(stack: Stack, rule: string): iam.PolicyStatement {
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
