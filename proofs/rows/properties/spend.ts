import fc from 'fast-check';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { pricedName, spendingModels, tokenPrices } from '../../../domain/deployment/spend/counted-models';
import { optional, type PropertyRows } from '../property';

/** Limits of any size that a request fits in. Prices follow the models of the row. */
export const spend: PropertyRows<'spend'> = () =>
  optional(
    fc
      .tuple(fc.double({ min: 100, max: 1_000_000, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([dailyUsd, part]) => ({ dailyUsd, hourlyUsd: Math.max(100, dailyUsd * part) })),
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
