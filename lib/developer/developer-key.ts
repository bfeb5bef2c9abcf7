import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { roleArn } from '../access/boundary/boundary-statements';
import { exceptRoles } from '../bedrock/deny-invoke';
import { accountAdministers, refuseOnKey } from '../encryption/key-statements';
import { serviceTrust } from '../iam/service-trust';

/** Principal of Amazon Q Developer, and of Kiro. */
export const DEVELOPER_SERVICE = 'q.amazonaws.com';

/** Context of what S3 encrypts: the bucket, or the object if a writer does not use the bucket key. */
const CONTEXT = 'kms:EncryptionContext:aws:s3:arn';

export interface DeveloperKeyProps {
  /** Alias of the key: `alias/…`. */
  readonly alias: string;
  /** Name of the only role that decrypts prompts. It may be created later. */
  readonly auditorRoleName: string;
  /** Name of the only role that decrypts usage reports. It may be created later. */
  readonly reportReaderRoleName: string;
  /** Name of the bucket of usage reports. */
  readonly reportBucketName: string;
  /**
   * Keeps the key when its stack is deleted. Without the key, everything that it encrypted is lost.
   *
   * @default false
   */
  readonly keepData?: boolean;
}

/**
 * Customer managed key of prompt logs and usage reports, with rotation. The account root user administers it; two Deny
 * statements leave prompts to the auditor and reports to their reader, whatever the policies of others say. The service
 * encrypts for this account and Region only. It cannot be the customer managed key of a profile, which needs grants.
 * An administrator who may change the key policy can remove the Deny; CloudTrail records that.
 *
 * Source: Amazon Q Developer User Guide, "Logging users' prompts in Amazon Q Developer".
 *
 * @example
 * const key = new DeveloperKey(stack, 'Key', {
 *   alias: 'alias/developer',
 *   auditorRoleName: 'auditor',
 *   reportReaderRoleName: 'reports',
 *   reportBucketName: 'reports-111122223333-us-east-1',
 * });
 */
export class DeveloperKey extends kms.Key {
  constructor(scope: Construct, id: string, props: DeveloperKeyProps) {
    super(scope, id, {
      description: 'Encrypts prompt logs and usage reports of Amazon Q Developer and Kiro',
      alias: props.alias,
      enableKeyRotation: true,
      // The longest that KMS offers: a deletion can be canceled during this time.
      pendingWindow: Duration.days(30),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      policy: keyPolicy(scope, props),
    });
  }
}

function keyPolicy(scope: Construct, props: DeveloperKeyProps): iam.PolicyDocument {
  const stack = Stack.of(scope);
  const bucket = stack.formatArn({ service: 's3', region: '', account: '', resource: props.reportBucketName });
  const reports = [bucket, `${bucket}/*`];
  // S3 decrypts for its callers, with their permissions: no service reads in its own name.
  const exceptRole = (name: string) => exceptRoles([roleArn(scope, name)]);
  const decrypting = ['kms:Decrypt', 'kms:ReEncrypt*'];
  return new iam.PolicyDocument({
    statements: [
      accountAdministers(),
      new iam.PolicyStatement({
        sid: 'DeveloperServiceEncrypts',
        principals: [developerServiceOf(stack)],
        actions: ['kms:GenerateDataKey'],
        resources: ['*'],
      }),
      refuseOnKey('OnlyTheAuditorDecryptsPrompts', decrypting, {
        ...exceptRole(props.auditorRoleName),
        StringNotLike: { [CONTEXT]: reports },
      }),
      refuseOnKey('OnlyTheirReaderDecryptsReports', decrypting, {
        ...exceptRole(props.reportReaderRoleName),
        StringLike: { [CONTEXT]: reports },
      }),
      // A grant would get round the statements above, and nothing here needs one.
      refuseOnKey('NoGrants', ['kms:CreateGrant']),
    ],
  });
}

/**
 * Service of Amazon Q Developer and of Kiro when it writes for profiles of this account and Region. AWS documents no narrower
 * resource.
 */
export const developerServiceOf = (stack: Stack): iam.PrincipalBase =>
  serviceTrust(
    DEVELOPER_SERVICE,
    stack.formatArn({ service: 'codewhisperer', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }),
  );
