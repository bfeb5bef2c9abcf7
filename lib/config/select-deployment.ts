import type { AccountConfig } from '../../domain/account/account-config';
import { ConfigError } from '../../domain/deployment/config-error';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { OrganizationConfig } from '../../domain/organization/organization-config';

/**
 * Returns the row of this name.
 *
 * @throws ConfigError that lists the existing names
 */
export function selectDeployment(name: string, table: Readonly<Record<string, DeploymentConfig>>): DeploymentConfig {
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  if (row) return row;
  const names = Object.keys(table).join(', ');
  throw new ConfigError([
    {
      code: 'PB-CONFIG-015',
      deployment: name,
      path: `'${name}'`,
      message: 'is not a row of the table',
      remedy: `${names ? `Use one of ${names}, or add` : 'Add'} a row to lib/config/deployments.ts.`,
    },
  ]);
}

/**
 * Returns the row of an account deployment of this name.
 *
 * @throws ConfigError that lists the existing names
 */
export function selectAccount(name: string, table: Readonly<Record<string, AccountConfig>>): AccountConfig {
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  if (row) return row;
  throw new ConfigError([
    {
      code: 'PB-CONFIG-177',
      deployment: name,
      path: `account '${name}'`,
      message: 'is not a row of the table',
      remedy: `Use one of ${Object.keys(table).join(', ')}, or add a row to lib/config/accounts.ts.`,
    },
  ]);
}

/**
 * Returns the row of an organization deployment of this name.
 *
 * @throws ConfigError that lists the existing names
 */
export function selectOrganization(
  name: string,
  table: Readonly<Record<string, OrganizationConfig>>,
): OrganizationConfig {
  const row = Object.hasOwn(table, name) ? table[name] : undefined;
  if (row) return row;
  throw new ConfigError([
    {
      code: 'PB-CONFIG-214',
      deployment: name,
      path: `organization '${name}'`,
      message: 'is not a row of the table',
      remedy: `Use one of ${Object.keys(table).join(', ')}, or add a row to lib/config/organizations.ts.`,
    },
  ]);
}
