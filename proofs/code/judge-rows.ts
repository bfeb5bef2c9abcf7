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
import type { Verdict } from './verdict';

const PROOFS: readonly Proof[] = [decisions, denies, names, settings, reachability];

/** Rows that take as many paths as possible. Of the odd ones nobody has reviewed the bounds. */
const ROWS: Readonly<Record<string, { readonly config: DeploymentConfig; readonly proofs: readonly Proof[] }>> = {
  ...Object.fromEntries(
    Object.entries(DEPLOYMENTS).map(([name, config]) => [name, { config, proofs: [bounds, ...PROOFS] }]),
  ),
  odd: { config: ODD_ROW, proofs: PROOFS },
  ...(ODD_ROWS.least && { least: { config: ODD_ROWS.least, proofs: PROOFS } }),
};

/** Templates of each row, to compare with those of a mutant. */
export const originals = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(ROWS).map(([name, { config }]) => [name, textOf(subjectOfRow(name, config))]));

/** Holds the templates that this code makes against the proofs. Those of a row that are as they were need none. */
export async function judge(original: Readonly<Record<string, string>>): Promise<Verdict> {
  let isSame = true;
  for (const [name, { config, proofs }] of Object.entries(ROWS)) {
    let subject: Subject;
    try {
      subject = subjectOfRow(name, config);
    } catch (error) {
      return { killer: 'synth', says: messageOf(error) };
    }
    if (textOf(subject) === original[name]) continue;
    isSame = false;
    for (const proof of proofs) {
      const says = await brokenBy(proof, subject);
      if (says !== undefined) return { killer: proof.name, says };
    }
  }
  return isSame ? { killer: 'none', says: 'changes no template' } : {};
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
