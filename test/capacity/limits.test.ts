import fc from 'fast-check';
import type { Demand } from '../../domain/capacity/demand';
import { concurrencyOf, isExceeded, type KnownLimits, limitsOf } from '../../domain/capacity/limits';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { QUOTAS } from '../../domain/quotas/quotas';
import { outputBurndown } from '../../domain/quotas/token-burndown';

const ROW: DeploymentConfig = {
  region: 'us-east-1',
  models: ['amazon.nova-lite-v1:0'],
  network: { cidr: '10.0.0.0/24' },
  trustedPrincipals: {},
} as unknown as DeploymentConfig;
const NOTHING: KnownLimits = { quotas: {}, tokensPerMinute: {}, tokensPerDay: {}, requestsPerMinute: {} };
const MODEL = 'amazon.nova-lite-v1:0';

const demands: fc.Arbitrary<Demand> = fc.record({
  rps: fc.double({ min: 0.01, max: 100_000, noNaN: true }),
  seconds: fc.constant(60),
  seed: fc.constant(1),
  inputTokens: fc.integer({ min: 1, max: 200_000 }),
  outputTokens: fc.integer({ min: 1, max: 4000 }),
  variation: fc.constant(0.5),
  maxTokens: fc.constant(8000),
  firstTokenSeconds: fc.double({ min: 0, max: 20, noNaN: true }),
  tokensPerSecond: fc.double({ min: 1, max: 1000, noNaN: true }),
  models: fc.constant([{ modelId: MODEL, share: 1, burndown: 1 }]),
  executions: fc.constant(0),
});

const knowns: fc.Arbitrary<KnownLimits> = fc
  .tuple(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e5 }))
  .map(([value, concurrency]) => ({
    quotas: { concurrency: { value: concurrency, origin: 'account' } },
    tokensPerMinute: { [MODEL]: { value, origin: 'yours' } },
    tokensPerDay: { [MODEL]: { value: value * 1440, origin: 'account' } },
    requestsPerMinute: { [MODEL]: { value, origin: 'yours' } },
  }));

const reservations = fc.oneof(fc.constant(undefined), fc.constant(false as const), fc.integer({ min: 1, max: 1e5 }));
const rowWith = (reservedConcurrency: number | false | undefined): DeploymentConfig => ({
  ...ROW,
  ...(reservedConcurrency !== undefined && { inference: { reservedConcurrency } }),
});

test('every limit is met exactly at the rate that it names, whatever the demand and the row', () => {
  fc.assert(
    fc.property(demands, knowns, reservations, (demand, known, reserved) => {
      const row = rowWith(reserved);
      for (const limit of limitsOf(demand, row, known)) {
        const { name, unit, metAt = 0, available = Number.NaN } = limit;
        const at = limitsOf({ ...demand, rps: metAt }, row, known).find(
          (other) => other.name === name && other.unit === unit,
        );
        if (metAt > 0) expect((at?.needed ?? 0) / available).toBeCloseTo(1, 6);
        expect(isExceeded(limit)).toBe(limit.needed > available);
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('limits are in the order in which they are met, those that are not known last', () => {
  fc.assert(
    fc.property(demands, reservations, (demand, reserved) => {
      const order = limitsOf(demand, rowWith(reserved), NOTHING).map(({ metAt }) => metAt ?? Number.POSITIVE_INFINITY);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
    { seed: 1 },
  );
});

test.each([
  ['the reservation of the row', 50, 1000, 50],
  ['10 if the row says nothing', undefined, 1000, 10],
  ['the account, if the row reserves nothing', false as const, 70, 70],
  ['the account without the 100 that Lambda keeps, if that is less', 50, 120, 20],
  ['none, if the account has less than Lambda keeps', 50, 10, 0],
])('the function has %s', (_, reserved, account, expected) => {
  const known: KnownLimits = { ...NOTHING, quotas: { concurrency: { value: account, origin: 'account' } } };
  expect(concurrencyOf(rowWith(reserved), known)).toBe(expected);
});

test('an output token counts as five for every Claude from 4 on of the catalogue, by every id, and as one for others', () => {
  for (const { id } of CATALOGUE.models) {
    const isNew = id.startsWith('anthropic.') && !/claude-(3|instant|v2)/.test(id);
    for (const named of [id, `us.${id}`, `global.${id}`]) {
      expect([named, outputBurndown(named)]).toEqual([named, isNew ? 5 : 1]);
    }
  }
});

test('each quota names its source and the day on which it was read, and is positive or an input', () => {
  for (const [name, quota] of Object.entries(QUOTAS)) {
    expect([name, quota.source]).toEqual([name, expect.stringMatching(/^(AWS|Amazon) .*"/)]);
    expect(quota.read).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect('value' in quota ? quota.value : 1).toBeGreaterThan(0);
  }
});
