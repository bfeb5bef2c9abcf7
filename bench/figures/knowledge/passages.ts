import { runCommand } from '../../command';
import type { Figure } from '../../figure';

interface Observed {
  readonly ours: number;
  readonly floor: number;
}

/** Time to filter, cite and check 1,000 passages, and to parse them. */
export const passages: Figure = {
  name: 'passages',
  async measure(bench) {
    const program = await bench.bundle('bench/programs/knowledge/passages.ts', 'function');
    const { ours, floor } = JSON.parse(runCommand(bench, [process.execPath, program]).stdout) as Observed;
    return [
      {
        what: '1,000 passages filtered, cited, checked',
        floorIs: 'JSON.parse of the same response',
        unit: 'ms',
        ours,
        floor,
        compare: 'ratio',
        reach: 3,
      },
    ];
  },
};
