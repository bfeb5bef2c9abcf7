import { alternate } from '../alternate';
import type { Figure } from '../figure';
import { withModelServer } from '../model-server';
import { prepareStreaming } from './streaming';

/** CPU time to relay an event, because Lambda charges by the millisecond. */
export const eventCpu: Figure = {
  name: 'event-cpu',
  measure: (bench) =>
    withModelServer(bench, async (url) => {
      const { throughFunction, throughSdk } = await prepareStreaming(bench, url);
      const probe = { answer: { events: 10_000, characters: 32 }, warmUps: 1, calls: 1 };
      const { ours, floor } = await alternate(bench.runs, {
        ours: () => throughFunction(probe).cpu,
        floor: () => throughSdk(probe).cpu,
      });
      return [
        {
          what: 'CPU for 10,000 events',
          floorIs: 'only the SDK, same events',
          unit: 'ms',
          ours,
          floor,
          compare: 'ratio',
          reach: 1.5,
        },
      ];
    }),
};
