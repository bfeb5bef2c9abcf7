import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER_ALGORITHM = 's3:x-amz-server-side-encryption-customer-algorithm';

/** What a caller may choose. Encryption, TLS, versions, ownership and public access are no choice, hence no props. */
export interface SecureBucketProps {
  /** Beginning of the bucket's name; account and Region are added. */
  readonly namePrefix: string;
  readonly encryptionKey: kms.IKey;
  readonly accessLogs: s3.IBucket;
  /** Keeps the bucket when its stack is deleted. @default false */
  readonly keepData?: boolean;
  /** Days that a replaced or deleted object can still be brought back. @default 30 */
  readonly noncurrentDays?: number;
  /** Days that no version can be deleted (Object Lock, governance mode). @default - no Object Lock */
  readonly objectLockDays?: number;
}

/**
 * A bucket with invariants: every object under the one customer managed key, TLS 1.2 or newer, every version kept for a
 * while, every access logged, nothing public, no object owned by another account.
 */
export class SecureBucket extends s3.Bucket {
  /** The ARN spelt out, for policies in other stacks: a reader sees the bucket's name there and not an import. */
  readonly arnInPolicies: string;
  /** The name spelt out, for settings in other stacks. */
  readonly nameInSettings: string;

  constructor(scope: Construct, id: string, props: SecureBucketProps) {
    const { partition, region } = Stack.of(scope);
    const bucketName = `${props.namePrefix}-${Aws.ACCOUNT_ID}-${region}`;
    super(scope, id, {
      bucketName,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        {
          id: 'ExpireOldVersions',
          noncurrentVersionExpiration: Duration.days(props.noncurrentDays ?? 30),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      ...(props.objectLockDays === undefined
        ? {}
        : { objectLockDefaultRetention: s3.ObjectLockRetention.governance(Duration.days(props.objectLockDays)) }),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.nameInSettings = bucketName;
    this.arnInPolicies = `arn:${partition}:s3:::${bucketName}`;
    this.logAccess(props.accessLogs, `${id.toLowerCase()}/`);
    this.refuseOtherEncryption(props.encryptionKey);
    const noCopy = 'A copy in another Region would take training data out of the one that was chosen for it.';
    acknowledge(
      this,
      { rule: 'HIPAA.Security-S3BucketReplicationEnabled', reason: noCopy },
      { rule: 'NIST.800.53.R5-S3BucketReplicationEnabled', reason: noCopy },
    );
  }

  /**
   * Delivers the access logs, by a statement in the log bucket's own policy. The CDK's `serverAccessLogsBucket` does the
   * same only with the feature flag `@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy`; without it, it asks for an ACL,
   * which a bucket with enforced ownership refuses.
   */
  private logAccess(accessLogs: s3.IBucket, prefix: string): void {
    (this.node.defaultChild as s3.CfnBucket).loggingConfiguration = {
      destinationBucketName: accessLogs.bucketName,
      logFilePrefix: prefix,
    };
    accessLogs.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [accessLogs.arnForObjects(`${prefix}*`)],
        conditions: {
          ArnLike: { 'aws:SourceArn': this.bucketArn },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
  }

  /** A put that names no encryption gets the bucket's own; one that names another algorithm, key or a key of its own is refused. */
  private refuseOtherEncryption(key: kms.IKey): void {
    const refuse = (sid: string, conditions: Record<string, Record<string, string>>, actions = ['s3:PutObject']) =>
      this.addToResourcePolicy(
        new iam.PolicyStatement({
          sid,
          effect: iam.Effect.DENY,
          principals: [new iam.AnyPrincipal()],
          actions,
          resources: [this.arnForObjects('*')],
          conditions,
        }),
      );
    // A "not equals" is true of a missing key as well: `Null` keeps the put that names nothing out of the refusal.
    refuse('RefuseOtherAlgorithm', { Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } });
    refuse('RefuseOtherKey', { Null: { [KEY_ID]: 'false' }, ArnNotEquals: { [KEY_ID]: key.keyArn } });
    // With this algorithm and no key named, S3 takes its own key aws/s3 and not the bucket's default.
    refuse('RefuseUnnamedKey', { Null: { [ALGORITHM]: 'false', [KEY_ID]: 'true' } });
    refuse('RefuseCustomerProvidedKey', { Null: { [CUSTOMER_ALGORITHM]: 'false' } });
    // Nobody has a use for these, and either could leave an object under another key.
    refuse('RefuseReencryption', {}, ['s3:ReplicateObject', 's3:UpdateObjectEncryption']);
  }
}
