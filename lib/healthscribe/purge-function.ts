import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENV } from '../../lambda/healthscribe/contract';
import { functionCode } from '../functions/function-code';
import { VpcFunction } from '../functions/vpc-function';
import { RolePolicy } from '../iam/role-policy';
import { OF_A_WORKFLOW, type ScribeFunctionProps } from './check-audio-function';
import type { PurgeRecordsBucket } from './purge-records-bucket';

export interface PurgeFunctionProps extends ScribeFunctionProps {
  /** Bucket of the records of purges. */
  readonly purges: PurgeRecordsBucket;
}

/**
 * Function that deletes everything of a consultation, and writes the record of it. It cannot read any object. Request and
 * response: lambda/healthscribe/contract.ts.
 *
 * @example
 * new PurgeFunction(stack, 'Purge', {
 *   functionName: 'clinic-purge',
 *   roleName: 'clinic-purge',
 *   logGroupName: '/clinic/purge',
 *   network,
 *   encryptionKey: key,
 *   patients,
 *   purges,
 * });
 */
export class PurgeFunction extends VpcFunction {
  constructor(scope: Construct, id: string, props: PurgeFunctionProps) {
    super(scope, id, props, {
      name: 'purge function',
      description: 'Deletes what belongs to a consultation',
      code: functionCode('healthscribe-purge'),
      memorySize: 512,
      timeout: Duration.minutes(15),
      roleName: props.roleName,
      environment: {
        [ENV.patientBucket]: props.patients.literalName,
        [ENV.purgeRecordsBucket]: props.purges.literalName,
      },
      ...OF_A_WORKFLOW,
    });
    const policy = new RolePolicy(this.role, 'PurgePolicy', {
      description: 'Delete objects of consultations, write the record of each purge',
      role: this.role,
    });
    props.patients.grantPurge(policy);
    props.purges.grantWriteRecord(policy);
  }
}
