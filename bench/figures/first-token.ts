import { alternate } from '../alternate';
import type { Figure } from '../figure';
import { withModelServer } from '../model-server';
import { prepareStreaming } from './streaming';

/** Time that a warm function adds before the first token: checks, relay, telemetry. */
export const firstToken: Figure = {
  name: 'first-token',
  measure: (bench) =>
    withModelServer(bench, async (url) => {
      const { throughFunction, throughSdk } = await prepareStreaming(bench, url);
      const probe = { answer: { events: 20, characters: 32 }, warmUps: 50, calls: 200 };
      const { ours, floor } = await alternate(bench.runs, {
        ours: () => throughFunction(probe).firstToken,
        floor: () => throughSdk(probe).firstToken,
      });
      return [
        {
          what: 'first token through the function',
          floorIs: 'only the SDK, same model',
          unit: 'ms',
          ours,
          floor,
          compare: 'difference',
          reach: 3,
        },
      ];
    }),
};
