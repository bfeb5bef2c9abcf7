import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { EVERYONE } from '../../domain/knowledge/audience';
import { readSidecar, SIDECAR_SUFFIX } from '../../domain/knowledge/sidecar';

/**
 * Copies a collection of documents, without those that nobody could see: they are restricted to groups that the row does
 * not have.
 *
 * @param groups of all audiences of the row
 */
export function copyCollection(from: string, to: string, groups: readonly string[]): void {
  const isVisible = (file: string): boolean => {
    const sidecar = file.endsWith(SIDECAR_SUFFIX) ? file : file + SIDECAR_SUFFIX;
    if (!existsSync(sidecar)) return true;
    const read = readSidecar(readFileSync(sidecar, 'utf8'));
    const allowed = ('groups' in read && read.groups) || [EVERYONE];
    return allowed.some((group) => group === EVERYONE || groups.includes(group));
  };
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: isVisible });
}
