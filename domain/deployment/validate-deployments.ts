import { CATALOGUE } from '../models/model-catalogue';
import { ConfigError, type Problem } from './config-error';
import { validateRow } from './row/validate-row';
import { validateNeighbours } from './validate-neighbours';
import { firstViolated, isObject, type Place, problem } from './validation';
import { withoutUndefined } from './without-undefined';

/** Left by a bucket's name of 63 characters, after the prefix, the account and the longest Region. */
const LONGEST_NAME = 19;

const validateName = firstViolated<string>([
  {
    code: 'PB-CONFIG-010',
    holds: (name) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= LONGEST_NAME,
    message: 'is not 1 to 19 lower-case letters, digits and single hyphens between them',
    remedy: (name) =>
      `Rename the row${similarName(name)}: its name becomes part of the names of stacks, roles and aliases.`,
  },
]);

/** Returns `, for example to 'my-chat',`: the name in the form that is asked for. Empty if nothing of it is left. */
function similarName(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const similar = words.join('-').slice(0, LONGEST_NAME).replace(/-$/, '');
  return similar === '' ? '' : `, for example to '${similar}'`;
}

const NO_PLACE = { deployment: '', path: 'the table', today: '', catalogue: CATALOGUE };

/**
 * Returns every problem of the table, row by row, then those between two rows. Takes any value and never throws: a row
 * may have lost its type on its way here.
 *
 * @param today day on which a remedy must be right: it names no model that has ended by then @default - this day
 */
export function validateDeployments(table: Readonly<Record<string, unknown>>, today = new Date()): readonly Problem[] {
  if (!isObject(table)) {
    return [
      problem('PB-CONFIG-016', NO_PLACE, {
        value: table,
        message: 'is not an object of rows by name',
        remedy: "Write it as { chat: { region: 'us-east-1', … } }.",
      }),
    ];
  }
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
