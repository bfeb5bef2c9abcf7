import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import {
  accountAdministers,
  alarmsPublish,
  eventsQueue,
  logsEncrypt,
  trailEncrypts,
  vectorsIndex,
} from './key-statements';

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
   * Beginnings of the names of the alarms that publish to a topic with the key.
   *
   * @default - CloudWatch alarms cannot use the key
   */
  readonly alarmPrefixes?: readonly string[];
  /**
   * Name of the trail of CloudTrail whose files the key encrypts.
   *
   * @default - CloudTrail cannot use the key
   */
  readonly trailName?: string | undefined;
  /**
   * Keeps the key when its stack is deleted. Without the key, everything that it encrypted is lost.
   *
   * @default false
   */
  readonly keepData?: boolean;
}

/**
 * Customer managed key of a deployment, with rotation. The account root user administers it, so that identity policies
 * apply; no other principal gets `kms:*`. Only CloudWatch Logs, and the services that its properties name, use it in their own
 * name. S3 and Bedrock use it on behalf of a caller, whose own policy must allow that (`kms:ViaService`), as the grants
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
  { logGroupPrefix, vectorBucketName, eventRuleName, alarmPrefixes = [], trailName }: CustomerManagedKeyProps,
): iam.PolicyDocument {
  const stack = Stack.of(scope);
  return new iam.PolicyDocument({
    statements: [
      accountAdministers(),
      logsEncrypt(stack, logGroupPrefix),
      ...(vectorBucketName === undefined ? [] : [vectorsIndex(stack, vectorBucketName)]),
      ...(eventRuleName === undefined ? [] : [eventsQueue(stack, eventRuleName)]),
      ...(alarmPrefixes.length === 0 ? [] : [alarmsPublish(stack, alarmPrefixes)]),
      ...(trailName === undefined ? [] : [trailEncrypts(stack, trailName)]),
    ],
  });
}
