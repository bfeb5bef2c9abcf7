import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the reviewed bounds stand: `<folder>/<deployment>/<name>.txt`. */
export const BOUNDS = 'proofs/bounds';

/** Everything that one role, or one policy that limits it, could ever allow. */
export interface Bound {
  readonly deployment: string;
  /** `reader`; `the permissions boundary`; `endpoint bedrock-runtime`. */
  readonly name: string;
  /** Names of the policies that it comes from. */
  readonly policies: readonly string[];
  /** One action a line; see `HELD_BACK` and `OPEN_END`. */
  readonly lines: readonly string[];
}

/** Before an action that a role's own policies allow and its boundary does not. */
export const HELD_BACK = '(held back) ';

/** Before a wildcard that an action could match which AWS adds one day; see `openEnds`. */
export const OPEN_END = '(what AWS adds to) ';

/** Actions without those that are held back, and without open ends. */
export const allowedOf = ({ lines }: Bound): readonly string[] =>
  lines.filter((line) => !line.startsWith(HELD_BACK) && !line.startsWith(OPEN_END));

export const heldBackOf = ({ lines }: Bound): readonly string[] => lines.filter((line) => line.startsWith(HELD_BACK));

export const fileOf = (deployment: string, name: string): string =>
  join(BOUNDS, deployment, `${name.replace(/^the /, '').replaceAll(' ', '-')}.txt`);

/** Reviewed bounds: the text of each file by its path. */
export type Review = Readonly<Record<string, string>>;

/** The review that these bounds would be. */
export const reviewOf = (bounds: readonly Bound[]): Review =>
  Object.fromEntries(
    bounds.map((bound) => [fileOf(bound.deployment, bound.name), `${[...header(bound), ...bound.lines].join('\n')}\n`]),
  );

/** The review that is committed. */
export const committedReview = (): Review =>
  Object.fromEntries(
    readdirSync(BOUNDS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => readdirSync(join(BOUNDS, name)).map((file) => join(BOUNDS, name, file)))
      .map((file) => [file, readFileSync(file, 'utf8')]),
  );

/** Actions of a bound as they were reviewed; undefined for what nobody has reviewed. */
export const reviewedLines = (review: Review, { deployment, name }: Pick<Bound, 'deployment' | 'name'>) =>
  review[fileOf(deployment, name)]?.split('\n').filter((line) => line && !line.startsWith('#'));

/**
 * Writes a review in the place of the committed one; a bound whose role, policy or row is gone goes too.
 *
 * @returns the files that became new, changed or went, one a line
 */
export function writeReview(review: Review): readonly string[] {
  const before = committedReview();
  const gone = Object.keys(before).filter((file) => !(file in review));
  for (const file of gone) rmSync(file);
  const written = Object.entries(review).filter(([file, text]) => before[file] !== text);
  for (const [file, text] of written) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return [
    ...written.map(([file]) => `${file in before ? 'changed' : 'new    '} ${file}`),
    ...gone.map((file) => `removed ${file}`),
  ];
}

const header = (bound: Bound) => [
  `# ${bound.name}: ${allowedOf(bound).length} actions that AWS has could be allowed, and no other, whatever the circumstances.`,
  `# From ${[...bound.policies].sort().join(', ')}.`,
];
