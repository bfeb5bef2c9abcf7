import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CLINICAL_PREFIXES } from '../../domain/clinical-note/layout';
import { roleArn } from '../access/boundary/boundary-statements';
import { exceptRoles } from '../bedrock/deny-invoke';
import { CLINICIAN } from '../iam/tag-trust';
import { ClinicalBucket, type ClinicalBucketProps } from './clinical-bucket';

const { signed } = CLINICAL_PREFIXES;

export interface SignedNotesBucketProps extends ClinicalBucketProps {
  /** Name of the only role that can delete a note, if the bucket is kept: it withdraws a signature that does not count. */
  readonly purgeRoleName: string;
}

/**
 * Bucket of signed notes that are kept, with versions. A clinician writes each note once. With `keepData`, no version can be
 * deleted by a request.
 *
 * @example
 * const notes = new SignedNotesBucket(stack, 'SignedNotes', {
 *   namePrefix: 'notes',
 *   encryptionKey: patientKey,
 *   accessLogs,
 *   roleNames: ['clinician', 'records'],
 *   purgeRoleName: 'purge',
 * });
 * notes.grantReadNotes(role);
 */
export class SignedNotesBucket extends ClinicalBucket {
  constructor(scope: Construct, id: string, { purgeRoleName, ...props }: SignedNotesBucketProps) {
    super(scope, id, props, [`${signed}*`]);
    if (props.keepData) this.refuseDeletion(purgeRoleName);
  }

  /** Lets a clinician sign notes below the clinician id that the session carries, and read them. */
  grantSign(grantee: iam.IGrantable): iam.Grant {
    const own = `${signed}${CLINICIAN}/*`;
    return this.grantKeys(grantee, { keys: [own], actions: ['s3:GetObject', 's3:PutObject'] }).combine(
      this.grantList(grantee, [own]),
    );
  }

  /** Lets the grantee read and list every signed note. */
  grantReadNotes(grantee: iam.IGrantable): iam.Grant {
    return this.grantKeys(grantee, { keys: [`${signed}*`], actions: ['s3:GetObject'] }).combine(
      this.grantList(grantee),
    );
  }

  /** Lets the grantee withdraw a signature that does not count: the note gets a delete marker, and stays as a version. */
  grantWithdraw(grantee: iam.IGrantable): iam.Grant {
    return this.grantKeys(grantee, { keys: [`${signed}*`], actions: ['s3:DeleteObject'] }).combine(
      this.grantList(grantee),
    );
  }

  /** Refuses deletion by requests. Lifecycle rules delete without one. */
  private refuseDeletion(purgeRoleName: string): void {
    this.refuse('RefuseDeletion', ['s3:DeleteObject'], ['*'], exceptRoles([roleArn(this, purgeRoleName)]));
    this.refuse('RefuseDeletingVersions', ['s3:DeleteObjectVersion'], ['*']);
  }
}
