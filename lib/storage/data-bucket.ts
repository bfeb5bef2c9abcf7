import { Aws, Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledgeResource } from '../checks/acknowledge';
import { grantKeyThrough, type KeyAction } from '../encryption/key-grant';
import { SecureBucket, type SecureBucketProps } from './secure-bucket';

/** Network from which the objects of a bucket can be reached, and the roles that it does not bind, if any. */
export interface OnlyNetwork {
  /** VPC with an S3 gateway endpoint. */
  readonly vpc: Pick<ec2.IVpc, 'vpcId'>;
  /** Names of the roles of this account that are exempt. They may be created later. */
  readonly exemptRoleNames: readonly string[];
}

/** Grant of one prefix: actions on its objects, and on the key through S3. */
export interface ObjectGrant {
  readonly prefix: string;
  readonly actions: readonly string[];
  readonly keyActions: readonly KeyAction[];
}

/** Bucket for data that people upload and functions read: a secure bucket whose subclasses give each prefix its grants. */
export abstract class DataBucket extends SecureBucket {
  constructor(
    scope: Construct,
    id: string,
    protected readonly storage: SecureBucketProps,
  ) {
    super(scope, id, storage);
  }

  /** Makes each upload and deletion an event on the default event bus of EventBridge. */
  protected sendEvents(): void {
    // The CDK's property `eventBridgeEnabled` adds a function, and a role that may change every bucket.
    (this.node.defaultChild as s3.CfnBucket).addPropertyOverride('NotificationConfiguration', {
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  }

  /** Gives IAM, key and prefix together: the actions on the objects, their list, and the key through S3. */
  protected grantObjects(grantee: iam.IGrantable, { prefix, actions, keyActions }: ObjectGrant): iam.Grant {
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
      .combine(grantKeyThrough(this.storage.encryptionKey, 's3', grantee, ...keyActions));
  }

  /**
   * Refuses an upload that could replace an object: one without `If-None-Match: *`. The parts of a multipart upload cannot
   * have the header; its completion must.
   * Source: Amazon S3 User Guide, "Enforce conditional writes on Amazon S3 buckets".
   */
  protected refuseReplacing(keys: readonly string[]): void {
    this.refuse('RefuseReplacing', ['s3:PutObject'], keys, {
      Bool: { 's3:ObjectCreationOperation': 'true' },
      StringNotEquals: { 's3:if-none-match': '*' },
    });
  }

  protected refuse(
    sid: string,
    actions: readonly string[],
    keys: readonly string[],
    conditions: iam.Conditions = {},
  ): void {
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid,
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: [...actions],
        resources: keys.map((key) => this.arnForObjects(key)),
        conditions,
      }),
    );
  }

  /**
   * Refuses requests for objects that do not come through the VPC. The settings of the bucket are exempt: CloudFormation
   * must be able to change and delete the bucket.
   */
  protected refuseOtherNetworks({ vpc, exemptRoleNames }: OnlyNetwork): void {
    const exempt = exemptRoleNames.map((resourceName) =>
      Stack.of(this).formatArn({ service: 'iam', region: '', resource: 'role', resourceName }),
    );
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'RefuseOtherNetworks',
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: [...OBJECT_ACTIONS],
        resources: [this.bucketArn, this.arnForObjects('*')],
        conditions: {
          StringNotEquals: { 'aws:SourceVpc': vpc.vpcId },
          ...(exempt.length > 0 && { ArnNotEquals: { 'aws:PrincipalArn': exempt.length > 1 ? exempt : exempt[0] } }),
        },
      }),
    );
  }
}

/** Actions that upload an object, in one piece or in parts. */
export const WRITE_ACTIONS = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'] as const;

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
