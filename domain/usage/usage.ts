import { TOKEN_METRICS } from '../metrics/token-metrics';
import type { Prices } from '../prices/price';

/** Metrics of AWS/Bedrock that say what a model did, by what they count. Tokens have the name of their price. */
export const USAGE_METRICS = {
  requests: 'Invocations',
  ...TOKEN_METRICS,
} as const;

export type Counted = keyof typeof USAGE_METRICS;

export const COUNTED = Object.keys(USAGE_METRICS) as readonly Counted[];

/** Sum of one metric of one model on one day. */
export interface Count {
  /** ISO day, UTC. */
  readonly day: string;
  readonly modelId: string;
  readonly counted: Counted;
  readonly value: number;
}

/** Use of a model on one day, or in all days. */
export interface Use extends Readonly<Record<Counted, number>> {
  readonly modelId: string;
  /** US dollars of everything that has a price. */
  readonly usd: number;
  /** Tokens that were used and have no price. */
  readonly unpriced: readonly Counted[];
}

export interface DayUse {
  readonly day: string;
  /** Models with data on this day. Empty: CloudWatch has none. */
  readonly models: readonly Use[];
}

export interface Usage {
  readonly days: readonly DayUse[];
  /** Sums of all days. */
  readonly models: readonly Use[];
}

/** Returns days and models with their dollars. @param priceNameOf name of a model in the price table */
export function usageOf(
  counts: readonly Count[],
  days: readonly string[],
  prices: Prices,
  priceNameOf: (modelId: string) => string,
): Usage {
  const usesOf = (some: readonly Count[]) =>
    [...new Set(some.map(({ modelId }) => modelId))].sort().map((modelId) =>
      useOf(
        modelId,
        some.filter((count) => count.modelId === modelId),
        prices,
        priceNameOf(modelId),
      ),
    );
  return {
    days: days.map((day) => ({ day, models: usesOf(counts.filter((count) => count.day === day)) })),
    models: usesOf(counts),
  };
}

function useOf(modelId: string, counts: readonly Count[], prices: Prices, priceName: string): Use {
  const sum = (what: Counted) =>
    counts.filter(({ counted }) => counted === what).reduce((total, { value }) => total + value, 0);
  const sums = Object.fromEntries(COUNTED.map((what) => [what, sum(what)])) as Record<Counted, number>;
  const tokens = COUNTED.filter((what) => what !== 'requests' && sums[what] > 0);
  const priceOf = (what: Counted) => prices[`${priceName} ${what}`];
  return {
    modelId,
    ...sums,
    usd: tokens.reduce((total, what) => {
      const price = priceOf(what);
      return total + (price ? (sums[what] / price.per) * price.usd : 0);
    }, 0),
    unpriced: tokens.filter((what) => !priceOf(what)),
  };
}

const DAY_MS = 86_400_000;

/** Returns the ISO days that end with the day of `now`, UTC. */
export const lastDays = (count: number, now: Date): readonly string[] =>
  Array.from({ length: count }, (_, index) => isoDay(new Date(now.getTime() - (count - 1 - index) * DAY_MS)));

export const isoDay = (time: Date): string => time.toISOString().slice(0, 10);

/** Returns how many days ago an ISO day was. */
export const daysSince = (day: string, now: Date): number =>
  Math.floor((now.getTime() - new Date(`${day}T00:00:00Z`).getTime()) / DAY_MS);
