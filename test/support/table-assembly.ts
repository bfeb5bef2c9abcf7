import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { handMadeAssembly } from './hand-made-assembly';

let made: string | undefined;

/**
 * An assembly that says of every row of the table what the stage says, with one empty stack each: for commands that ask
 * for the row alone, so that no test synthesizes for it.
 */
export function tableAssembly(): string {
  if (made) return made;
  const names = Object.keys(DEPLOYMENTS) as (keyof typeof DEPLOYMENTS)[];
  made = handMadeAssembly(Object.fromEntries(names.map((name) => [`${name}/Foundation`, {}])));
  const records = names.map((name) => ({ name, path: name, config: DEPLOYMENTS[name] }));
  writeFileSync(join(made, RECORDS_FILE), formatRecords(records));
  return made;
}
