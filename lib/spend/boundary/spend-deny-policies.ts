import type { Construct } from 'constructs';
import { DenyPolicies } from '../../access/boundary/deny-policies';
import { type SpendBoundaryProps, spendStatements } from './spend-statements';

/**
 * The limits of `SpendBoundary` as Deny policies, for roles whose boundary is that of the organization.
 *
 * @example
 * const denies = new SpendDenyPolicies(stack, 'SpendDenies', {
 *   targets: { roles: [role], functions: [{ name: 'chat', reserved: 10 }] },
 *   stopPolicy,
 *   stateMachineName: 'chat-breaker',
 *   topicArn: alarmTopic.topicArn,
 *   encryptionKey: key,
 * });
 * denies.applyTo(stack);
 */
export class SpendDenyPolicies extends DenyPolicies {
  constructor(scope: Construct, id: string, props: SpendBoundaryProps) {
    super(scope, id, spendStatements(scope, props), 'use a shorter name of the row');
  }
}
