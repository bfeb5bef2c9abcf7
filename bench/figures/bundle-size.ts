import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure';

/** Bundle size with the SDK's ES modules, against esbuild's defaults. */
export const bundleSize: Figure = {
  name: 'bundle-size',
  async measure(bench) {
    // esbuild's default for Node; all other flags are ours.
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
