import { PERMISSIONS_BOUNDARY_CONTEXT_KEY } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ConfigError } from '../../domain/deployment/config-error';

/**
 * Refuses a permissions boundary of the organization from the context of the CDK. A role has one boundary: either this one
 * or that of the deployment would be gone without a word. Reasons: docs/decisions/0015-one-boundary.md.
 *
 * @throws ConfigError
 */
export function refuseOtherBoundary(scope: Construct): void {
  const boundary = scope.node.tryGetContext(PERMISSIONS_BOUNDARY_CONTEXT_KEY);
  if (boundary === undefined) return;
  throw new ConfigError([
    {
      code: 'PB-CONFIG-094',
      deployment: scope.node.id,
      path: `${scope.node.id}, context '${PERMISSIONS_BOUNDARY_CONTEXT_KEY}'`,
      value: JSON.stringify(boundary),
      message: 'conflicts with the permissions boundary of this deployment: a role has only one',
      remedy: 'Remove it for this app, and let a service control policy set the limits of the organization.',
    },
  ]);
}
