import { Construct } from 'constructs';
import { withoutUndefined } from '../domain/deployment/without-undefined';
import type { OrganizationConfig } from '../domain/organization/organization-config';
import { assertOrganizations } from '../domain/organization/validate-organization';
import { setFeatureFlags } from './config/feature-flags';
import { OrganizationStack } from './stacks/developer/organization-stack';

/**
 * Organization deployment: one stack with the service control policies and the AI services opt-out policy that govern Amazon Q
 * Developer and Kiro in every account of an organization. It is deployed in the management account, and the CDK refuses every
 * other one. `private-bedrock developer policies` prints the same JSON, to paste it.
 *
 * @example
 * new PrivateBedrockOrganization(app, 'company', {
 *   region: 'us-east-1',
 *   managementAccount: '111122223333',
 *   targets: ['r-ab12'],
 *   administrators: ['arn:aws:iam::444455556666:role/developer-admin'],
 * });
 */
export class PrivateBedrockOrganization extends Construct {
  readonly config: OrganizationConfig;

  /**
   * @param organization name of the row, in messages and ids of stacks only
   * @param row all its mistakes are reported at once
   * @throws ConfigError
   */
  constructor(
    scope: Construct,
    readonly organization: string,
    row: OrganizationConfig,
  ) {
    super(scope, organization);
    assertOrganizations({ [organization]: row });
    setFeatureFlags(this);
    this.config = withoutUndefined(row);
    new OrganizationStack(this, 'Organization', this.config);
  }
}
