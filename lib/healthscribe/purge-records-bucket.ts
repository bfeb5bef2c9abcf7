import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CLINICAL_PREFIXES } from '../../domain/clinical-note/layout';
import { acknowledgeResource } from '../checks/acknowledge';
import { grantKeyThrough, type KeyAction } from '../encryption/key-grant';
import { CLINICIAN } from '../iam/tag-trust';
import { DataBucket } from '../storage/data-bucket';
import type { SecureBucketProps } from '../storage/secure-bucket';

const { purges } = CLINICAL_PREFIXES;

/** If the bucket is deleted and another account takes its name, no grant applies to that bucket. */
const OURS = { 'aws:ResourceAccount': Aws.ACCOUNT_ID };

/**
 * Bucket of the records of purges, with versions. Each is written once. They contain no patient data, so that it has the key of the deployment
 * and no network of its own.
 *
 * @example
 * const purges = new PurgeRecordsBucket(stack, 'Purges', { namePrefix: 'purges', encryptionKey: key, accessLogs });
 * purges.grantWriteRecord(role);
 */
export class PurgeRecordsBucket extends DataBucket {
  constructor(scope: Construct, id: string, props: SecureBucketProps) {
    super(scope, id, props);
    this.refuseReplacing([`${purges}*`]);
  }

  /** Lets the grantee write records. None replaces another. */
  grantWriteRecord(grantee: iam.IGrantable): iam.Grant {
    return this.grantRecords(grantee, `${purges}*`, 's3:PutObject', 'kms:GenerateDataKey');
  }

  /** Lets a clinician list and read the records of the consultations below the clinician id that the session carries. */
  grantReadOwnRecords(grantee: iam.IGrantable): iam.Grant {
    const own = `${purges}${CLINICIAN}/*`;
    return this.grantRecords(grantee, own, 's3:GetObject', 'kms:Decrypt').combine(
      iam.Grant.addToPrincipal({
        ...{ grantee, actions: ['s3:ListBucket'], resourceArns: [this.literalArn] },
        conditions: { StringEquals: OURS, StringLike: { 's3:prefix': own } },
      }),
    );
  }

  private grantRecords(grantee: iam.IGrantable, keys: string, action: string, keyAction: KeyAction): iam.Grant {
    const records = `${this.literalArn}/${keys}`;
    acknowledgeResource(grantee, records, 'The pattern matches only the records of purges of one bucket.');
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [action],
      resourceArns: [records],
      conditions: { StringEquals: OURS },
    }).combine(grantKeyThrough(this.storage.encryptionKey, 's3', grantee, keyAction));
  }
}
