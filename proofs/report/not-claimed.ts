import { ORGANIZATION_LIMITS } from '../../domain/deployment/config/organization-boundary';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { hasAudiences } from '../../domain/deployment/knowledge-settings';

/** Limits of what is proved about audiences: the tag of a session is the word of whoever set it. */
const AUDIENCE_LIMITS = [
  'the tag private-bedrock:audience of a caller is right. No role of this deployment can set it; whoever in the account has ' +
    'iam:TagRole, iam:TagUser, iam:CreateRole, iam:CreateUser or the attributes of IAM Identity Center can. A principal of ' +
    'another account that the row trusts has the tag that the other account gave it.',
  'an administrator of the account cannot ask as an audience. No role of this deployment can, except with its tag; whoever ' +
    'has lambda:InvokeFunction or lambda:UpdateAlias on every function can.',
] as const;

/** Returns the claims that do not hold of a row: with the boundary of an organization, or with audiences. */
export const notClaimed = (row: DeploymentConfig): readonly string[] =>
  [...(row.permissionsBoundary ? ORGANIZATION_LIMITS : []), ...(hasAudiences(row) ? AUDIENCE_LIMITS : [])].map(
    (limit) => `**Not claimed:** ${limit}`,
  );
