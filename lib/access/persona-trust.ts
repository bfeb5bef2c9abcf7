import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TrustedPrincipals } from '../../domain/deployment/deployment';

/**
 * Who may assume a persona's role: the configured principals, else any IAM principal of this account; with MFA unless
 * the configuration says otherwise; never a root user, whom no policy could bound afterwards.
 */
export function personaTrust(scope: Construct, trusted?: TrustedPrincipals): iam.PrincipalBase {
  const principals = trusted?.principals.map(toPrincipal) ?? [new iam.AccountPrincipal(Aws.ACCOUNT_ID)];
  return new iam.PrincipalWithConditions(new iam.CompositePrincipal(...principals), {
    ArnNotLike: { 'aws:PrincipalArn': `arn:${Stack.of(scope).partition}:iam::*:root` },
    ...(trusted?.mfa === false ? {} : { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  });
}

const toPrincipal = (principal: string): iam.PrincipalBase =>
  principal.startsWith('arn:') ? new iam.ArnPrincipal(principal) : new iam.AccountPrincipal(principal);
