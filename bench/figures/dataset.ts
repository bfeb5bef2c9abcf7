import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alternate } from '../alternate';
import { runCommand } from '../command';
import { writeDataset, writeLongLine } from '../dataset-file';
import type { Bench, Figure, Measurement } from '../figure';

/** Output of a process that reads a dataset. */
interface Observed {
  readonly milliseconds: number;
  /** MiB */
  readonly peakMemory: number;
}

const SMALL = 200e6;
const LARGE = 2e9;

/** 150 MB, in MiB. */
const MEMORY = 150e6 / 2 ** 20;

/** Validator with every rule, against a program that only parses the same lines. */
export const dataset: Figure = {
  name: 'dataset',
  async measure(bench) {
    const validate = await validator(bench);
    const floorProgram = await bench.bundle('bench/programs/dataset-floor.ts', 'command');
    const small = join(bench.workspace, 'small.jsonl');
    writeDataset(small, SMALL);
    const { ours, floor } = await alternate(bench.runs, {
      ours: () => validate(small).milliseconds,
      floor: () => observe(bench, floorProgram, small).milliseconds,
    });
    const memory = [memoryOf('200 MB', validate(small)), ...largeFiles(bench, validate)];
    return [
      {
        what: 'validating 200 MB',
        floorIs: 'only split and JSON.parse',
        unit: 'ms',
        ours,
        floor,
        compare: 'ratio',
        // At least 0.75 times the speed of the floor.
        reach: 1 / 0.75,
      },
      ...memory,
    ];
  },
};

type Validate = (file: string) => Observed;

async function validator(bench: Bench): Promise<Validate> {
  const program = await bench.bundle('bench/programs/dataset-validator.ts', 'command');
  return (file) => observe(bench, program, file);
}

/** Measures the files one after the other: each takes 2 GB of disk. */
function largeFiles({ workspace }: Bench, validate: Validate): Measurement[] {
  const large = join(workspace, 'large.jsonl');
  writeDataset(large, LARGE);
  const records = memoryOf('2 GB', validate(large));
  rmSync(large);
  writeLongLine(large, LARGE);
  const line = memoryOf('one line of 2 GB', validate(large));
  rmSync(large);
  return [records, line];
}

const memoryOf = (what: string, { peakMemory }: Observed): Measurement => ({
  what: `peak memory of ${what}`,
  floorIs: '150 MB',
  unit: 'MiB',
  ours: peakMemory,
  floor: MEMORY,
  compare: 'ratio',
  reach: 1,
});

function observe(bench: Bench, program: string, ...args: readonly string[]): Observed {
  return JSON.parse(runCommand(bench, [process.execPath, program, ...args]).stdout) as Observed;
}
