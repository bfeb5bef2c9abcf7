import { parentPort, workerData } from 'node:worker_threads';
import { accept, bounds } from '../bounds/bounds';
import type { Subject } from '../proof';
import { subjects } from '../subjects';
import { judge } from './judge';
import { allMutants } from './mutants-of';
import { oddSubjects } from './odd-rows';
import { proofsOf } from './proofs';
import type { Answer, Share } from './workers';

/** Judges every n-th mutant of all rows, and sends each as soon as it is judged. */
async function work({ first, step, review }: Share): Promise<void> {
  accept(review);
  const [rows, odd] = [subjects(), oddSubjects()];
  const proofs = proofsOf([...rows, ...odd]);
  const unreviewed = new Set(odd.map(({ name }) => name));
  const judgesOf = ({ name }: Subject) => (unreviewed.has(name) ? proofs.filter((proof) => proof !== bounds) : proofs);
  // The rows as they are come first: proofs remember what mutants leave alone, up to a limit.
  for (const row of [...rows, ...odd]) for (const proof of judgesOf(row)) await proof.broken(row);
  for (const [index, mutant] of allMutants(rows, { odd }).entries()) {
    if (index % step !== first) continue;
    const judges = judgesOf(mutant.subject);
    parentPort?.postMessage({ index, judged: await judge(mutant, judges) } satisfies Answer);
  }
}

// A failure ends the worker, and so the run.
void work(workerData as Share);
