import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';

export interface AccessLogBucketProps {
  /** Keeps the bucket when its stack is deleted. @default false */
  readonly keepData?: boolean;
  /** Days that access logs are kept. @default 90 */
  readonly retentionDays?: number;
}

/** Where the other buckets write who read and wrote what. S3 delivers there only to buckets encrypted with its own key. */
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
          expiration: Duration.days(props.retentionDays ?? 90),
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const noKey = 'S3 server access logging delivers only to buckets encrypted with SSE-S3.';
    const noCopy = 'Access logs expire within weeks; a copy in another Region would move them out of the chosen one.';
    acknowledge(
      this,
      { rule: 'HIPAA.Security-S3DefaultEncryptionKMS', reason: noKey },
      { rule: 'NIST.800.53.R5-S3DefaultEncryptionKMS', reason: noKey },
      { rule: 'HIPAA.Security-S3BucketReplicationEnabled', reason: noCopy },
      { rule: 'NIST.800.53.R5-S3BucketReplicationEnabled', reason: noCopy },
    );
  }
}
