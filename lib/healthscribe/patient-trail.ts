import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';
import { DataEventTrail, type DataEventTrailProps } from '../storage/data-event-trail';
import type { SecureBucket } from '../storage/secure-bucket';

export interface PatientTrailProps extends Omit<DataEventTrailProps, 'selectors'> {
  /** Buckets whose reads and writes are recorded. */
  readonly buckets: readonly SecureBucket[];
}

/**
 * Trail of CloudTrail that records each read and write of patient data, and nothing else. Its files have the keys of objects,
 * which are random, and who used them.
 *
 * @example
 * new PatientTrail(stack, 'Trail', { trailName: 'patients', encryptionKey: key, files, accessLogs, buckets: [patients] });
 */
export class PatientTrail extends DataEventTrail {
  constructor(scope: Construct, id: string, { buckets, ...props }: PatientTrailProps) {
    const selector = {
      name: 'Patient data',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        { field: 'resources.ARN', startsWith: buckets.map(({ literalArn }) => `${literalArn}/`) },
      ],
    };
    super(scope, id, { ...props, selectors: [selector] });
    acknowledge(this, {
      rule: 'PrivateBedrock-TRAIL1',
      reason:
        'This trail records patient data and nothing else. Evaluations of guardrails are an audit of the account.',
    });
  }
}
