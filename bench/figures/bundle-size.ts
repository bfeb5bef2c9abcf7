import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure';

/** What choosing the SDK's ES modules saves of the function's code. */
export const bundleSize: Figure = {
  name: 'bundle-size',
  async measure(bench) {
    // esbuild's own choice for Node, everything else as we have it.
    const byDefault = await bench.bundle('lambda/inference/handler.ts', 'function', { mainFields: ['main', 'module'] });
    const kibibytes = (path: string) => statSync(path).size / 1024;
    return [
      {
        what: 'bundle of the function',
        floorIs: "esbuild's default mainFields",
        unit: 'KiB',
        ours: kibibytes(join(bench.root, 'build/lambda/inference/index.js')),
        floor: kibibytes(byDefault),
        compare: 'ratio',
        reach: 0.72,
      },
    ];
  },
};
