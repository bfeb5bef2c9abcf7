import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import { acknowledgeResource } from '../checks/acknowledge-resource';
import { grantKeyThrough, type KeyAction } from '../encryption/key-grant';
import { SecureBucket, type SecureBucketProps } from './secure-bucket';

export interface FineTuningBucketProps extends SecureBucketProps {
  /** Refuses reads and writes of objects from outside this VPC. @default - reachable from anywhere, by those who may */
  readonly vpcOnly?: VpcOnly;
}

export interface VpcOnly {
  readonly vpcId: string;
  /** The one role that may come from elsewhere. */
  readonly breakGlassRoleArn: string;
}

/**
 * Labelled examples in, training metrics out. Each prefix has verbs of its own, and each verb gives IAM, key and prefix
 * together, so that nobody can hold one without the others.
 */
export class FineTuningBucket extends SecureBucket {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FineTuningBucketProps,
  ) {
    super(scope, id, props);
    // What is uploaded is told to EventBridge. The CDK's own switch brings a function and a role that may change any bucket.
    (this.node.defaultChild as s3.CfnBucket).addPropertyOverride('NotificationConfiguration', {
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    if (props.vpcOnly) this.refuseOtherNetworks(props.vpcOnly);
  }

  /** Read training and validation data. */
  grantReadDataset(grantee: iam.IGrantable): void {
    this.grantObjects(grantee, PREFIXES.datasets, ['s3:GetObject'], ['kms:Decrypt']);
  }

  /** Upload training data; large files in parts, whose encryption takes Decrypt as well. */
  grantWriteDatasets(grantee: iam.IGrantable): void {
    this.grantObjects(grantee, PREFIXES.datasets, WRITE, ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  /** Read what jobs left: metrics, reports. */
  grantReadArtifacts(grantee: iam.IGrantable): void {
    this.grantObjects(grantee, PREFIXES.artifacts, ['s3:GetObject'], ['kms:Decrypt']);
  }

  /** Leave metrics and reports, and read them back, as a customization job does. */
  grantWriteArtifacts(grantee: iam.IGrantable): void {
    this.grantObjects(grantee, PREFIXES.artifacts, ['s3:GetObject', ...WRITE], ['kms:Decrypt', 'kms:GenerateDataKey']);
  }

  private grantObjects(
    grantee: iam.IGrantable,
    prefix: string,
    actions: readonly string[],
    keyActions: readonly KeyAction[],
  ): void {
    const objects = `${this.arnInPolicies}/${prefix}*`;
    // Were the bucket ever deleted and its name taken by somebody else, the grant must not follow the name.
    const ours = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
    iam.Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: [objects], conditions: ours });
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.arnInPolicies],
      conditions: { ...ours, StringLike: { 's3:prefix': `${prefix}*` } },
    });
    grantKeyThrough(this.props.encryptionKey, 's3', grantee, ...keyActions);
    acknowledgeResource(
      grantee,
      objects,
      `Every object below ${prefix} of one bucket: the prefix is the room that the verb opens.`,
    );
  }

  /**
   * A Bedrock customization job with a VPC configuration reads and writes through interfaces in our subnets, by our S3
   * gateway endpoint: its requests carry our VPC and pass (User Guide, "Protect jobs using a VPC"). A laptop does not.
   * The bucket's settings stay reachable, or CloudFormation could not delete what it made.
   */
  private refuseOtherNetworks({ vpcId, breakGlassRoleArn }: VpcOnly): void {
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'RefuseOtherNetworks',
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: [...OBJECT_ACTIONS],
        resources: [this.bucketArn, this.arnForObjects('*')],
        conditions: {
          StringNotEquals: { 'aws:SourceVpc': vpcId },
          ArnNotEquals: { 'aws:PrincipalArn': breakGlassRoleArn },
        },
      }),
    );
  }
}

const WRITE = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'] as const;

/**
 * Everything that reads, lists, changes, copies or deletes data, by the beginnings of the actions' names, so that what S3
 * adds to them is refused as well. Not `s3:*Object*`: the bucket's own settings (`s3:PutBucketObjectLockConfiguration`)
 * are for CloudFormation to change.
 */
const OBJECT_ACTIONS = [
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:DeleteObject*',
  's3:GetObject*',
  's3:InitiateReplication',
  's3:ListBucket*',
  's3:ListMultipartUploadParts',
  's3:PutObject*',
  's3:Replicate*',
  's3:RestoreObject',
  's3:UpdateObject*',
] as const;
