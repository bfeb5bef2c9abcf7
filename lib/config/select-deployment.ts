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
  throw new ConfigError([
    {
      deployment: name,
      path: name,
      got: 'no such deployment',
      expected: `one of ${Object.keys(table).join(', ')}`,
      remedy: 'pass one of these names, or add a row to lib/config/deployments.ts',
    },
  ]);
}
