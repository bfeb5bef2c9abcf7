import { CATALOGUE } from '../models/model-catalogue';
import { ConfigError, type Problem } from './config-error';
import { validateRow } from './row/validate-row';
import { validateNeighbours } from './validate-neighbours';
import { firstViolated, type Place } from './validation';
import { withoutUndefined } from './without-undefined';

/** 19 characters are left by a bucket's name of 63, after the prefix, the account and the longest Region. */
const validateName = firstViolated<string>([
  {
    code: 'PB-CONFIG-010',
    holds: (name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= 19,
    message: 'is not 1 to 19 lower-case letters, digits and single hyphens between them',
    remedy: 'Rename the row: its name becomes part of the names of stacks, roles and aliases.',
  },
]);

/**
 * Returns every problem of the table, row by row, then those between two rows. Takes any value for a row and never
 * throws: a row may have lost its type on its way here.
 *
 * @param today day on which a remedy must be right: it names no model that has ended by then @default - this day
 */
export function validateDeployments(table: Readonly<Record<string, unknown>>, today = new Date()): readonly Problem[] {
  const day = today.toISOString().slice(0, 10);
  const rows = Object.entries(table).map(([name, config]) => {
    const place: Place = { deployment: name, path: name, today: day, catalogue: CATALOGUE };
    return { name, config: withoutUndefined(config), place };
  });
  return [
    ...rows.flatMap(({ name, config, place }) => [...validateName(name, place), ...validateRow(config, place)]),
    ...validateNeighbours(rows),
  ];
}

/**
 * Refuses a table with problems before anything is synthesized from it. `PrivateBedrock` does so for its own row; only this
 * function compares rows with each other.
 *
 * @param today as for `validateDeployments` @default - this day
 * @throws ConfigError that lists every problem
 */
export function assertDeployments(table: Readonly<Record<string, unknown>>, today = new Date()): void {
  const problems = validateDeployments(table, today);
  if (problems.length > 0) throw new ConfigError(problems);
}
