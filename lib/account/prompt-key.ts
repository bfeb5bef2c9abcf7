import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { roleArn } from '../access/boundary/boundary-statements';
import { exceptRoles } from '../bedrock/deny-invoke';
import { grantKeyThrough, type KeyService } from '../encryption/key-grant';
import { accountAdministers, logsEncrypt, refuseOnKey, trailEncrypts } from '../encryption/key-statements';
import { serviceTrust } from '../iam/service-trust';

export interface PromptKeyProps {
  /** Alias of the key: `alias/…`. */
  readonly alias: string;
  /**
   * Beginning of the names of the log groups that the key encrypts, without the last `/`.
   *
   * @default - CloudWatch Logs cannot use the key
   */
  readonly logGroupPrefix?: string | undefined;
  /** Name of the only role that decrypts. It may be created later. */
  readonly auditorRoleName: string;
  /**
   * Lets Bedrock encrypt large data of invocation logs.
   *
   * @default false
   */
  readonly encryptsInvocationLogs?: boolean;
  /**
   * Name of the trail of CloudTrail whose files the key encrypts.
   *
   * @default - CloudTrail cannot use the key
   */
  readonly trailName?: string | undefined;
  /**
   * Keeps the key when its stack is deleted. Without the key, everything that it encrypted is lost.
   *
   * @default false
   */
  readonly keepData?: boolean;
}

/**
 * Customer managed key of prompts, answers and audit events, with rotation. The account root user administers it; a Deny
 * leaves decryption to the auditor, whatever the policies of others say. CloudWatch Logs, Bedrock and CloudTrail use it in
 * their own names, each for its own resource. An administrator who may change the key policy can remove the Deny; CloudTrail
 * records that.
 *
 * Sources: Amazon Bedrock User Guide, "Monitor model invocation using CloudWatch Logs and Amazon S3"; CloudWatch Logs User
 * Guide, "Encrypt log data in CloudWatch Logs using AWS KMS".
 *
 * @example
 * const key = new PromptKey(stack, 'Key', {
 *   alias: 'alias/prompts',
 *   logGroupPrefix: '/prompts',
 *   auditorRoleName: 'auditor',
 *   encryptsInvocationLogs: true,
 * });
 */
export class PromptKey extends kms.Key {
  private readonly services: readonly KeyService[];

  constructor(scope: Construct, id: string, props: PromptKeyProps) {
    super(scope, id, {
      description: 'Encrypts copies of prompts and answers, and audit events',
      alias: props.alias,
      enableKeyRotation: true,
      // The longest that KMS offers: a deletion can be canceled during this time.
      pendingWindow: Duration.days(30),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      policy: keyPolicy(scope, props),
    });
    this.services = props.logGroupPrefix === undefined ? ['s3'] : ['s3', 'logs'];
  }

  /**
   * Lets the grantee read what the key encrypts, in requests to S3 and, for log groups, to CloudWatch Logs: that service
   * decrypts in its own name, or in that of its caller. AWS documents both.
   */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    return grantKeyThrough(this, this.services, grantee, 'kms:Decrypt');
  }
}

function keyPolicy(scope: Construct, props: PromptKeyProps): iam.PolicyDocument {
  const stack = Stack.of(scope);
  return new iam.PolicyDocument({
    statements: [
      accountAdministers(),
      ...(props.logGroupPrefix === undefined ? [] : [logsEncrypt(stack, props.logGroupPrefix)]),
      ...(props.encryptsInvocationLogs
        ? [
            new iam.PolicyStatement({
              sid: 'BedrockEncryptsLargeData',
              principals: [bedrockOf(stack)],
              actions: ['kms:GenerateDataKey'],
              resources: ['*'],
            }),
          ]
        : []),
      ...(props.trailName === undefined ? [] : [trailEncrypts(stack, props.trailName)]),
      refuseOnKey('OnlyTheAuditorDecrypts', ['kms:Decrypt', 'kms:ReEncrypt*'], {
        ...exceptRoles([roleArn(scope, props.auditorRoleName)]),
        // CloudWatch Logs decrypts what it stores. No other service reads.
        ...(props.logGroupPrefix !== undefined && { Bool: { 'aws:PrincipalIsAWSService': 'false' } }),
      }),
      // A grant would get round the statement above, and nothing here needs one.
      refuseOnKey('NoGrants', ['kms:CreateGrant']),
    ],
  });
}

/** Bedrock when it writes invocation logs of this account and Region. AWS documents no narrower resource. */
export const bedrockOf = (stack: Stack): iam.PrincipalBase =>
  serviceTrust(
    'bedrock.amazonaws.com',
    stack.formatArn({ service: 'bedrock', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }),
  );
