import { PRICES } from '../../domain/prices/prices';
import { COUNTED, daysSince, lastDays, usageOf } from '../../domain/usage/usage';

const LITE = 'amazon.nova-lite-v1:0';
const price = (usd: number) => ({ ...PRICES[`${LITE} input`], usd, per: 1_000_000 }) as (typeof PRICES)[string];
const count = (counted: (typeof COUNTED)[number], value: number, day = '2026-11-27', modelId = 'm') => ({
  ...{ counted, value, day, modelId },
});

test('tokens of caches have prices of their own, and without one they are named', () => {
  const counts = COUNTED.map((counted) => count(counted, 1_000_000));
  const all = { 'm input': price(1), 'm output': price(10), 'm cache read': price(0.1), 'm cache write': price(2) };
  const days = ['2026-11-27'];
  expect(usageOf(counts, days, all, (id) => id).models).toMatchObject([{ usd: 13.1, unpriced: [] }]);
  const { 'm cache write': _, ...some } = all;
  expect(usageOf(counts, days, some, (id) => id).models).toMatchObject([{ usd: 11.1, unpriced: ['cache write'] }]);
});

test('a price is found by the name of the model, and no tokens need none', () => {
  const [use] = usageOf([count('requests', 3)], ['2026-11-27'], {}, () => LITE).models;
  expect(use).toMatchObject({ requests: 3, usd: 0, unpriced: [] });
});

test('the sum of the days is the sum of all', () => {
  const counts = ['2026-11-26', '2026-11-27'].flatMap((day) => ['a', 'b'].map((id) => count('input', 5, day, id)));
  const { days, models } = usageOf(counts, lastDays(3, new Date('2026-11-27T12:00:00Z')), {}, (id) => id);
  expect(days.map(({ day, models: some }) => [day, some.length])).toEqual([
    ['2026-11-25', 0],
    ['2026-11-26', 2],
    ['2026-11-27', 2],
  ]);
  expect(models.map(({ input }) => input)).toEqual([10, 10]);
});

test.each([
  ['2026-11-27', '2026-11-27T23:59:59Z', 0],
  ['2026-11-27', '2026-11-28T00:00:00Z', 1],
  ['2026-01-01', '2026-11-28T12:00:00Z', 331],
])('%s was, at %s, %d days ago', (day, now, expected) => {
  expect(daysSince(day, new Date(now))).toBe(expected);
});
