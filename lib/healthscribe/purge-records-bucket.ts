import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CLINICAL_PREFIXES } from '../../domain/clinical-note/layout';
import { acknowledgeResource } from '../checks/acknowledge';
import { grantKeyThrough, type KeyAction } from '../encryption/key-grant';
import { DataBucket } from '../storage/data-bucket';

/**
 * Bucket of the records of purges, with versions. They contain no patient data, so that it has the key of the deployment
 * and no network of its own.
 *
 * @example
 * const purges = new PurgeRecordsBucket(stack, 'Purges', { namePrefix: 'purges', encryptionKey: key, accessLogs });
 * purges.grantWriteRecord(role);
 */
export class PurgeRecordsBucket extends DataBucket {
  /** Lets the grantee write records. */
  grantWriteRecord(grantee: iam.IGrantable): iam.Grant {
    return this.grantRecords(grantee, 's3:PutObject', 'kms:GenerateDataKey');
  }

  /** Lets the grantee read the record of a consultation whose id it knows. It cannot list them. */
  grantReadRecord(grantee: iam.IGrantable): iam.Grant {
    return this.grantRecords(grantee, 's3:GetObject', 'kms:Decrypt');
  }

  private grantRecords(grantee: iam.IGrantable, action: string, keyAction: KeyAction): iam.Grant {
    const records = `${this.literalArn}/${CLINICAL_PREFIXES.purges}*`;
    acknowledgeResource(grantee, records, 'The pattern matches only the records of purges of one bucket.');
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [action],
      resourceArns: [records],
      conditions: { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } },
    }).combine(grantKeyThrough(this.storage.encryptionKey, 's3', grantee, keyAction));
  }
}
