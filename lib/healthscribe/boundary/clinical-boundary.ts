import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { setBoundary } from '../../access/boundary/set-boundary';
import { acknowledge, acknowledgeResource } from '../../checks/acknowledge';
import { limitPolicySize } from '../../checks/policy-size';
import { type ClinicalBoundaryProps, clinicalStatements } from './clinical-statements';

/**
 * Permissions boundary of every role that works with patient data. It lists what is possible and denies the rest: the buckets
 * and keys of HealthScribe, its jobs with our bucket and key, and the functions, the workflow and the notices of this deployment.
 * No other role of a deployment has it, and a role that has it can call no model.
 *
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 *
 * @example
 * const boundary = new ClinicalBoundary(stack, 'ClinicalBoundary', {
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
 * boundary.applyTo(stack);
 */
export class ClinicalBoundary extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: ClinicalBoundaryProps) {
    super(scope, id, {
      description: 'The most that a role with patient data may do',
      document: new iam.PolicyDocument({ minimize: true }),
    });
    const statements = clinicalStatements(this, props);
    this.addStatements(...statements);
    limitPolicySize(this, 'use a shorter name of the row');
    const reason = 'A permissions boundary grants nothing: it limits roles whose own policies name resources.';
    const patterns = statements.flatMap(({ resources }) => resources).filter((arn) => arn.includes('*'));
    for (const pattern of new Set(patterns)) acknowledgeResource(this, pattern, reason);
    acknowledge(
      this,
      { rule: 'HIPAA.Security-IAMPolicyNoStatementsWithFullAccess', reason },
      { rule: 'NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess', reason },
    );
  }

  /** Makes this the permissions boundary of every role in this scope. */
  applyTo(scope: IConstruct): void {
    setBoundary(scope, () => this.managedPolicyArn);
  }
}
