import type { Prices } from '../prices/price';
import { averageSeconds, type Demand } from './demand';

/** US dollars of one day of a demand, by what they are for. Undefined: no price is known. */
export interface DailyUsd {
  /** Amounts by model id. */
  readonly tokens: Readonly<Record<string, number | undefined>>;
  readonly function: number;
}

const DAY = 86_400;
const MIB_IN_A_GIB = 1024;

/** Returns the price of what depends on requests. `cost` has the rest, which depends on hours. */
export function dailyUsd(demand: Demand, prices: Prices, memoryMiB: number): DailyUsd {
  const requests = demand.rps * DAY;
  const usd = (name: string, amount: number) => {
    const price = prices[name];
    return price && (amount * price.usd) / price.per;
  };
  return {
    tokens: Object.fromEntries(
      demand.models.map(({ modelId, share }) => {
        const input = usd(`${modelId} input`, requests * share * demand.inputTokens);
        const output = usd(`${modelId} output`, requests * share * demand.outputTokens);
        return [modelId, input === undefined || output === undefined ? undefined : input + output];
      }),
    ),
    function:
      (usd('function-request', requests) ?? 0) +
      (usd('function-gb-second-arm64', (requests * averageSeconds(demand) * memoryMiB) / MIB_IN_A_GIB) ?? 0),
  };
}
