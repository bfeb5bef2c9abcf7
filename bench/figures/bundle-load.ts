import { join } from 'node:path';
import { nodeBinary } from '../../sandbox/process/node-binary';
import { alternate } from '../alternate';
import { runCommand } from '../command';
import type { Bench, Environment, Figure, Measurement } from '../figure';
import { functionEnvironment } from '../function-process';
import { knowledgeEnvironment } from './knowledge/environment';

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
    const clients = await bench.bundle('bench/programs/knowledge/two-clients.ts', 'function');
    const measurements: Measurement[] = [];
    for (const major of [22, 24]) {
      measurements.push(
        await loadOn(bench, major, {
          ...{ name: 'the bundle', bundle: 'inference', environment: functionEnvironment(['bench']) },
          ...{ bare, floorIs: "only the SDK's client" },
        }),
        await loadOn(bench, major, {
          ...{ name: 'the knowledge bundle', bundle: 'knowledge', environment: knowledgeEnvironment(['bench']) },
          ...{ bare: clients, floorIs: "only the SDK's two clients" },
        }),
      );
    }
    return measurements;
  },
};

interface Loaded {
  readonly name: string;
  /** Folder of the function. */
  readonly bundle: string;
  readonly environment: Environment;
  /** Bundle of the floor. */
  readonly bare: string;
  readonly floorIs: string;
}

async function loadOn(
  bench: Bench,
  major: number,
  { name, bundle: folder, environment, bare, floorIs }: Loaded,
): Promise<Measurement> {
  const node = nodeBinary(major, bench.env);
  const load = (bundle: string) => Number(runCommand(bench, [node, '--eval', LOADER, bundle], environment).stdout);
  // A load is short and noisy, so it is measured five times as often.
  const { ours, floor } = await alternate(bench.runs * 5, {
    ours: () => load(join(bench.root, `build/lambda/${folder}/index.js`)),
    floor: () => load(bare),
  });
  return {
    what: `loading ${name}, Node ${major}`,
    floorIs,
    unit: 'ms',
    ours,
    floor,
    compare: 'ratio',
    reach: 1.15,
  };
}
