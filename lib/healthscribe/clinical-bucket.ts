import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { roleArn } from '../access/boundary/boundary-statements';
import { exceptRoles } from '../bedrock/deny-invoke';
import { acknowledgeResource } from '../checks/acknowledge';
import { DataBucket, type OnlyNetwork } from '../storage/data-bucket';
import type { SecureBucketProps } from '../storage/secure-bucket';
import type { PatientKey } from './patient-key';

export interface ClinicalBucketProps extends Omit<SecureBucketProps, 'encryptionKey' | 'expiration'> {
  readonly encryptionKey: PatientKey;
  /** Names of the only roles that can read or write its objects. They may be created later. */
  readonly roleNames: readonly string[];
  /**
   * Refuses reads and writes of objects from outside a VPC. HealthScribe reads and writes from its own network.
   *
   * @default - the network is not restricted
   */
  readonly onlyNetwork?: OnlyNetwork | undefined;
  /**
   * Names of roles that may use presigned URLs: that of a service that does not say how it signs its requests.
   *
   * @default - none
   */
  readonly headerless?: readonly string[];
}

/** Keys of objects, as patterns below one bucket, and what may be done with them. */
interface KeysGrant {
  readonly keys: readonly string[];
  readonly actions: readonly string[];
}

/**
 * Actions that read or write an object. Deletions and lists are left to the policies of the account: who deletes the stack
 * must be able to empty the bucket, and a key has no patient data.
 */
const CONTENT_ACTIONS = ['s3:GetObject*', 's3:PutObject*', 's3:RestoreObject', 's3:InitiateReplication'] as const;

/**
 * Bucket with patient data. A Deny leaves its objects to the named roles, whatever the policies of others say. Objects under
 * some keys are written once: no later upload replaces them.
 */
export abstract class ClinicalBucket extends DataBucket {
  private readonly patientKey: PatientKey;

  /** @param writeOnce patterns of the keys whose objects no upload replaces */
  constructor(
    scope: Construct,
    id: string,
    { roleNames, onlyNetwork, headerless = [], ...props }: ClinicalBucketProps & Pick<SecureBucketProps, 'expiration'>,
    writeOnce: readonly string[],
  ) {
    super(scope, id, props);
    this.patientKey = props.encryptionKey;
    this.refuseOtherRoles(roleNames);
    this.refuseReplacing(writeOnce);
    this.refusePresignedUrls(headerless);
    if (onlyNetwork) this.refuseOtherNetworks(onlyNetwork);
  }

  /** Lets the grantee use actions on the objects with these keys, and read them through the key. */
  protected grantKeys(grantee: iam.IGrantable, { keys, actions }: KeysGrant): iam.Grant {
    const objects = keys.map((key) => `${this.literalArn}/${key}`);
    for (const arn of objects) {
      acknowledgeResource(
        grantee,
        arn,
        'The pattern matches only objects of one bucket, of the kind that its key names.',
      );
    }
    const grant = iam.Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns: objects, conditions: OURS });
    if (actions.includes('s3:PutObject')) return grant.combine(this.patientKey.grantWriteThroughS3(grantee));
    return actions.includes('s3:GetObject') ? grant.combine(this.patientKey.grantReadThroughS3(grantee)) : grant;
  }

  /** Lets the grantee list uploads that were not completed. */
  protected grantListUploads(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      ...{ grantee, actions: ['s3:ListBucketMultipartUploads'], resourceArns: [this.literalArn], conditions: OURS },
    });
  }

  /**
   * Lets the grantee list keys. Without a limit on the prefix, S3 also tells it a missing object from a forbidden one.
   *
   * @param prefixes the only prefixes that a list may have; none for any
   */
  protected grantList(grantee: iam.IGrantable, prefixes: readonly string[] = []): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.literalArn],
      conditions: { ...OURS, ...(prefixes.length > 0 && { StringLike: { 's3:prefix': [...prefixes] } }) },
    });
  }

  /**
   * Refuses presigned URLs: whoever gets one reads the object, or writes it, without an identity of their own.
   * Source: Amazon S3 User Guide, "Amazon S3 Signature Version 4 authentication specific policy keys".
   */
  private refusePresignedUrls(exemptRoleNames: readonly string[]): void {
    const roles = exemptRoleNames.map((name) => roleArn(this, name));
    this.refuse('RefusePresignedUrls', CONTENT_ACTIONS, ['*'], {
      StringEquals: { 's3:authType': 'REST-QUERY-STRING' },
      ...(roles.length > 0 && exceptRoles(roles)),
    });
  }

  /** Refuses the content of objects to every principal but the named roles. */
  private refuseOtherRoles(roleNames: readonly string[]): void {
    const roles = roleNames.map((name) => roleArn(this, name));
    this.refuse('RefuseOtherRoles', CONTENT_ACTIONS, ['*'], exceptRoles(roles));
  }
}

/** If the bucket is deleted and another account takes its name, no grant applies to that bucket. */
const OURS = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
