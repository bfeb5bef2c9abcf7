import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { setBoundary } from '../../access/boundary/set-boundary';
import { acknowledge, acknowledgeResource } from '../../checks/acknowledge';
import { limitPolicySize } from '../../checks/policy-size';
import { executionsOf, type SpendBoundaryProps, spendStatements } from './spend-statements';

/**
 * Permissions boundary of the roles of the breaker. It lists what is possible and denies the rest: one Deny policy on the roles
 * of this deployment, the concurrency of its functions, and the topic. No role that can call a model has it, and no role that
 * has it can call a model. The boundary of all others has none of these actions: nobody there can disarm the breaker.
 *
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 *
 * @example
 * const boundary = new SpendBoundary(stack, 'SpendBoundary', {
 *   targets: { roles: [role], functions: [{ name: 'chat', reserved: 10 }] },
 *   stopPolicy,
 *   stateMachineName: 'chat-breaker',
 *   topicArn: alarmTopic.topicArn,
 *   encryptionKey: key,
 * });
 * boundary.applyTo(stack);
 */
export class SpendBoundary extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: SpendBoundaryProps) {
    super(scope, id, {
      description: 'The most that a role of the breaker may do',
      document: new iam.PolicyDocument({ minimize: true, statements: spendStatements(scope, props) }),
    });
    limitPolicySize(this, 'use a shorter name of the row');
    const reason = 'A permissions boundary grants nothing: it limits roles whose own policies name resources.';
    acknowledgeResource(this, '*', reason);
    acknowledgeResource(this, executionsOf(this, props), reason);
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
