import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CLINICAL_PREFIXES } from '../../domain/clinical-note/layout';
import { roleArn } from '../access/boundary/boundary-statements';
import { exceptRoles } from '../bedrock/deny-invoke';
import { CLINICIAN } from '../iam/tag-trust';
import { ClinicalBucket, type ClinicalBucketProps } from './clinical-bucket';

const { signed } = CLINICAL_PREFIXES;

export interface SignedNotesBucketProps extends ClinicalBucketProps {
  /** Name of the only role that can write a note: the function that has checked the signature. */
  readonly keeperRoleName: string;
}

/**
 * Bucket of signed notes that are kept, with versions. Only the function that has checked the signature writes a note, and
 * each once: a clinician hands a note over in the patient bucket. With `keepData`, no note can be deleted by a request.
 *
 * @example
 * const notes = new SignedNotesBucket(stack, 'SignedNotes', {
 *   namePrefix: 'notes',
 *   encryptionKey: patientKey,
 *   accessLogs,
 *   roleNames: ['make-draft', 'clinician', 'records'],
 *   keeperRoleName: 'make-draft',
 * });
 * notes.grantReadNotes(role);
 */
export class SignedNotesBucket extends ClinicalBucket {
  constructor(scope: Construct, id: string, { keeperRoleName, ...props }: SignedNotesBucketProps) {
    super(scope, id, props, [`${signed}*`]);
    this.refuse('RefuseOtherWriters', ['s3:PutObject*'], ['*'], exceptRoles([roleArn(this, keeperRoleName)]));
    // Lifecycle rules delete without a request.
    if (props.keepData) this.refuse('RefuseDeletion', ['s3:DeleteObject', 's3:DeleteObjectVersion'], ['*']);
  }

  /** Lets a clinician read and list the notes below the clinician id that the session carries. */
  grantReadOwnNotes(grantee: iam.IGrantable): iam.Grant {
    const own = `${signed}${CLINICIAN}/*`;
    return this.grantKeys(grantee, { keys: [own], actions: ['s3:GetObject'] }).combine(this.grantList(grantee, [own]));
  }

  /** Lets the grantee keep a note that it has checked, and find one that is kept. */
  grantKeepNotes(grantee: iam.IGrantable): iam.Grant {
    return this.grantKeys(grantee, { keys: [`${signed}*`], actions: ['s3:GetObject', 's3:PutObject'] }).combine(
      this.grantList(grantee),
    );
  }

  /** Lets the grantee read and list every signed note. */
  grantReadNotes(grantee: iam.IGrantable): iam.Grant {
    return this.grantKeys(grantee, { keys: [`${signed}*`], actions: ['s3:GetObject'] }).combine(
      this.grantList(grantee),
    );
  }
}
