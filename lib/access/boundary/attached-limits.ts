import { Aspects, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { countPolicyCharacters, EMPTY_POLICY, MAX_MANAGED_POLICY } from '../../checks/policy-size';
import { isWithin } from './set-boundary';

/**
 * Attaches policies with Deny statements to every role in this scope.
 *
 * @param others constructs whose roles have other limits
 */
export function attachToRoles(
  scope: IConstruct,
  policies: readonly iam.ManagedPolicy[],
  others: readonly IConstruct[],
): void {
  Aspects.of(scope).add({
    visit: (node) => {
      if (!(node instanceof iam.Role) || isWithin(node, others)) return;
      for (const policy of policies) node.addManagedPolicy(policy);
    },
  });
}

/** Tells whether one managed policy can hold these statements. */
export function hasRoom(scope: IConstruct, statements: readonly iam.PolicyStatement[]): boolean {
  const sizes = statements.map(
    (statement) => countPolicyCharacters(Stack.of(scope).resolve(statement.toStatementJson())) + 1,
  );
  return sizes.reduce((sum, size) => sum + size, EMPTY_POLICY) <= MAX_MANAGED_POLICY;
}
