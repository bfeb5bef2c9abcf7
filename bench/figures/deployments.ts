import { readAssembly } from '../../cli/app/assembly-folder';
import { summarize } from '../../cli/summary/assembly-summary';
import { alternate } from '../alternate';
import { runCdkApp } from '../cdk-process';
import type { Figure } from '../figure';

const ROWS = 8;

/** Growth of the app with the table: choosing one row of many is free, and all rows cost no more than their resources. */
export const deployments: Figure = {
  name: 'deployments',
  async measure(bench) {
    const app = await bench.bundle('bench/programs/table-app.ts', 'command');
    const run = (rows: number, made: number) => runCdkApp(bench, app, 'no validation', String(rows), String(made));
    const resources = (outdir: string) =>
      summarize(readAssembly(outdir, bench.root)).stacks.reduce((sum, { resourceCount }) => sum + resourceCount, 0);
    const growth = resources(run(ROWS, ROWS).outdir) / resources(run(1, 1).outdir);

    const { one, chosen, all } = await alternate(bench.runs, {
      one: () => run(1, 1).milliseconds,
      chosen: () => run(ROWS, 1).milliseconds,
      all: () => run(ROWS, ROWS).milliseconds,
    });
    const common = { unit: 'ms', floor: one, compare: 'ratio' } as const;
    return [
      { ...common, what: `one of ${ROWS} deployments`, floorIs: 'the only one', ours: chosen, reach: 1.1 },
      {
        ...common,
        what: `all ${ROWS} deployments`,
        floorIs: `one; ${ROWS} have ${growth.toFixed(1)} times its resources`,
        ours: all,
        reach: growth,
      },
    ];
  },
};
