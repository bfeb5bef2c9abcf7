import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { bounds } from '../bounds/bounds';
import { decisions } from '../decisions/decisions';
import { denies } from '../denies/denies';
import { ODD_ROW } from '../mutants/odd-rows';
import { names } from '../names/names';
import type { Proof, Subject } from '../proof';
import { reachability } from '../reachability/reachability';
import { ODD_ROWS } from '../rows/odd-rows';
import { subjectOfRow } from '../rows/subject-of-row';
import { settings } from '../settings/settings';
import { NO_EFFECT, type Verdict } from './verdict';

interface JudgingRow {
  readonly name: string;
  readonly config: DeploymentConfig;
  readonly hasBounds: boolean;
}

/** Rows that take as many paths as possible. Of the odd ones nobody has reviewed the bounds. */
const ROWS: readonly JudgingRow[] = [
  ...Object.entries(DEPLOYMENTS).map(([name, config]) => ({ name, config, hasBounds: true })),
  { name: 'odd', config: ODD_ROW, hasBounds: false },
  ...['library', 'least'].flatMap((name) => {
    const config = ODD_ROWS[name];
    return config ? [{ name, config, hasBounds: false }] : [];
  }),
];

/** The fast ones first. */
const proofsOf = ({ hasBounds }: JudgingRow): readonly Proof[] => [
  ...[settings, names, ...(hasBounds ? [bounds] : []), reachability, denies, decisions],
];

/** Returns the templates of each row, to compare with those of a mutant. */
export const originals = (): Readonly<Record<string, string>> =>
  Object.fromEntries(ROWS.map(({ name, config }) => [name, textOf(subjectOfRow(name, config))]));

/**
 * Holds the templates that this code makes against the proofs. Those of a row that are as they were need none.
 *
 * @param first name of the row that is likely to show a change
 */
export async function judge(original: Readonly<Record<string, string>>, first?: string): Promise<Verdict> {
  let isSame = true;
  for (const row of [...ROWS].sort((a, b) => Number(b.name === first) - Number(a.name === first))) {
    const by = row.name;
    let subject: Subject;
    try {
      subject = subjectOfRow(by, row.config);
    } catch (error) {
      return { killer: 'synth', says: messageOf(error), by };
    }
    if (textOf(subject) === original[by]) continue;
    isSame = false;
    for (const proof of proofsOf(row)) {
      const says = await brokenBy(proof, subject);
      if (says !== undefined) return { killer: proof.name, says, by };
    }
  }
  return isSame ? { killer: NO_EFFECT, says: 'changes no template' } : {};
}

async function brokenBy(proof: Proof, subject: Subject): Promise<string | undefined> {
  try {
    return (await proof.broken(subject))[0];
  } catch (error) {
    return messageOf(error);
  }
}

const textOf = ({ templates }: Subject) => JSON.stringify(templates);
const messageOf = (error: unknown) => String((error as Error | undefined)?.message ?? error);
