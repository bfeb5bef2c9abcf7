import fc from 'fast-check';
import { type Demand, type Request, requestsOf } from '../../domain/capacity/demand';
import { Random } from '../../domain/capacity/random';
import { percentile, type System, simulate } from '../../domain/capacity/simulate';
import { Timeline } from '../../domain/capacity/timeline';

const FREE: System = {
  concurrency: Number.POSITIVE_INFINITY,
  newEnvironments: Number.POSITIVE_INFINITY,
  tokensPerMinute: [Number.POSITIVE_INFINITY],
  requestsPerMinute: [Number.POSITIVE_INFINITY],
  whenBusy: 'throttle',
  attempts: 1,
  seed: 1,
};

/** Requests of the theory of queues: exponential times between them, exponential durations of one second. */
function* memoryless(rps: number, count: number): Generator<Request> {
  const random = new Random(7);
  for (let at = 0, made = 0; made < count; made++) {
    at += random.exponential(1 / rps);
    yield { at, duration: random.exponential(1), model: 0, reserved: 0, used: 0 };
  }
}

const average = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the simulation agrees with formulas that are known', () => {
  test.each([
    [1, 0.7, 0.7 / 0.3],
    [4, 3.2, 0.5964 / (4 - 3.2)],
    [10, 8, 0.4092 / (10 - 8)],
  ])('%d slots, %f requests a second: average wait of Erlang C', (concurrency, rps, expected) => {
    const { waits } = simulate(memoryless(rps, 100_000), { ...FREE, concurrency, whenBusy: 'queue' });
    expect(average(waits) / expected).toBeGreaterThan(0.92);
    expect(average(waits) / expected).toBeLessThan(1.08);
  });

  test.each([
    [1, 1, 0.5],
    [10, 8, 0.1217],
    [100, 100, 0.0757],
  ])('%d slots, %d requests a second, no retry: share of refusals of Erlang B', (concurrency, rps, expected) => {
    const { refused, requests } = simulate(memoryless(rps, 100_000), { ...FREE, concurrency });
    expect(refused / requests / expected).toBeGreaterThan(0.92);
    expect(refused / requests / expected).toBeLessThan(1.08);
  });
});

const demand: Demand = {
  ...{ rps: 20, seconds: 300, seed: 3, variation: 0.5, executions: 0 },
  ...{ inputTokens: 800, outputTokens: 300, maxTokens: 600, firstTokenSeconds: 0.5, tokensPerSecond: 100 },
  models: [{ modelId: 'm', share: 1, burndown: 1 }],
};

describe('limits', () => {
  test('without any, nobody waits', () => {
    const { waits, throttled, answered, requests } = simulate(requestsOf(demand), FREE);
    expect([waits.at(-1), answered, throttled]).toEqual([
      0,
      requests,
      { concurrency: 0, 'new environments': 0, requests: 0, tokens: 0 },
    ]);
  });

  test('new environments start at a tenth of the quota a second, after as many at once', () => {
    const long = { ...demand, rps: 200, seconds: 60, tokensPerSecond: 3 };
    const { running, throttled } = simulate(requestsOf(long), { ...FREE, newEnvironments: 100, attempts: 20 });
    running.slice(0, 60).forEach((count, second) => {
      expect(count).toBeLessThanOrEqual(100 + 10 * (second + 1));
    });
    expect(throttled['new environments']).toBeGreaterThan(0);
    expect(running[59]).toBeGreaterThan(600);
  });

  test('a request that reserves more than the quota of a minute is never answered', () => {
    const { answered, refused, requests } = simulate(requestsOf(demand), { ...FREE, tokensPerMinute: [1399] });
    expect([answered, refused]).toEqual([0, requests]);
  });

  test('tokens that are reserved and not used come back', () => {
    // 20 a second use 1,100 on average: 1.32 million a minute; reservations alone are 1.68 million.
    const of = (tokens: number) => simulate(requestsOf(demand), { ...FREE, tokensPerMinute: [tokens] }).refused;
    expect(of(1_600_000)).toBe(0);
    expect(of(1_000_000)).toBeGreaterThan(0);
  });

  test('requests of a minute are as many as the quota, and one bucket more', () => {
    const { answered } = simulate(requestsOf(demand), { ...FREE, requestsPerMinute: [60] });
    expect(answered).toBeGreaterThan(60 * 5);
    expect(answered).toBeLessThanOrEqual(60 * 6);
  });
});

const systems = fc.record({
  concurrency: fc.integer({ min: 1, max: 50 }),
  newEnvironments: fc.integer({ min: 1, max: 200 }),
  tokensPerMinute: fc.tuple(fc.integer({ min: 1, max: 3_000_000 })),
  requestsPerMinute: fc.tuple(fc.integer({ min: 1, max: 3_000 })),
  whenBusy: fc.constantFrom('throttle' as const, 'queue' as const),
  attempts: fc.integer({ min: 1, max: 5 }),
  seed: fc.integer({ min: 0, max: 1000 }),
});

test('whatever the limits, every request ends once, no limit is passed, and the same input gives the same outcome', () => {
  const short = { ...demand, seconds: 30 };
  fc.assert(
    fc.property(systems, (system) => {
      const outcome = simulate(requestsOf(short), system);
      const { answered, refused, requests, running, waits, latencies, attempts } = outcome;
      expect(answered + refused).toBe(requests);
      expect([waits.length, latencies.length]).toEqual([answered, answered]);
      expect(Math.max(0, ...running)).toBeLessThanOrEqual(system.concurrency);
      expect(waits[0] ?? 0).toBeGreaterThanOrEqual(0);
      expect(attempts).toBeGreaterThanOrEqual(requests);
      expect(simulate(requestsOf(short), system)).toEqual(outcome);
    }),
    { numRuns: 40, seed: 1 },
  );
});

test('a timeline gives its events in the order of their time, equal ones as they were added', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (times) => {
      const timeline = new Timeline<readonly [number, number]>();
      times.forEach((time, index) => {
        timeline.add(time, [time, index]);
      });
      const taken = times.map(() => timeline.take());
      const expected = times
        .map((time, index) => [time, index])
        .sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j);
      expect([taken, timeline.take(), timeline.next]).toEqual([expected, undefined, Number.POSITIVE_INFINITY]);
    }),
    { seed: 1 },
  );
});

test('requests have the rate, the tokens and the shares of their demand', () => {
  const models = [
    { modelId: 'a', share: 0.75, burndown: 1 },
    { modelId: 'b', share: 0.25, burndown: 5 },
  ];
  const requests = [...requestsOf({ ...demand, rps: 100, seconds: 1000, maxTokens: 100_000, models })];
  const ofB = requests.filter(({ model }) => model === 1);
  expect(requests.length / 100_000).toBeCloseTo(1, 1);
  expect(ofB.length / requests.length).toBeCloseTo(0.25, 2);
  const output = requests.reduce((sum, { duration }) => sum + (duration - 0.5) * 100, 0) / requests.length;
  expect(output / 300).toBeCloseTo(1, 1);
  expect(ofB.every(({ duration, used }) => Math.abs(used - 800 - (duration - 0.5) * 500) < 1e-6)).toBe(true);
});

test.each([
  [[], 0.95, 0],
  [[7], 0.5, 7],
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.95, 4],
])('percentile of %j at %f is %d', (values, part, expected) => {
  expect(percentile(Float64Array.from(values), part)).toBe(expected);
});
