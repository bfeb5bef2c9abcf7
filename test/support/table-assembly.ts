import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { formatRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { handMadeAssembly } from './hand-made-assembly';

let made: string | undefined;

/**
 * An assembly that says of every row of the table what the stage says, with one empty stack each: for commands that ask
 * for the row alone, so that no test synthesizes for it.
 */
export function tableAssembly(): string {
  made ??= emptyAssembly(DEPLOYMENTS);
  return made;
}

/** The same for other rows. */
export function emptyAssembly(rows: Readonly<Record<string, DeploymentConfig>>): string {
  const names = Object.keys(rows);
  const folder = handMadeAssembly(Object.fromEntries(names.map((name) => [`${name}/Foundation`, {}])));
  const records = Object.entries(rows).map(([name, config]) => ({ name, path: name, config }));
  writeFileSync(join(folder, RECORDS_FILE), formatRecords(records));
  return folder;
}
