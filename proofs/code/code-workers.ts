import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CodeNews, CodeShare } from './code-worker';
import type { CodeMutant } from './operators';
import type { CodeAnswer } from './verdict';

/** File that judges the mutants, beside the bundle of the program: tools/build.mjs. */
const WORKER = 'build/proofs/code/code-worker.js';

/** Seconds of this process, and not of a clock: a busy machine ends no mutant. A verdict takes at most three. */
const CPU_LIMIT_S = 90;

/** Has mutants judged by some workers. A mutant that never ends, or ends its worker, is seen. */
export async function judgedByCodeWorkers(
  share: CodeShare,
  count: number,
  take: (answer: CodeAnswer) => void,
): Promise<void> {
  const shares = Array.from({ length: count }, (_, first) => share.mutants.filter((__, at) => at % count === first));
  await Promise.all(
    shares.map(async (all) => {
      for (let left = all; left.length > 0; ) {
        const judged = await judgedByOne({ ...share, mutants: left }, CPU_LIMIT_S * count, take);
        left = left.slice(judged);
      }
    }),
  );
}

/** Returns how many mutants were judged before the worker ended, which is all of them unless one ended it. */
const judgedByOne = (share: CodeShare, limit: number, take: (answer: CodeAnswer) => void): Promise<number> =>
  new Promise((done, fail) => {
    const worker = new Worker(resolve(WORKER), {
      workerData: share,
      resourceLimits: { maxYoungGenerationSizeMb: 128 },
    });
    let judged = 0;
    let current: CodeMutant | undefined;
    let begun = process.cpuUsage();
    const answer = (one: CodeAnswer) => {
      judged += 1;
      current = undefined;
      take(one);
    };
    const watch = setInterval(() => {
      if (current && process.cpuUsage(begun).user / 1e6 > limit) void worker.terminate();
    }, 1_000);
    let says = 'it does not end';
    worker.on('message', (news: CodeNews) => {
      if ('verdict' in news) return answer(news);
      current = news.begins;
      begun = process.cpuUsage();
    });
    worker.on('error', (error) => (says = error.message));
    worker.on('exit', (code) => {
      clearInterval(watch);
      if (current) answer({ mutant: current, verdict: { killer: 'process', says } });
      else if (code !== 0) return fail(new Error(`a worker ended with ${code}: ${says}`));
      done(judged);
    });
  });
