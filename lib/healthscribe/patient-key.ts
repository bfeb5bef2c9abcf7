import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { roleArn } from '../access/boundary/boundary-statements';
import { exceptRoles } from '../bedrock/deny-invoke';
import { acknowledgeResource } from '../checks/acknowledge';
import { grantKeyThrough } from '../encryption/key-grant';
import { accountAdministers, refuseOnKey } from '../encryption/key-statements';

/** Context of what Step Functions encrypts for a state machine. */
const MACHINE_CONTEXT = 'kms:EncryptionContext:aws:states:stateMachineArn';

/** Actions that read or write what the key protects. */
const USE_ACTIONS = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'] as const;

export interface PatientKeyProps {
  /** Alias of the key: `alias/…`. */
  readonly alias: string;
  /** Names of the only roles that can read or write patient data. They may be created later. */
  readonly roleNames: readonly string[];
  /** ARNs of the state machines whose executions the key encrypts. */
  readonly stateMachineArns: { readonly scribing: string; readonly purging: string };
  /**
   * Keeps the key when its stack is deleted. Without the key, everything that it encrypted is lost.
   *
   * @default false
   */
  readonly keepData?: boolean;
}

/**
 * Customer managed key of patient data, with rotation. The account root user administers it, so that identity policies
 * apply; a Deny leaves its use to the named roles, whatever the policies of others say. What Step Functions encrypts for the
 * state machines has no patient data, and is exempt: CloudFormation and the rule that starts executions need it.
 * An administrator who may change the key policy can remove the Deny; CloudTrail records that.
 *
 * Sources: AWS KMS Developer Guide, "kms:EncryptionContext"; AWS Step Functions Developer Guide, "Data at rest encryption".
 *
 * @example
 * const key = new PatientKey(stack, 'PatientKey', {
 *   alias: 'alias/patients',
 *   roleNames: ['clinician'],
 *   stateMachineArns: {
 *     scribing: 'arn:aws:states:us-east-1:111122223333:stateMachine:scribing',
 *     purging: 'arn:aws:states:us-east-1:111122223333:stateMachine:purging',
 *   },
 * });
 */
export class PatientKey extends kms.Key {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: PatientKeyProps,
  ) {
    super(scope, id, {
      description: `Encrypts the patient data of ${props.alias.replace('alias/', '')}`,
      alias: props.alias,
      enableKeyRotation: true,
      // The longest that KMS offers: a deletion can be canceled during this time.
      pendingWindow: Duration.days(30),
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      policy: keyPolicy(scope, props),
    });
  }

  /** Lets the grantee read objects, in requests to S3 only. */
  grantReadThroughS3(grantee: iam.IGrantable): iam.Grant {
    return grantKeyThrough(this, 's3', grantee, 'kms:Decrypt');
  }

  /** Lets the grantee read and write objects, in requests to S3 only. The parts of a large object need both. */
  grantWriteThroughS3(grantee: iam.IGrantable): iam.Grant {
    return grantKeyThrough(this, 's3', grantee, 'kms:Decrypt', 'kms:GenerateDataKey');
  }

  /**
   * Lets the grantee use the key for executions of one state machine, and for nothing else: Step Functions sets the context.
   * Its execution role needs that, and who reads an execution or ends a wait, as far as AWS documents it.
   */
  grantExecutions(grantee: iam.IGrantable, of: keyof PatientKeyProps['stateMachineArns'] = 'scribing'): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resourceArns: [this.keyArn],
      conditions: { StringEquals: { [MACHINE_CONTEXT]: this.props.stateMachineArns[of] } },
    });
  }

  /**
   * Lets the grantee end the wait of an execution whose task token it has: the token is the proof, since IAM defines no
   * resource for the action.
   */
  grantSignal(grantee: iam.IGrantable): iam.Grant {
    acknowledgeResource(grantee, '*', 'IAM defines no resource for SendTaskSuccess; only the token names the task.');
    return iam.Grant.addToPrincipal({ grantee, actions: ['states:SendTaskSuccess'], resourceArns: ['*'] }).combine(
      this.grantExecutions(grantee),
    );
  }

  /**
   * Lets the grantee use the key in requests to HealthScribe: its data access role, and who starts jobs.
   * Source: Amazon Transcribe Developer Guide, "Data encryption at rest for AWS HealthScribe".
   */
  grantThroughHealthScribe(grantee: iam.IGrantable): iam.Grant {
    return grantKeyThrough(
      this,
      'transcribe',
      grantee,
      ...(['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'] as const),
    );
  }
}

function keyPolicy(scope: Construct, { roleNames, stateMachineArns }: PatientKeyProps): iam.PolicyDocument {
  const roles = roleNames.map((name) => roleArn(scope, name));
  return new iam.PolicyDocument({
    statements: [
      accountAdministers(),
      refuseOnKey('OnlyClinicalRoles', USE_ACTIONS, {
        ...exceptRoles(roles),
        // What was encrypted with this context can only be decrypted with it: never an object of S3.
        StringNotEquals: { [MACHINE_CONTEXT]: Object.values(stateMachineArns) },
      }),
      // A grant would get round the statement above, and nothing here needs one.
      refuseOnKey('NoGrantsAndNoCopies', ['kms:CreateGrant', 'kms:ReEncrypt*']),
    ],
  });
}
