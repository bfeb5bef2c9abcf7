import type { Construct } from 'constructs';
import { DenyPolicies } from '../../access/boundary/deny-policies';
import { type ClinicalBoundaryProps, clinicalStatements } from './clinical-statements';

/**
 * The limits of `ClinicalBoundary` as Deny policies, for roles whose boundary is that of the organization.
 *
 * @example
 * const denies = new ClinicalDenyPolicies(stack, 'ClinicalDenies', {
 *   logGroupPrefix: '/clinic',
 *   dataAccessRoleName: 'AmazonHealthScribe-clinic',
 *   stateMachineNames: ['scribing'],
 *   functionNames: ['check-audio'],
 *   topicName: 'scribing',
 *   bucketArns: [patients.literalArn],
 *   outputBucketName: patients.literalName,
 *   patientKey,
 *   encryptionKey: key,
 * });
 * denies.applyTo(stack);
 */
export class ClinicalDenyPolicies extends DenyPolicies {
  constructor(scope: Construct, id: string, props: ClinicalBoundaryProps) {
    super(scope, id, clinicalStatements(scope, props), 'use a shorter name of the row');
  }
}
