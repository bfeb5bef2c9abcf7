import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TrustedPrincipals } from '../../domain/deployment/config/trusted-principals';

/** Path of the roles of Identity Center. IAM reserves it, so that nobody else can make a role under it. */
const IDENTITY_CENTER = 'aws-reserved/sso.amazonaws.com';

/** Digits at the end of the role of a permission set. */
const SUFFIX = '?'.repeat(16);

/**
 * Principals that may assume the role of a persona: the configured ones; by default any IAM principal of this account with
 * MFA in its session, and any session of Identity Center in this account. Sessions of Identity Center carry no mark of MFA,
 * so that a statement of its own admits them by the path of their roles. A root user, whom no policy can limit, is never
 * admitted.
 *
 * Source: IAM User Guide, "AWS global condition context keys"; IAM Identity Center User Guide, "Referencing permission sets
 * in resource policies".
 */
export function personaTrust(scope: Construct, trusted?: TrustedPrincipals): iam.IPrincipal {
  const account = new iam.AccountPrincipal(Aws.ACCOUNT_ID);
  const people = trusted ? (trusted.principals ?? []).map(toPrincipal) : [account];
  const roles = trusted ? (trusted.permissionSets ?? []).flatMap(rolesOf) : [`${IDENTITY_CENTER}/*`];
  const iamArn = (of: string, resource: string) =>
    Stack.of(scope).formatArn({ service: 'iam', region: '', account: of, resource });
  return new iam.CompositePrincipal(
    ...atLeastOne(people).map((principals) =>
      new iam.CompositePrincipal(...principals).withConditions({
        ArnNotLike: { 'aws:PrincipalArn': iamArn('*', 'root') },
        ...(trusted?.mfa === false ? {} : { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
        ...externalId(trusted),
      }),
    ),
    ...atLeastOne(roles).map((names) =>
      account.withConditions({
        ArnLike: { 'aws:PrincipalArn': names.map((name) => iamArn(Aws.ACCOUNT_ID, `role/${name}`)) },
      }),
    ),
  );
}

/** Returns the principals of all statements of `personaTrust`, without their conditions. */
export function principalsOf(trusted?: TrustedPrincipals): readonly iam.IPrincipal[] {
  const ownAccount = trusted === undefined || trusted.permissionSets !== undefined;
  return [
    ...(trusted?.principals ?? []).map(toPrincipal),
    ...(ownAccount ? [new iam.AccountPrincipal(Aws.ACCOUNT_ID)] : []),
  ];
}

/** Condition for the external id, if any. Source: IAM User Guide, "Access to AWS accounts owned by third parties". */
export const externalId = ({ externalId: id }: Pick<TrustedPrincipals, 'externalId'> = {}): iam.Conditions =>
  id === undefined ? {} : { StringEquals: { 'sts:ExternalId': id } };

/** One list, or none if it is empty. */
const atLeastOne = <T>(items: readonly T[]): readonly (readonly T[])[] => (items.length > 0 ? [items] : []);

/** Roles of a permission set: the path has the Region of Identity Center, unless that is us-east-1. */
const rolesOf = (permissionSet: string): readonly string[] =>
  ['', '*/'].map((region) => `${IDENTITY_CENTER}/${region}AWSReservedSSO_${permissionSet}_${SUFFIX}`);

const toPrincipal = (principal: string): iam.PrincipalBase =>
  principal.startsWith('arn:') ? new iam.ArnPrincipal(principal) : new iam.AccountPrincipal(principal);
