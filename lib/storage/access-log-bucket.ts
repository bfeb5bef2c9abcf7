import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';

export interface AccessLogBucketProps {
  /**
   * Keeps the bucket when its stack is deleted, and denies every principal to delete a log.
   *
   * @default false
   */
  readonly keepData?: boolean;
  /**
   * Time after which an access log is deleted, in whole days.
   *
   * @default Duration.days(90), or 365 with keepData
   */
  readonly retention?: Duration;
}

/**
 * Destination of the access logs of other buckets, encrypted with SSE-S3: S3 delivers access logs only to such buckets.
 * A bucket with a default retention of Object Lock is no destination: with `keepData`, a Deny takes its place, and a replaced
 * log can be restored for 30 days. Source: Amazon S3 User Guide, "Enabling Amazon S3 server access logging".
 *
 * @example
 * const accessLogs = new AccessLogBucket(stack, 'AccessLogs', { retention: Duration.days(365) });
 */
export class AccessLogBucket extends s3.Bucket {
  constructor(scope: Construct, id: string, props: AccessLogBucketProps = {}) {
    super(scope, id, {
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        {
          id: 'ExpireLogs',
          expiration: props.retention ?? Duration.days(props.keepData ? 365 : 90),
          noncurrentVersionExpiration: Duration.days(props.keepData ? 30 : 1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    if (props.keepData) this.refuseDeletion();
    const noKey = 'S3 server access logging delivers only to buckets encrypted with SSE-S3.';
    const noCopy = 'Access logs expire; a copy in another Region would move them out of the Region of the deployment.';
    acknowledge(
      this,
      { rule: 'HIPAA.Security-S3DefaultEncryptionKMS', reason: noKey },
      { rule: 'NIST.800.53.R5-S3DefaultEncryptionKMS', reason: noKey },
      { rule: 'HIPAA.Security-S3BucketReplicationEnabled', reason: noCopy },
      { rule: 'NIST.800.53.R5-S3BucketReplicationEnabled', reason: noCopy },
    );
  }

  /** Refuses deletion by requests. Lifecycle rules delete without one. */
  private refuseDeletion(): void {
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'RefuseDeletion',
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
        resources: [this.arnForObjects('*')],
      }),
    );
  }
}
