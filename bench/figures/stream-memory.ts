import { alternate } from '../alternate';
import type { Figure } from '../figure';
import { withModelServer } from '../model-server';
import { prepareStreaming } from './streaming';

const megabytes = (size: number) => ({ events: size * 1000, characters: 1000 });

/** Peak memory for a long answer, which must pass through the function and not accumulate in it. */
export const streamMemory: Figure = {
  name: 'stream-memory',
  measure: (bench) =>
    withModelServer(bench, async (url) => {
      const { throughFunction } = await prepareStreaming(bench, url);
      const peak = (size: number) => throughFunction({ answer: megabytes(size), warmUps: 0, calls: 1 }).peakMemory;
      const { large, small } = await alternate(bench.runs, { large: () => peak(50), small: () => peak(1) });
      return [
        {
          what: 'peak memory of a 50 MB answer',
          floorIs: 'of a 1 MB answer',
          unit: 'MiB',
          ours: large,
          floor: small,
          compare: 'ratio',
          reach: 1.2,
        },
      ];
    }),
};
