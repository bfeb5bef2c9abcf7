import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Role } from '../model/system';

/** Where the reviewed bounds stand: `<folder>/<deployment>/<role>.txt`. */
export const BOUNDS = 'test/proofs/bounds';

/** One role of one deployment, with every action that it could be allowed. */
export interface Bound {
  readonly deployment: string;
  readonly role: Role;
  readonly actions: readonly string[];
}

const fileOf = (deployment: string, role: string) => join(BOUNDS, deployment, `${role.replaceAll(' ', '-')}.txt`);

/** As it was reviewed; undefined for a role that nobody has reviewed. */
export function readBound(deployment: string, role: string): readonly string[] | undefined {
  const file = fileOf(deployment, role);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
}

/** Writes all bounds anew; one whose role is gone goes too. */
export function writeBounds(bounds: readonly Bound[]): void {
  for (const deployment of new Set(bounds.map((bound) => bound.deployment))) {
    const folder = join(BOUNDS, deployment);
    if (existsSync(folder)) for (const file of readdirSync(folder)) rmSync(join(folder, file));
  }
  for (const { deployment, role, actions } of bounds) {
    const file = fileOf(deployment, role.name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${[...header(role, actions.length), ...actions].join('\n')}\n`);
  }
}

const header = ({ name, identity, boundary }: Role, count: number) => [
  `# ${count} actions that the ${name} could be allowed: no other, whatever the circumstances.`,
  `# Of ${identity.map((policy) => policy.name).join(', ')}; within ${boundary?.name ?? 'no boundary'}.`,
];
