import { Aws, Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import { acknowledgeResource } from '../checks/acknowledge';
import { grantKeyThrough, type KeyAction } from '../encryption/key-grant';
import { SecureBucket, type SecureBucketProps } from './secure-bucket';

export interface FineTuningBucketProps extends SecureBucketProps {
  /**
   * Refuses reads and writes of objects from outside a VPC.
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
export class FineTuningBucket extends SecureBucket {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FineTuningBucketProps,
  ) {
    super(scope, id, props);
    // The CDK's property `eventBridgeEnabled` adds a function, and a role that may change every bucket.
    (this.node.defaultChild as s3.CfnBucket).addPropertyOverride('NotificationConfiguration', {
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    if (props.vpcOnly) this.refuseOtherNetworks(props.vpcOnly);
  }

  /** Lets the grantee read training and validation data. */
  grantReadDataset(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, PREFIXES.datasets, ['s3:GetObject'], ['kms:Decrypt']);
  }

  /** Lets the grantee upload datasets. The parts of a large file also need `kms:Decrypt`. */
  grantWriteDatasets(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, PREFIXES.datasets, WRITE_ACTIONS, ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  /** Lets the grantee read the metrics and reports of jobs. */
  grantReadArtifacts(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, PREFIXES.artifacts, ['s3:GetObject'], ['kms:Decrypt']);
  }

  /** Lets the grantee write metrics and reports, and read them, as a customization job does. */
  grantWriteArtifacts(grantee: iam.IGrantable): iam.Grant {
    const actions = ['s3:GetObject', ...WRITE_ACTIONS];
    return this.grantObjects(grantee, PREFIXES.artifacts, actions, ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  private grantObjects(
    grantee: iam.IGrantable,
    prefix: string,
    actions: readonly string[],
    keyActions: readonly KeyAction[],
  ): iam.Grant {
    const objects = `${this.literalArn}/${prefix}*`;
    // If the bucket is deleted and another account takes its name, the grant must not apply to that bucket.
    const ours = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
    acknowledgeResource(
      grantee,
      objects,
      `The pattern matches only the objects of one bucket whose keys begin with ${prefix}.`,
    );
    return iam.Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [objects], conditions: ours })
      .combine(
        iam.Grant.addToPrincipal({
          grantee,
          actions: ['s3:ListBucket'],
          resourceArns: [this.literalArn],
          conditions: { ...ours, StringLike: { 's3:prefix': `${prefix}*` } },
        }),
      )
      .combine(grantKeyThrough(this.props.encryptionKey, 's3', grantee, ...keyActions));
  }

  /**
   * Refuses requests for objects that do not come through the VPC. A customization job with a VPC configuration uses
   * interfaces in its subnets and the S3 gateway endpoint, so that its requests carry the VPC. The settings of the bucket
   * are exempt: CloudFormation must be able to change and delete the bucket.
   *
   * Source: Amazon Bedrock User Guide, "Protect your model customization jobs using a VPC".
   */
  private refuseOtherNetworks({ vpc, breakGlassRoleName }: VpcOnly): void {
    const breakGlassRole = { service: 'iam', region: '', resource: 'role', resourceName: breakGlassRoleName };
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'RefuseOtherNetworks',
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: [...OBJECT_ACTIONS],
        resources: [this.bucketArn, this.arnForObjects('*')],
        conditions: {
          StringNotEquals: { 'aws:SourceVpc': vpc.vpcId },
          ArnNotEquals: { 'aws:PrincipalArn': Stack.of(this).formatArn(breakGlassRole) },
        },
      }),
    );
  }
}

const WRITE_ACTIONS = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'] as const;

/**
 * Actions that read, list, change, copy or delete data. Prefixes also match actions that S3 adds later. `s3:*Object*` would
 * match settings of the bucket that CloudFormation changes, such as `s3:PutBucketObjectLockConfiguration`.
 */
const OBJECT_ACTIONS = [
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:DeleteObject*',
  's3:GetObject*',
  's3:InitiateReplication',
  's3:ListBucket*',
  's3:ListMultipartUploadParts',
  's3:ListObject*',
  's3:ObjectOwnerOverrideToBucketOwner',
  's3:PutObject*',
  's3:Replicate*',
  's3:RestoreObject',
  's3:UpdateObject*',
] as const;
