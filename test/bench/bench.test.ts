import { spawnSync } from 'node:child_process';
import { alternate, median } from '../../bench/alternate';
import { benchTable } from '../../bench/bench-report';
import { type Measurement, result, withinReach } from '../../bench/figure';
import { modelIdOf, scriptedIn } from '../../bench/scripted-answer';

const ratio: Measurement = {
  what: 'start',
  floorIs: 'an empty app',
  unit: 'ms',
  ours: 500,
  floor: 200,
  compare: 'ratio',
  reach: 2.5,
};
const difference: Measurement = { ...ratio, what: 'token', ours: 5.2, floor: 2, compare: 'difference', reach: 3 };

describe('the bench', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('the median of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test('measures in turn, every other time backwards, and keeps the medians', async () => {
    const order: string[] = [];
    const sample = (name: string, values: number[]) => () => {
      order.push(name);
      return values.shift() ?? 0;
    };

    const medians = await alternate(3, { a: sample('a', [1, 9, 2]), b: sample('b', [10, 30, 20]) });

    expect(order.join('')).toBe('abbaab');
    expect(medians).toEqual({ a: 2, b: 20 });
  });

  test('judges by ratio or by difference; what just reaches is reached', () => {
    expect([result(ratio), withinReach(ratio)]).toEqual([2.5, true]);
    expect([result(difference).toFixed(1), withinReach(difference)]).toEqual(['3.2', false]);
  });

  test('an agreement is missed in both directions', () => {
    const verdict = (ours: number) => withinReach({ ...ratio, compare: 'agreement', ours, floor: 100, reach: 1.25 });
    expect([79, 80, 100, 125, 126].map(verdict)).toEqual([false, true, true, true, false]);
  });

  test('draws a line for each figure with its floor and the verdict', () => {
    const table = benchTable({ node: 'v24', cpus: '2 × CPU', runs: 3, measurements: [ratio, difference] }).split('\n');

    expect(table[1]?.split(/ {2,}/)).toEqual([
      'start',
      '500 ms',
      '200 ms',
      'an empty app',
      '× 2.50',
      '× 2.50',
      'reached',
    ]);
    expect(table[2]).toMatch(/5\.2 ms .* \+ 3\.2 ms {2}\+ 3\.0 ms {2}MISSED$/);
  });

  test('hands its script to the stand-in model in the id of the model', () => {
    const answer = { events: 10_000, characters: 32 };
    expect(scriptedIn(`/model/${encodeURIComponent(modelIdOf(answer))}/converse-stream`)).toEqual(answer);
  });

  test.each([
    ['an unknown figure', ['--only', 'nothing'], /nothing.*invalid/],
    ['runs that are no number', ['--runs', '0'], /--runs .0. is not a whole number from 1/],
    ['an unknown option', ['--fast'], /--fast/],
  ])('refuses %s with the way to the help and exit code 2', (_, args, message) => {
    const { status, stderr } = spawnSync(process.execPath, ['build/bin/bench.js', ...args], { encoding: 'utf8' });
    expect({ status, usage: stderr.includes('--help') }).toEqual({ status: 2, usage: true });
    expect(stderr).toMatch(message);
  });
});
