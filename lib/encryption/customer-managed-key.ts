import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

export interface CustomerManagedKeyProps {
  /** `alias/…` */
  readonly alias: string;
  /** CloudWatch Logs may use the key for log groups whose names begin so, and for no others. */
  readonly logGroupPrefix: string;
  /** Keeps the key when its stack is deleted: without it, everything that it encrypted is lost. @default false */
  readonly keepData?: boolean;
}

/**
 * The customer managed key of a deployment. Account root administers it, which is how identity policies come to count;
 * nobody else gets `kms:*`. CloudWatch Logs is the only service that uses it in its own name. S3 and Bedrock use it in
 * the name of a caller, who needs `grantKeyThrough`.
 */
export class CustomerManagedKey extends kms.Key {
  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    super(scope, id, {
      description: `Encrypts the data and logs of ${props.alias.replace('alias/', '')}`,
      alias: props.alias,
      enableKeyRotation: true,
      // The longest that KMS offers: the time in which a deletion can be taken back.
      pendingWindow: Duration.days(30),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      policy: keyPolicy(scope, props.logGroupPrefix),
    });
  }
}

function keyPolicy(scope: Construct, logGroupPrefix: string): iam.PolicyDocument {
  const { region, partition } = Stack.of(scope);
  return new iam.PolicyDocument({
    statements: [
      new iam.PolicyStatement({
        sid: 'AccountAdministers',
        principals: [new iam.AccountRootPrincipal()],
        actions: ['kms:*'],
        resources: ['*'],
      }),
      // The encryption context names account, Region and log group: narrower than aws:SourceAccount, and the condition
      // that CloudWatch Logs documents ("Encrypt log data in CloudWatch Logs using AWS KMS").
      new iam.PolicyStatement({
        sid: 'LogsEncryptOurGroups',
        principals: [new iam.ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${Aws.ACCOUNT_ID}:log-group:${logGroupPrefix}/*`,
          },
        },
      }),
    ],
  });
}
