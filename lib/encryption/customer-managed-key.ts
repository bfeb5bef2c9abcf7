import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export interface CustomerManagedKeyProps {
  /** Alias of the key: `alias/…`. */
  readonly alias: string;
  /** Prefix of the names of the log groups that CloudWatch Logs may encrypt with the key, without the last `/`. */
  readonly logGroupPrefix: string;
  /**
   * Keeps the key when its stack is deleted. Without the key, everything that it encrypted is lost.
   *
   * @default false
   */
  readonly keepData?: boolean;
}

/**
 * Customer managed key of a deployment, with rotation. The account root user administers it, so that identity policies
 * apply; no other principal gets `kms:*`. CloudWatch Logs is the only service that uses it as itself. S3 and Bedrock use
 * it on behalf of a caller, whose own policy must allow that (`kms:ViaService`), as the grants of the buckets do.
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
      policy: keyPolicy(scope, props.logGroupPrefix),
    });
  }
}

function keyPolicy(scope: Construct, logGroupPrefix: string): iam.PolicyDocument {
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
      // that CloudWatch Logs documents ("Encrypt log data in CloudWatch Logs using AWS KMS").
      new iam.PolicyStatement({
        sid: 'LogsEncryptOurGroups',
        principals: [new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
      }),
    ],
  });
}
