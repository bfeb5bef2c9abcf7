import { alternate } from '../alternate';
import { runCdkApp } from '../cdk-process';
import type { Figure } from '../figure';

/** Start of the app for the sandbox, against an almost empty CDK app. */
export const appStart: Figure = {
  name: 'app-start',
  async measure(bench) {
    const empty = await bench.bundle('bench/programs/empty-app.ts', 'command');
    const app = 'build/bin/app.js';
    const { plain, withPacks, floor } = await alternate(bench.runs, {
      plain: () => runCdkApp(bench, app, 'no validation').milliseconds,
      withPacks: () => runCdkApp(bench, app, 'validation').milliseconds,
      floor: () => runCdkApp(bench, empty, 'no validation').milliseconds,
    });
    const against = { floorIs: 'an app with one empty stack', unit: 'ms', floor, compare: 'ratio' } as const;
    return [
      { what: 'the app, sandbox, validation off', ours: plain, reach: 3.5, ...against },
      { what: 'the same with the rule packs', ours: withPacks, ...against },
    ];
  },
};
