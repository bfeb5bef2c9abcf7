import { availableParallelism } from 'node:os';
import { resolve as absolute } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Review } from '../bounds/bound-file';
import type { Judged } from './judge';

/** Which mutants a worker takes, of every `step` the one at `first`, and the bounds that count as reviewed. */
export interface Share {
  readonly first: number;
  readonly step: number;
  readonly review: Review;
}

export interface Answer {
  /** Place among all mutants. */
  readonly index: number;
  readonly judged: Judged;
}

/**
 * Has all mutants judged, one worker on each core.
 *
 * @param file the bundle of worker.ts
 * @param review the bounds that count as reviewed
 * @param note called with the number of mutants judged so far
 * @returns in the order of the mutants, whoever was first
 */
export async function judgedByWorkers(
  file: string,
  review: Review,
  note: (judged: number) => void = () => undefined,
  step = availableParallelism(),
): Promise<readonly Judged[]> {
  const answers: Answer[] = [];
  const shares = Array.from({ length: step }, (_, first): Share => ({ first, step, review }));
  await Promise.all(shares.map((share) => finished(new Worker(absolute(file), { workerData: share }), answers, note)));
  return answers.sort((one, other) => one.index - other.index).map(({ judged }) => judged);
}

const finished = (worker: Worker, answers: Answer[], note: (judged: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.on('message', (answer: Answer) => {
      answers.push(answer);
      note(answers.length);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
