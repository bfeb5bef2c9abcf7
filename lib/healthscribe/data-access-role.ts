import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { PatientBucket } from './patient-bucket';
import type { PatientKey } from './patient-key';

const SERVICE = 'transcribe.amazonaws.com';

export interface DataAccessRoleProps {
  readonly roleName: string;
  readonly bucket: PatientBucket;
  readonly encryptionKey: PatientKey;
}

/**
 * Role that HealthScribe assumes for the jobs of this account: it reads recordings and writes their outputs, and nothing
 * else. HealthScribe assumes it in its own network, so that a bucket policy about the VPC must exempt it.
 *
 * Sources: Amazon Transcribe Developer Guide, "AWS HealthScribe transcription jobs" and "Data encryption at rest for AWS
 * HealthScribe". Not verified: that HealthScribe lists no bucket.
 *
 * @example
 * const dataAccess = new DataAccessRole(stack, 'DataAccess', {
 *   roleName: 'AmazonHealthScribe-clinic',
 *   bucket: patients,
 *   encryptionKey: patientKey,
 * });
 * dataAccess.grantPass(workflowRole);
 */
export class DataAccessRole extends iam.Role {
  constructor(scope: Construct, id: string, { roleName, bucket, encryptionKey }: DataAccessRoleProps) {
    super(scope, id, {
      roleName,
      description: 'Assumed by AWS HealthScribe to read recordings and write their outputs',
      assumedBy: serviceTrust(
        SERVICE,
        Stack.of(scope).formatArn({
          ...{ service: 'transcribe', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME },
        }),
      ),
    });
    const policy = new RolePolicy(this, 'Policy', { description: 'Read recordings, write outputs', role: this });
    bucket.grantTranscribe(policy);
    encryptionKey.grantThroughHealthScribe(policy);
  }

  /** Lets the grantee pass the role to HealthScribe, and to no other service. */
  grantPass(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['iam:PassRole'],
      resourceArns: [this.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': SERVICE } },
    });
  }
}
