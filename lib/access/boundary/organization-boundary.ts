import { Annotations, Aws, DefaultStackSynthesizer, PERMISSIONS_BOUNDARY_CONTEXT_KEY, type Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { boundaryArn, ORGANIZATION_LIMITS } from '../../../domain/deployment/config/organization-boundary';
import type { PermissionsBoundaryConfig } from '../../../domain/deployment/config/permissions-boundary-config';
import { ConfigError } from '../../../domain/deployment/config-error';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { validatePermissionsBoundary } from '../../../domain/deployment/row/access/validate-permissions-boundary';
import { problem } from '../../../domain/deployment/validation';
import { CATALOGUE } from '../../../domain/models/model-catalogue';
import { setBoundary } from './set-boundary';

/**
 * Returns the permissions boundary of the organization, from the row or the context of the CDK, if either names one.
 *
 * @throws ConfigError if the context names no policy, or another one than the row
 */
export function organizationBoundary(
  scope: Construct,
  { region, permissionsBoundary: ofRow }: Pick<DeploymentConfig, 'permissionsBoundary' | 'region'>,
): PermissionsBoundaryConfig | undefined {
  const context: unknown = scope.node.tryGetContext(PERMISSIONS_BOUNDARY_CONTEXT_KEY);
  if (context === undefined || context === null) return ofRow;
  // A `Stage` with a boundary sets both properties, one of them to undefined.
  const ofContext: unknown = JSON.parse(JSON.stringify(context));
  const deployment = scope.node.id;
  const path = `${deployment}, context '${PERMISSIONS_BOUNDARY_CONTEXT_KEY}'`;
  const place = { deployment, path, region, today: '', catalogue: CATALOGUE };
  const problems = validatePermissionsBoundary(ofContext, place);
  if (problems.length > 0) throw new ConfigError(problems);
  const boundary = ofContext as PermissionsBoundaryConfig;
  if (ofRow === undefined || arnOf(ofRow, region) === arnOf(boundary, region)) return boundary;
  throw new ConfigError([
    problem('PB-CONFIG-098', place, {
      value: boundary,
      message: `conflicts with permissionsBoundary of the row, ${JSON.stringify(ofRow)}: a role has one boundary`,
      remedy: 'Remove one of the two.',
    }),
  ]);
}

/** Says in the output of the synthesis what is not claimed of such a deployment. */
export function addOrganizationNotes(stack: Stack, boundary: PermissionsBoundaryConfig): void {
  const name = boundary.name ?? boundary.arn;
  for (const limit of ORGANIZATION_LIMITS) {
    Annotations.of(stack).addInfo(`Each role has the permissions boundary ${name}. Not claimed: ${limit}`);
  }
}

/**
 * Sets this boundary on every role in the scope, instead of the CDK, which accepts no placeholder of an account that it does
 * not know.
 */
export function setOrganizationBoundary(scope: Construct, boundary: PermissionsBoundaryConfig, region: string): void {
  // The CDK takes null for no boundary; without a value it would look further up.
  scope.node.setContext(PERMISSIONS_BOUNDARY_CONTEXT_KEY, null);
  setBoundary(scope, ({ synthesizer }) => {
    const qualifier = synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
    return arnOf(boundary, region, qualifier);
  });
}

const arnOf = (boundary: PermissionsBoundaryConfig, region: string, qualifier = ''): string =>
  boundaryArn(boundary, { account: Aws.ACCOUNT_ID, region, qualifier });
