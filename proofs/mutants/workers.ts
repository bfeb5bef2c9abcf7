import { availableParallelism } from 'node:os';
import { resolve as absolute } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Judged } from './judge';

/** Which mutants a worker takes: of every `step`, the one at `first`. */
export interface Share {
  readonly first: number;
  readonly step: number;
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
 * @param note called with the number of mutants judged so far
 * @returns in the order of the mutants, whoever was first
 */
export async function judgedByWorkers(
  file: string,
  note: (judged: number) => void = () => undefined,
  step = availableParallelism(),
): Promise<readonly Judged[]> {
  const answers: Answer[] = [];
  const shares = Array.from({ length: step }, (_, first): Share => ({ first, step }));
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
