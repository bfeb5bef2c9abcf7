import { runCommand } from '../command';
import type { Figure } from '../figure';

interface Observed {
  readonly ours: number;
  readonly floor: number;
}

/** Time to read and check the outputs of a consultation of 90 minutes, and to parse them. */
export const evidence: Figure = {
  name: 'evidence',
  async measure(bench) {
    const program = await bench.bundle('bench/programs/evidence-check.ts', 'function');
    const { ours, floor } = JSON.parse(runCommand(bench, [process.execPath, program]).stdout) as Observed;
    return [
      {
        what: 'evidence of 5,000 segments, 200 sentences',
        floorIs: 'JSON.parse of the same files',
        unit: 'ms',
        ours,
        floor,
        compare: 'ratio',
        reach: 2,
      },
    ];
  },
};
