import { columns } from '../cli/terminal/columns';
import { type Measurement, result, withinReach } from './figure';

/** Result of a whole run, as in `bench.json`. */
export interface BenchReport {
  readonly node: string;
  readonly cpus: string;
  readonly runs: number;
  readonly measurements: readonly Measurement[];
}

/** Formats the report as a table. */
export function benchTable({ node, cpus, runs, measurements }: BenchReport): string {
  const table = columns(
    [
      { heading: 'figure' },
      { heading: 'ours', align: 'right' },
      { heading: 'floor', align: 'right' },
      { heading: 'floor is' },
      { heading: 'result', align: 'right' },
      { heading: 'reach', align: 'right' },
      { heading: 'verdict' },
    ],
    measurements.map((measurement) => [
      measurement.what,
      amount(measurement.ours, measurement),
      amount(measurement.floor, measurement),
      measurement.floorIs,
      compared(result(measurement), measurement),
      ...goal(measurement),
    ]),
  );
  return [...table, '', `Medians of ${runs} interleaved runs. Node ${node}, ${cpus}.`].join('\n');
}

const goal = (measurement: Measurement): readonly [reach: string, verdict: string] => {
  if (measurement.reach === undefined) return ['', ''];
  return [compared(measurement.reach, measurement), withinReach(measurement) ? 'reached' : 'MISSED'];
};

const amount = (value: number, { unit }: Measurement) => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;

const compared = (value: number, { compare, unit }: Measurement) =>
  compare === 'difference' ? `${value < 0 ? '−' : '+'} ${Math.abs(value).toFixed(1)} ${unit}` : `× ${value.toFixed(2)}`;
