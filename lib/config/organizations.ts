import type { OrganizationConfig } from '../../domain/organization/organization-config';

/** Organization deployments of this repository. `-c organization=<row>` selects one, in place of a deployment. */
export const ORGANIZATIONS = {
  /** An example: the CDK refuses to deploy it, since nobody has credentials of this account. */
  example: {
    region: 'us-east-1',
    managementAccount: '111122223333',
    targets: ['r-ab12'],
    administrators: ['arn:aws:iam::444455556666:role/developer-admin'],
    denyConsoleUse: true,
  },
} as const satisfies Readonly<Record<string, OrganizationConfig>>;
