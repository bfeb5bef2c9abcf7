import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { setBoundary } from '../access/boundary/set-boundary';
import { acknowledge, acknowledgeResource } from '../checks/acknowledge';
import { limitPolicySize } from '../checks/policy-size';
import { type DeveloperBoundaryProps, developerStatements } from './developer-statements';

/**
 * Permissions boundary of the roles that read logs of Amazon Q Developer and Kiro: it lets them read two buckets, and denies
 * everything else. A role that has it can call no model and reaches no other data.
 *
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 *
 * @example
 * const boundary = new DeveloperBoundary(stack, 'Boundary', {
 *   bucketArns: [prompts.literalArn, reports.literalArn],
 *   encryptionKey: developerKey,
 * });
 * boundary.applyTo(stack);
 */
export class DeveloperBoundary extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: DeveloperBoundaryProps) {
    const statements = developerStatements(scope, props);
    super(scope, id, {
      description: 'The most that a reader of developer logs may do',
      document: new iam.PolicyDocument({ minimize: true, statements }),
    });
    limitPolicySize(this, 'use a shorter name of the row');
    const reason = 'A permissions boundary grants nothing: it limits roles whose own policies name resources.';
    for (const { resources } of statements) {
      for (const pattern of resources.filter((arn) => arn.endsWith('/*'))) acknowledgeResource(this, pattern, reason);
    }
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
