import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Progress } from '../../cli/terminal/progress';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { CODE_PAGE, codePage } from './code-page';
import type { CodeAnswer, CodeShare } from './code-worker';
import { explanationsOf } from './explained';
import { mutantsOfTarget, TARGETS } from './targets';

/** File that judges the mutants, beside the bundle of the program: tools/build.mjs. */
const WORKER = 'build/proofs/code/code-worker.js';

/**
 * Attacks the code that builds policies and requests, and writes docs/code-mutants.md.
 *
 * @param most mutants of each file, evenly spread; without it all of them
 */
export async function proveCode(most: number | undefined, progress: Progress): Promise<ExitCode> {
  const answers: CodeAnswer[] = [];
  for (const target of TARGETS) {
    const all = mutantsOfTarget(target, most).length;
    await progress.step(`${target.name}: ${all} mutants of the code`, async (note) => {
      const started = Date.now();
      const take = (answer: CodeAnswer) => {
        answers.push(answer);
        const count = answers.filter((one) =>
          target.folders.some((folder) => one.mutant.file.startsWith(folder)),
        ).length;
        const left = ((Date.now() - started) / count) * (all - count);
        note(`${count} of ${all}, about ${Math.ceil(left / 60_000)} min to go`);
      };
      const step = availableParallelism();
      const shares = Array.from(
        { length: step },
        (_, first): CodeShare => ({
          target: target.name,
          first,
          step,
          ...(most !== undefined && { most }),
        }),
      );
      await Promise.all(shares.map((share) => finished(share, take)));
    });
  }
  const scope = most === undefined ? 'all places' : `${most} places of each file, evenly spread`;
  const { survivors, explained, stale } = explanationsOf(answers);
  writeFileSync(CODE_PAGE, codePage(answers, explained, survivors, scope));
  for (const name of survivors) console.error(`  ✗ nothing sees ${name}`);
  for (const pattern of stale)
    console.error(`  ✗ proofs/code/explained.ts explains ${pattern}, which does not survive`);
  console.log(
    `${answers.length} mutants of the code, ${survivors.length} survive without a reason. ${CODE_PAGE} is written.`,
  );
  return survivors.length + stale.length > 0 ? EXIT.failed : EXIT.ok;
}

const finished = (share: CodeShare, take: (answer: CodeAnswer) => void): Promise<void> =>
  new Promise((done, fail) => {
    const worker = new Worker(resolve(WORKER), { workerData: share });
    worker.on('message', take);
    worker.on('error', fail);
    worker.on('exit', (code) => (code === 0 ? done() : fail(new Error(`a worker ended with ${code}`))));
  });
