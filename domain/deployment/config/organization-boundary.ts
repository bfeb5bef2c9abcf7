import type { PermissionsBoundaryConfig } from './permissions-boundary-config';

const placeholder = (name: string) => `$\{${name}}`;

/** Placeholders of the CDK in the name or ARN of a boundary. */
export const PLACEHOLDERS = {
  qualifier: placeholder('Qualifier'),
  account: placeholder('AWS::AccountId'),
  region: placeholder('AWS::Region'),
  partition: placeholder('AWS::Partition'),
} as const;

/**
 * Returns the ARN of the organization's boundary. The partition is the only one that this project supports.
 *
 * @param values of the placeholders; each may be a placeholder or a token itself
 */
export function boundaryArn(
  { name, arn = `arn:aws:iam::${PLACEHOLDERS.account}:policy/${name}` }: PermissionsBoundaryConfig,
  values: Readonly<Record<'account' | 'qualifier' | 'region', string>>,
): string {
  return arn
    .replaceAll(PLACEHOLDERS.partition, 'aws')
    .replaceAll(PLACEHOLDERS.account, values.account)
    .replaceAll(PLACEHOLDERS.region, values.region)
    .replaceAll(PLACEHOLDERS.qualifier, values.qualifier);
}

/** Claims that the proofs do not make of a deployment whose roles have the boundary of the organization. */
export const ORGANIZATION_LIMITS = [
  'an administrator of the account cannot lift the limits of this project. They are Deny policies that are attached to each ' +
    'role. No role of this deployment can detach or change them; an administrator can, with iam:DetachRolePolicy, ' +
    'iam:CreatePolicyVersion or iam:DeletePolicy.',
  "a role can do what it needs. The organization's boundary takes permissions away, and its document is not in the " +
    'templates. What a role cannot do holds under any boundary.',
] as const;
