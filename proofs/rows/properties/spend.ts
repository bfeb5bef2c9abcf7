import fc from 'fast-check';
import type { AnomalyConfig, BudgetConfig } from '../../../domain/deployment/config/spend-config';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { ANOMALY_REGIONS, BUDGET_REGIONS } from '../../../domain/deployment/spend/budget';
import { pricedName, spendingModels, tokenPrices } from '../../../domain/deployment/spend/counted-models';
import { optional, type PropertyRows, textOf } from '../property';

const emails = fc.uniqueArray(
  textOf('abc', 1, 8).map((name) => `${name}@example.com`),
  { minLength: 1, maxLength: 10 },
);
const tagText = (longest: number) => textOf('aZ0 _.:/=+-@é', 1, longest);

const budget: fc.Arbitrary<BudgetConfig> = fc.record(
  {
    monthlyUsd: fc.double({ min: 1, max: 100_000_000, noNaN: true }),
    emails,
    approval: fc.constantFrom('automatic', 'manual'),
    tag: fc.record({ key: tagText(128), value: tagText(256) }),
  },
  { requiredKeys: ['monthlyUsd', 'emails'] },
);
const anomaly: fc.Arbitrary<AnomalyConfig> = fc.record({
  impactUsd: fc.double({ min: 1, max: 1_000_000, noNaN: true }),
  emails,
});

/** Limits of any size that a request fits in. Prices follow the models of the row. */
export const spend: PropertyRows<'spend'> = (region) =>
  optional(
    fc
      .tuple(
        fc.double({ min: 100, max: 1_000_000, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        BUDGET_REGIONS.includes(region) ? optional(budget) : fc.constant(undefined),
        ANOMALY_REGIONS.includes(region) ? optional(anomaly) : fc.constant(undefined),
      )
      .map(([dailyUsd, part, ...[ofMonth, ofServices]]) => ({
        ...{ dailyUsd, hourlyUsd: Math.max(100, dailyUsd * part) },
        ...(ofMonth && { budget: ofMonth }),
        ...(ofServices && { anomaly: ofServices }),
      })),
  );

/** Prices for the models of a row that the list does not have, and the topic that a limit requires. */
export const spendOfRow = (row: DeploymentConfig): Partial<DeploymentConfig> => {
  const { spend: limits, observability = {} } = row;
  if (!limits) return {};
  // A price names a declared model once more: the correction of one name would be a mistake in the other.
  if (row.declaredModels) {
    Reflect.deleteProperty(row, 'spend');
    return {};
  }
  const unpriced = spendingModels(row).filter((model) => tokenPrices(model, undefined) === undefined);
  const prices = unpriced.map((model, index) => ({
    ...{ model: pricedName(model), inputUsd: 0.5 + index, outputUsd: 2 + index, read: '2026-11-01' },
    ...(index % 2 === 1 && { cacheReadUsd: 0.1, cacheWriteUsd: 1 }),
  }));
  return { observability, spend: { ...limits, ...(prices.length > 0 && { prices }) } };
};
