import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import { DataBucket, WRITE_ACTIONS } from './data-bucket';
import type { SecureBucketProps } from './secure-bucket';

export interface FineTuningBucketProps extends SecureBucketProps {
  /**
   * Refuses reads and writes of objects from outside a VPC. A customization job with a VPC configuration uses interfaces in
   * its subnets and the S3 gateway endpoint, so that its requests carry the VPC.
   * Source: Amazon Bedrock User Guide, "Protect your model customization jobs using a VPC".
   *
   * @default - the network is not restricted
   */
  readonly vpcOnly?: VpcOnly | undefined;
}

export interface VpcOnly {
  /** VPC with an S3 gateway endpoint. */
  readonly vpc: Pick<ec2.IVpc, 'vpcId'>;
  /** Name of the one role of this account that is exempt. The role may be created later. */
  readonly breakGlassRoleName: string;
}

/**
 * Bucket for labelled examples and training metrics. Each prefix has grants of its own, and each grant gives IAM, key and
 * prefix together. Uploads are events on the default event bus of EventBridge.
 *
 * @example
 * const bucket = new FineTuningBucket(stack, 'FineTuning', { namePrefix: 'tuning', encryptionKey: key, accessLogs });
 * bucket.grantWriteDatasets(role);
 */
export class FineTuningBucket extends DataBucket {
  constructor(scope: Construct, id: string, props: FineTuningBucketProps) {
    super(scope, id, props);
    this.sendEvents();
    if (!props.vpcOnly) return;
    const { vpc, breakGlassRoleName } = props.vpcOnly;
    this.refuseOtherNetworks({ vpc, exemptRoleNames: [breakGlassRoleName] });
  }

  /** Lets the grantee read training and validation data. */
  grantReadDataset(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, {
      prefix: PREFIXES.datasets,
      actions: ['s3:GetObject'],
      keyActions: ['kms:Decrypt'],
    });
  }

  /** Lets the grantee upload datasets. The parts of a large file also need `kms:Decrypt`. */
  grantWriteDatasets(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, {
      prefix: PREFIXES.datasets,
      actions: WRITE_ACTIONS,
      keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    });
  }

  /** Lets the grantee read the metrics and reports of jobs. */
  grantReadArtifacts(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, {
      prefix: PREFIXES.artifacts,
      actions: ['s3:GetObject'],
      keyActions: ['kms:Decrypt'],
    });
  }

  /** Lets the grantee write metrics and reports, and read them, as a customization job does. */
  grantWriteArtifacts(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, {
      prefix: PREFIXES.artifacts,
      actions: ['s3:GetObject', ...WRITE_ACTIONS],
      keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    });
  }
}
