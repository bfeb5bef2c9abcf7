import { parentPort, workerData } from 'node:worker_threads';
import { accountProofs } from '../account/account-proofs';
import { accountSubjects } from '../account/account-subject';
import { accept, bounds } from '../bounds/bounds';
import type { Subject } from '../proof';
import { subjects } from '../subjects';
import { judge } from './judge';
import { allMutants, MOST_OF_FURTHER_ROWS } from './mutants-of';
import { oddSubjects } from './odd-rows';
import { proofsOf } from './proofs';
import type { Answer, Share } from './workers';

/** Judges every n-th mutant of all rows, and sends each as soon as it is judged. */
async function work({ first, step, review }: Share): Promise<void> {
  accept(review);
  const [rows, odd] = [subjects(), oddSubjects()];
  const proofs = proofsOf([...rows, ...odd]);
  const accounts = accountSubjects();
  const ofAccounts = new Map(accounts.map((account) => [account.name, accountProofs(account)]));
  const unreviewed = new Set(odd.map(({ name }) => name));
  const judgesOf = ({ name }: Subject) =>
    ofAccounts.get(name) ?? (unreviewed.has(name) ? proofs.filter((proof) => proof !== bounds) : proofs);
  // The rows as they are come first: proofs remember what mutants leave alone, up to a limit.
  for (const row of [...rows, ...odd]) for (const proof of judgesOf(row)) await proof.broken(row);
  const mutants = [...allMutants(rows, { odd }), ...allMutants(accounts, { most: MOST_OF_FURTHER_ROWS })];
  for (const [index, mutant] of mutants.entries()) {
    if (index % step !== first) continue;
    const judges = judgesOf(mutant.subject);
    parentPort?.postMessage({ index, judged: await judge(mutant, judges) } satisfies Answer);
  }
}

// A failure ends the worker, and so the run.
void work(workerData as Share);
