import { checkNeighbours } from './check-neighbours';
import { firstBroken, type Place } from './checker/checker';
import { ConfigError, type Problem } from './config-error';
import { checkRow } from './row/check-row';

/** 19 characters, with account and longest Region, are what a bucket's name of 63 leaves. */
const checkName = firstBroken<string>([
  {
    holds: (name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= 19,
    expected: '1 to 19 lower-case letters, digits and single hyphens between them',
    remedy: 'rename the row: its name becomes part of the names of stacks, roles and aliases',
  },
]);

/**
 * Everything that is wrong with the table, row by row, then what two rows may not have in common.
 * Takes any value for a row and never throws: a row may have lost its type on its way here.
 *
 * @param today - decides which models have reached their end of life
 */
export function checkDeployments(table: Readonly<Record<string, unknown>>, today: Date): readonly Problem[] {
  const day = today.toISOString().slice(0, 10);
  const rows = Object.entries(table).map(([name, config]) => {
    const place: Place = { deployment: name, path: name, today: day };
    return { name, config, place };
  });
  return [
    ...rows.flatMap(({ name, config, place }) => [...checkName(name, place), ...checkRow(config, place)]),
    ...checkNeighbours(rows),
  ];
}

/**
 * The door: nothing is synthesized from a table with problems.
 *
 * @throws ConfigError that lists every problem
 */
export function assertDeployments(table: Readonly<Record<string, unknown>>, today: Date): void {
  const problems = checkDeployments(table, today);
  if (problems.length > 0) throw new ConfigError(problems);
}
