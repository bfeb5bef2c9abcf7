import { type DailyUsd, dailyUsd } from '../../domain/capacity/daily-usd';
import { type Demand, requestsOf } from '../../domain/capacity/demand';
import { isExceeded, type KnownLimits, type Limit, limitsOf } from '../../domain/capacity/limits';
import { type Outcome, percentile, simulate } from '../../domain/capacity/simulate';
import { raised, systemOf } from '../../domain/capacity/systems';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Prices } from '../../domain/prices/price';

/** Numbers of one simulation. Times are seconds. */
export interface Simulated {
  readonly requests: number;
  readonly answered: number;
  readonly refused: number;
  /** Part of all attempts, from 0 to 1. */
  readonly throttledShare: number;
  readonly throttled: Outcome['throttled'];
  readonly wait: { readonly p50: number; readonly p95: number };
  readonly latency: { readonly p50: number; readonly p95: number };
  readonly mostRunning: number;
  /** Executions at once, by second. */
  readonly running: readonly number[];
}

/** Everything that the command reports. */
export interface Capacity {
  readonly demand: Demand;
  readonly limits: readonly Limit[];
  /** First limit that the demand meets. @default - none */
  readonly first?: Limit;
  readonly asItIs: Simulated;
  /** With every quota raised that can be: only the start of new environments limits it. */
  readonly raised: Simulated;
  /** If every request of a day gets its answer. */
  readonly usdADay: DailyUsd;
}

const DEFAULT_MEMORY = 512;

export function capacityOf(
  demand: Demand,
  config: DeploymentConfig,
  known: KnownLimits,
  { attempts, prices }: { readonly attempts: number; readonly prices: Prices },
): Capacity {
  const limits = limitsOf(demand, config, known);
  const system = systemOf(demand, config, known, attempts);
  const first = limits.find(isExceeded);
  return {
    demand,
    limits,
    ...(first && { first }),
    asItIs: simulated(simulate(requestsOf(demand), system), demand),
    raised: simulated(simulate(requestsOf(demand), raised(system)), demand),
    usdADay: dailyUsd(demand, prices, config.inference?.memoryMiB ?? DEFAULT_MEMORY),
  };
}

function simulated(outcome: Outcome, { seconds }: Demand): Simulated {
  const { requests, answered, refused, attempts, throttled, waits, latencies, running } = outcome;
  const failed = Object.values(throttled).reduce((sum, count) => sum + count, 0);
  const both = (values: Float64Array) => ({ p50: percentile(values, 0.5), p95: percentile(values, 0.95) });
  return {
    ...{ requests, answered, refused, throttled },
    throttledShare: attempts === 0 ? 0 : failed / attempts,
    wait: both(waits),
    latency: both(latencies),
    mostRunning: running.reduce((most, count) => Math.max(most, count), 0),
    running: running.slice(0, Math.ceil(seconds)),
  };
}
