import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the reviewed bounds stand: `<folder>/<deployment>/<name>.txt`. */
export const BOUNDS = 'proofs/bounds';

/** What one role, or one policy that stands in the way, could ever allow. */
export interface Bound {
  readonly deployment: string;
  /** `reader`; `the permissions boundary`; `endpoint bedrock-runtime`. */
  readonly name: string;
  /** Names of the policies that it comes from. */
  readonly policies: readonly string[];
  /** One action a line; see `HELD_BACK`. */
  readonly lines: readonly string[];
}

/** Before an action that a role's own policies allow and its boundary does not. */
export const HELD_BACK = '(held back) ';

/** Actions without those that are held back. */
export const allowedOf = ({ lines }: Bound): readonly string[] => lines.filter((line) => !line.startsWith(HELD_BACK));

export const fileOf = (deployment: string, name: string): string =>
  join(BOUNDS, deployment, `${name.replace(/^the /, '').replaceAll(' ', '-')}.txt`);

/** As it was reviewed; undefined for what nobody has reviewed. */
export function readBound(deployment: string, name: string): readonly string[] | undefined {
  const file = fileOf(deployment, name);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
}

/** Writes all bounds anew; one whose role or policy is gone goes too. */
export function writeBounds(bounds: readonly Bound[]): void {
  for (const deployment of new Set(bounds.map((bound) => bound.deployment))) {
    const folder = join(BOUNDS, deployment);
    if (existsSync(folder)) for (const file of readdirSync(folder)) rmSync(join(folder, file));
  }
  for (const bound of bounds) {
    const file = fileOf(bound.deployment, bound.name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${[...header(bound), ...bound.lines].join('\n')}\n`);
  }
}

const header = (bound: Bound) => [
  `# ${bound.name}: ${allowedOf(bound).length} actions could be allowed, and no other, whatever the circumstances.`,
  `# By ${bound.policies.join(', ')}.`,
];
