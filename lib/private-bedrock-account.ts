import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { AccountConfig } from '../domain/account/account-config';
import { ACCOUNTS_FILE, formatAccounts } from '../domain/account/account-record';
import { assertAccounts } from '../domain/account/validate-account';
import { withoutUndefined } from '../domain/deployment/without-undefined';
import { organizationBoundary, setOrganizationBoundary } from './access/boundary/organization-boundary';
import { limitRoles } from './checks/role-limits';
import { setFeatureFlags } from './config/feature-flags';
import { AccountStack } from './stacks/account-stack';

/**
 * Account deployment: one stack with the settings of Amazon Bedrock that every deployment in an account and Region shares.
 * Deploying it changes neither logging nor data retention: `private-bedrock account apply` does, after it has looked.
 *
 * @example
 * new PrivateBedrockAccount(app, 'account', { region: 'us-east-1', audit: ['guardrails'], dataRetention: 'none' });
 */
export class PrivateBedrockAccount extends Construct {
  readonly config: AccountConfig;

  /**
   * @param account name of the row, in messages and ids of stacks only
   * @param row all its mistakes are reported at once
   * @throws ConfigError
   */
  constructor(
    scope: Construct,
    readonly account: string,
    row: AccountConfig,
  ) {
    super(scope, account);
    assertAccounts({ [account]: row });
    setFeatureFlags(this);
    this.config = withoutUndefined(row);
    const boundary = organizationBoundary(this, this.config);
    if (boundary) setOrganizationBoundary(this, boundary, this.config.region);
    const { limits } = new AccountStack(this, 'Account', this.config);
    if (!boundary) limits?.applyTo(this);
    limitRoles(this);
    attachCustomSynthesis(this, { onSynthesize: ({ outdir }) => this.record(outdir) });
  }

  /** Writes down the account deployments of this assembly for the commands. Each of them writes the same. */
  private record(outdir: string): void {
    const assembly = Stage.of(this);
    const records = (assembly?.node.findAll() ?? [])
      .filter((construct) => construct instanceof PrivateBedrockAccount)
      .filter((one) => Stage.of(one) === assembly)
      .map(({ account: name, config, node: { path } }) => ({ name, path, config }));
    writeFileSync(join(outdir, ACCOUNTS_FILE), formatAccounts(records));
  }
}
