import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { bucketName } from '../../domain/deployment/names/names';
import { acknowledge } from '../checks/acknowledge';
import { logAccess } from './log-access';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const CUSTOMER_ALGORITHM = 's3:x-amz-server-side-encryption-customer-algorithm';

/** Properties of a secure bucket. Encryption, TLS, ownership and public access are fixed and therefore not configurable. */
export interface SecureBucketProps {
  /** Prefix of the bucket's name; account and Region are added: `<prefix>-<account>-<Region>`. */
  readonly namePrefix: string;
  /** Encrypts every object. */
  readonly encryptionKey: kms.IKey;
  /** Destination of the access logs; an imported bucket needs a policy of its own that allows the delivery. */
  readonly accessLogs: s3.IBucket;
  /**
   * Keeps the bucket when its stack is deleted.
   *
   * @default false
   */
  readonly keepData?: boolean;
  /**
   * Time during which a replaced or deleted object can be restored, in whole days.
   *
   * @default Duration.days(30)
   */
  readonly noncurrentRetention?: Duration;
  /**
   * Time after which every object is deleted, in whole days. The bucket then keeps no versions.
   *
   * @default - objects do not expire, and the bucket keeps versions
   */
  readonly expiration?: Duration;
  /**
   * Time during which no version can be deleted (Object Lock, governance mode), in whole days.
   *
   * @default - no Object Lock
   */
  readonly objectLock?: Duration | undefined;
}

/**
 * Bucket that encrypts every object with one customer managed key, requires TLS 1.2 or newer, keeps replaced and deleted
 * versions for a time unless its objects expire, logs every access, and is never public. No other account can own an object.
 *
 * @example
 * const bucket = new SecureBucket(stack, 'Documents', { namePrefix: 'chat-documents', encryptionKey: key, accessLogs });
 */
export class SecureBucket extends s3.Bucket {
  /** ARN as text, for policies in other stacks: the template then shows the name of the bucket instead of an import. */
  readonly literalArn: string;
  /** Name as text, for settings in other stacks. */
  readonly literalName: string;

  constructor(scope: Construct, id: string, props: SecureBucketProps) {
    const name = bucketName(props.namePrefix, Aws.ACCOUNT_ID, Stack.of(scope).region);
    super(scope, id, {
      bucketName: name,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: !props.expiration,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [lifecycleRule(props)],
      ...(props.objectLock && { objectLockDefaultRetention: s3.ObjectLockRetention.governance(props.objectLock) }),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    this.literalName = name;
    this.literalArn = Stack.of(this).formatArn({ service: 's3', region: '', account: '', resource: name });
    logAccess(this, props.accessLogs, `${id.toLowerCase()}/`);
    this.refuseOtherEncryption(props.encryptionKey);
    const noCopy = 'A copy in another Region would move the data out of the Region of the deployment.';
    acknowledge(
      this,
      { rule: 'HIPAA.Security-S3BucketReplicationEnabled', reason: noCopy },
      { rule: 'NIST.800.53.R5-S3BucketReplicationEnabled', reason: noCopy },
    );
  }

  /** Refuses a put that names another algorithm or key, or brings its own key. A put that names none gets the default. */
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
    // A negated operator also matches a missing key: `Null` exempts the put that names nothing.
    refuse('RefuseOtherAlgorithm', { Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } });
    refuse('RefuseOtherKey', { Null: { [KEY_ID]: 'false' }, ArnNotEquals: { [KEY_ID]: key.keyArn } });
    // With this algorithm and no key, S3 uses its own key aws/s3 instead of the default key of the bucket.
    refuse('RefuseUnnamedKey', { Null: { [ALGORITHM]: 'false', [KEY_ID]: 'true' } });
    refuse('RefuseCustomerProvidedKey', { Null: { [CUSTOMER_ALGORITHM]: 'false' } });
    // No role needs these actions, and either could encrypt an object with another key.
    refuse('RefuseReencryption', {}, ['s3:ReplicateObject', 's3:UpdateObjectEncryption']);
  }
}

const lifecycleRule = ({ expiration, noncurrentRetention }: SecureBucketProps): s3.LifecycleRule =>
  expiration
    ? {
        id: 'ExpireEverything',
        expiration,
        // The bucket keeps no versions. If somebody turns them on, they go as well.
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      }
    : {
        id: 'ExpireOldVersions',
        noncurrentVersionExpiration: noncurrentRetention ?? Duration.days(30),
        expiredObjectDeleteMarker: true,
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      };
