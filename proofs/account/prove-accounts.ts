import { inspect as written } from 'node:util';
import type { AccountConfig } from '../../domain/account/account-config';
import { validateAccounts } from '../../domain/account/validate-account';
import { formatProblem } from '../../domain/deployment/config-error';
import { bounds } from '../bounds/bounds';
import { decide } from '../decisions/decisions';
import type { Inspection } from '../decisions/inspection';
import type { KeptResults } from '../kept-results';
import { accountProofs } from './account-proofs';
import { randomAccounts } from './account-rows';
import { accountSentences } from './account-sentences';
import { type AccountSubject, accountSubjectOfRow } from './account-subject';

/** The simulator decides a fifth of the requests of every fifth random row. */
const SIMULATED_ROWS = 5;

/** Decides every sentence of an account deployment by the simulator. */
export async function inspectAccount(subject: AccountSubject, kept: KeptResults): Promise<readonly Inspection[]> {
  const inspections: Inspection[] = [];
  for (const [about, sentences] of Object.entries(accountSentences(subject))) {
    const broken = await kept.ofPromise(`sentences about ${about} in ${subject.name}`, () => decide(sentences));
    inspections.push({ about, sentences, broken });
  }
  return inspections;
}

/** Returns what does not hold in a valid row, in words. Nobody reviews the bounds of a random row. */
export async function accountFaults(
  name: string,
  account: AccountConfig,
  { simulated = 0 }: { readonly simulated?: number } = {},
): Promise<readonly string[]> {
  const problems = validateAccounts({ [name]: account });
  if (problems.length > 0) return problems.map(formatProblem);
  const subject = accountSubjectOfRow(name, account, { checked: true });
  const sentences = Object.values(accountSentences(subject)).flat();
  const proofs = accountProofs(subject).filter((proof) => proof !== bounds);
  const broken = await Promise.all(proofs.map((proof) => proof.broken(subject)));
  return [
    ...sentences.filter(({ points }) => points.length === 0).map(({ says }) => `${says}: decided on no request`),
    ...(simulated > 0 ? await decide(sentences, { simulated, ofTablesOver: 0 }) : []),
    ...broken.flat(),
  ];
}

/** Looks for faults in random rows of accounts. @param faultsOf for tests */
export async function proveRandomAccounts(
  seed: number,
  count: number,
  kept: KeptResults,
  faultsOf = accountFaults,
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const [index, account] of randomAccounts(seed, count).entries()) {
    const name = `account-random${index}`;
    const simulated = index % SIMULATED_ROWS === 0 ? 1 / SIMULATED_ROWS : 0;
    const faults = await kept.ofPromise(`account ${index} of seed ${seed}`, () =>
      faultsOf(name, account, { simulated }),
    );
    if (faults.length > 0) broken.push(...faults.map((says) => `${name} of seed ${seed}: ${says}`), written(account));
  }
  return broken;
}
