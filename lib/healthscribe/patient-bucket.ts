import { Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CLINICAL_PREFIXES, draftKeys, outputKeys, recordingPatterns } from '../../domain/clinical-note/layout';
import { acknowledge } from '../checks/acknowledge';
import { CLINICIAN } from '../iam/tag-trust';
import { WRITE_ACTIONS } from '../storage/data-bucket';
import { ClinicalBucket, type ClinicalBucketProps } from './clinical-bucket';

const { audio, drafts, jobs, signed } = CLINICAL_PREFIXES;

/** Keys of the drafts of every clinician, and of one. */
const ALL = draftKeys({ clinician: '*', consultation: '*' });
const OWN = draftKeys({ clinician: CLINICIAN, consultation: '*' });

/**
 * Bucket of recordings, outputs of HealthScribe, drafts, and signed notes until they are checked. It keeps no versions, and deletes
 * after one day what no purge has deleted. Nobody replaces a recording, a claim, a draft or a signed note. Uploads are events
 * on the default event bus of EventBridge.
 *
 * @example
 * const bucket = new PatientBucket(stack, 'Patients', {
 *   namePrefix: 'patients',
 *   encryptionKey: patientKey,
 *   accessLogs,
 *   roleNames: ['clinician'],
 * });
 * bucket.grantReview(role);
 */
export class PatientBucket extends ClinicalBucket {
  constructor(scope: Construct, id: string, props: ClinicalBucketProps) {
    super(scope, id, { ...props, expiration: Duration.days(1) }, [`${audio}*`, ALL.claim, ALL.draft, `${signed}*`]);
    this.sendEvents();
    const reason = 'A version would keep what a purge deletes. Each object is written once, and deleted within a day.';
    acknowledge(
      this,
      { rule: 'HIPAA.Security-S3BucketVersioningEnabled', reason },
      { rule: 'NIST.800.53.R5-S3BucketVersioningEnabled', reason },
    );
  }

  /** Lets the data access role of HealthScribe read recordings and write the outputs of jobs. The role has the key by a grant of its own. */
  grantTranscribe(grantee: iam.IGrantable): iam.Grant {
    const outputs = outputKeys(`${jobs}*`);
    return this.grantKeys(grantee, { keys: [`${audio}*`], actions: ['s3:GetObject'] }).combine(
      this.grantKeys(grantee, { keys: [outputs.transcript, outputs.summary], actions: ['s3:PutObject'] }),
    );
  }

  /** Lets the grantee read recordings, and claim a consultation for an execution. */
  grantCheckAudio(grantee: iam.IGrantable): iam.Grant {
    return this.grantKeys(grantee, { keys: [`${audio}*`], actions: ['s3:GetObject'] })
      .combine(this.grantKeys(grantee, { keys: [ALL.claim], actions: ['s3:GetObject', 's3:PutObject'] }))
      .combine(this.grantList(grantee));
  }

  /** Lets the grantee read the outputs of a job, write the draft and its token, and read the review and the signed note. */
  grantMakeDraft(grantee: iam.IGrantable): iam.Grant {
    const outputs = outputKeys(`${jobs}*`);
    return this.grantKeys(grantee, {
      keys: [outputs.transcript, outputs.summary, ALL.review, `${signed}*`],
      actions: ['s3:GetObject'],
    })
      .combine(this.grantKeys(grantee, { keys: [ALL.draft, ALL.token], actions: ['s3:GetObject', 's3:PutObject'] }))
      .combine(this.grantList(grantee));
  }

  /** Lets the grantee delete every object and abort every upload. It can read none of them. */
  grantPurge(grantee: iam.IGrantable): iam.Grant {
    return this.grantKeys(grantee, { keys: ['*'], actions: ['s3:AbortMultipartUpload', 's3:DeleteObject'] })
      .combine(this.grantList(grantee))
      .combine(this.grantListUploads(grantee));
  }

  /**
   * Lets a clinician upload recordings, read the drafts of them and write reviews: only below the clinician id that the
   * session carries, and recordings only under random keys.
   */
  grantReview(grantee: iam.IGrantable): iam.Grant {
    const prefixes = [audio, drafts, signed].map((room) => `${room}${CLINICIAN}/*`);
    return this.grantKeys(grantee, { keys: recordingPatterns(CLINICIAN), actions: ['s3:GetObject', ...WRITE_ACTIONS] })
      .combine(this.grantKeys(grantee, { keys: [OWN.draft, OWN.token], actions: ['s3:GetObject'] }))
      .combine(this.grantKeys(grantee, { keys: [OWN.review], actions: ['s3:GetObject', 's3:PutObject'] }))
      .combine(this.grantList(grantee, prefixes));
  }

  /** Lets a clinician hand over signed notes, which the workflow then checks. */
  grantSign(grantee: iam.IGrantable): iam.Grant {
    return this.grantKeys(grantee, { keys: [`${signed}${CLINICIAN}/*`], actions: ['s3:GetObject', 's3:PutObject'] });
  }
}
