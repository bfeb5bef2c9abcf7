import { parentPort, workerData } from 'node:worker_threads';
import { accept } from '../bounds/bounds';
import { subjects } from '../subjects';
import { judge } from './judge';
import { allMutants } from './mutants-of';
import { proofsOf } from './proofs';
import type { Answer, Share } from './workers';

/** Judges every n-th mutant of all rows, and sends each as soon as it is judged. */
async function work({ first, step, review }: Share): Promise<void> {
  accept(review);
  const rows = subjects();
  const proofs = proofsOf(rows);
  for (const [index, mutant] of allMutants(rows).entries()) {
    if (index % step !== first) continue;
    parentPort?.postMessage({ index, judged: await judge(mutant, proofs) } satisfies Answer);
  }
}

// A failure ends the worker, and so the run.
void work(workerData as Share);
