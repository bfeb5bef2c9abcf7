import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TrustedPrincipals } from '../../domain/deployment/deployment';

/**
 * Principals that may assume the role of a persona: the configured ones, by default any IAM principal of this account;
 * with MFA unless the configuration disables it; never a root user, whom no policy can limit.
 */
export function personaTrust(scope: Construct, trusted?: TrustedPrincipals): iam.PrincipalBase {
  const principals = trusted?.principals.map(toPrincipal) ?? [new iam.AccountPrincipal(Aws.ACCOUNT_ID)];
  const rootUsers = Stack.of(scope).formatArn({ service: 'iam', region: '', account: '*', resource: 'root' });
  return new iam.PrincipalWithConditions(new iam.CompositePrincipal(...principals), {
    ArnNotLike: { 'aws:PrincipalArn': rootUsers },
    ...(trusted?.mfa === false ? {} : { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  });
}

const toPrincipal = (principal: string): iam.PrincipalBase =>
  principal.startsWith('arn:') ? new iam.ArnPrincipal(principal) : new iam.AccountPrincipal(principal);
