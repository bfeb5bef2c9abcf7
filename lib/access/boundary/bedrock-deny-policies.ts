import type { Construct } from 'constructs';
import { BedrockPermissionsBoundary, type BedrockPermissionsBoundaryProps } from './bedrock-permissions-boundary';
import { DenyPolicies } from './deny-policies';

/**
 * The limits of `BedrockPermissionsBoundary` as Deny policies, for roles whose boundary is that of the organization.
 *
 * @example
 * const denies = new BedrockDenyPolicies(stack, 'Denies', {
 *   models: [model],
 *   passableRolePrefix: 'AmazonBedrock-',
 * });
 * denies.applyTo(app);
 */
export class BedrockDenyPolicies extends DenyPolicies {
  constructor(scope: Construct, id: string, props: BedrockPermissionsBoundaryProps) {
    super(scope, id, BedrockPermissionsBoundary.statements(scope, props), 'remove models from the row');
  }
}
