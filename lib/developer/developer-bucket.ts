import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { roleArn } from '../access/boundary/boundary-statements';
import { exceptRoles } from '../bedrock/deny-invoke';
import { acknowledge, acknowledgeResource } from '../checks/acknowledge';
import { grantKeyThrough } from '../encryption/key-grant';
import { SecureBucket, type SecureBucketProps } from '../storage/secure-bucket';
import { DEVELOPER_SERVICE, type DeveloperKey, developerServiceOf } from './developer-key';

export interface DeveloperBucketProps
  extends Omit<SecureBucketProps, 'encryptionKey' | 'noncurrentRetention' | 'objectLock'> {
  readonly encryptionKey: DeveloperKey;
  readonly expiration: NonNullable<SecureBucketProps['expiration']>;
  /** Prefix of the objects, without a slash at its end. The service requires one. */
  readonly prefix: string;
  /** Name of the only role that reads objects. It may be created later. */
  readonly readerRoleName: string;
}

/**
 * Bucket that Amazon Q Developer or Kiro writes logs of one kind into. Only the service writes, below one prefix; a Deny leaves
 * its objects to one role, whatever the policies of others say. Nothing is written before a person turns the log on in the
 * console.
 *
 * Source: Amazon Q Developer User Guide, "Logging users' prompts in Amazon Q Developer".
 *
 * @example
 * const bucket = new DeveloperBucket(stack, 'Prompts', {
 *   namePrefix: 'prompts',
 *   prefix: 'prompts',
 *   encryptionKey: developerKey,
 *   accessLogs,
 *   expiration: Duration.days(30),
 *   readerRoleName: 'auditor',
 * });
 * bucket.grantRead(role);
 */
export class DeveloperBucket extends SecureBucket {
  private readonly prefix: string;
  private readonly key: DeveloperKey;

  constructor(scope: Construct, id: string, { prefix, readerRoleName, ...props }: DeveloperBucketProps) {
    super(scope, id, props);
    this.prefix = `${prefix}/`;
    this.key = props.encryptionKey;
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'DeveloperServiceWrites',
        principals: [developerServiceOf(Stack.of(this))],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects(`${this.prefix}*`)],
      }),
    );
    this.refuseObjects('OnlyOneRoleReads', READ_ACTIONS, exceptRoles([roleArn(this, readerRoleName)]));
    this.refuseObjects('OnlyTheServiceWrites', ['s3:PutObject*'], {
      StringNotEquals: { 'aws:PrincipalServiceName': DEVELOPER_SERVICE },
    });
    const reason = 'Logs expire: an old version would outlive the retention that the row promises.';
    acknowledge(
      this,
      { rule: 'HIPAA.Security-S3BucketVersioningEnabled', reason },
      { rule: 'NIST.800.53.R5-S3BucketVersioningEnabled', reason },
    );
  }

  /** Lets the grantee list and read the objects, through the key. */
  override grantRead(grantee: iam.IGrantable): iam.Grant {
    const objects = `${this.literalArn}/${this.prefix}*`;
    acknowledgeResource(grantee, objects, 'The pattern matches the logs in one bucket.');
    // If the bucket is deleted and another account takes its name, the grant must not apply to that bucket.
    const conditions = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
    const allow = (action: string, arn: string) =>
      iam.Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [arn], conditions });
    return allow('s3:GetObject', objects)
      .combine(allow('s3:ListBucket', this.literalArn))
      .combine(grantKeyThrough(this.key, 's3', grantee, 'kms:Decrypt'));
  }

  private refuseObjects(sid: string, actions: readonly string[], conditions: iam.Conditions): void {
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        ...{ sid, effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()], conditions },
        actions: [...actions],
        resources: [this.arnForObjects('*')],
      }),
    );
  }
}

/** Actions that read, restore or copy an object. Deletions are left to the policies of the account, as elsewhere. */
const READ_ACTIONS = ['s3:GetObject*', 's3:InitiateReplication', 's3:RestoreObject'] as const;
