import { ConfigError } from '../../domain/deployment/config-error';
import type { DeploymentConfig } from '../../domain/deployment/deployment';

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
