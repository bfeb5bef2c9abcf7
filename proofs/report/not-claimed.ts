import { ORGANIZATION_LIMITS } from '../../domain/deployment/config/organization-boundary';
import type { DeploymentConfig } from '../../domain/deployment/deployment';

/** Returns the claims that do not hold of a row whose roles have the boundary of an organization. */
export const notClaimed = ({ permissionsBoundary }: DeploymentConfig): readonly string[] =>
  permissionsBoundary ? ORGANIZATION_LIMITS.map((limit) => `**Not claimed:** ${limit}`) : [];
