import { join } from 'node:path';
import { nodeBinary } from '../../sandbox/process/node-binary';
import { alternate } from '../alternate';
import { runCommand } from '../command';
import type { Bench, Figure, Measurement } from '../figure';
import { functionEnvironment } from '../function-process';

/** Prints the milliseconds that `require` takes, in a process that has loaded nothing else. */
const LOADER = `
  globalThis.awslambda = { streamifyResponse: (handler) => handler };
  const start = performance.now();
  require(process.argv[1]);
  console.log(performance.now() - start);`;

/** Load time of the bundle, against only the SDK's client. */
export const bundleLoad: Figure = {
  name: 'bundle-load',
  async measure(bench) {
    const bare = await bench.bundle('bench/programs/bare-client.ts', 'function');
    const measurements: Measurement[] = [];
    for (const major of [22, 24]) measurements.push(await loadOn(bench, major, bare));
    return measurements;
  },
};

async function loadOn(bench: Bench, major: number, bare: string): Promise<Measurement> {
  const node = nodeBinary(major, bench.env);
  const load = (bundle: string) =>
    Number(runCommand(bench, [node, '--eval', LOADER, bundle], functionEnvironment(['bench'])).stdout);
  // A load is short and noisy, so it is measured five times as often.
  const { ours, floor } = await alternate(bench.runs * 5, {
    ours: () => load(join(bench.root, 'build/lambda/inference/index.js')),
    floor: () => load(bare),
  });
  return {
    what: `loading the bundle, Node ${major}`,
    floorIs: "only the SDK's client",
    unit: 'ms',
    ours,
    floor,
    compare: 'ratio',
    reach: 1.15,
  };
}
