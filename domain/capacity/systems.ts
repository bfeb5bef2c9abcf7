import type { DeploymentConfig } from '../deployment/deployment';
import { QUOTAS } from '../quotas/quotas';
import type { Demand } from './demand';
import { concurrencyOf, type KnownLimits } from './limits';
import type { System } from './simulate';

/** Returns the deployment as it is. A limit whose value nobody knows does not limit it. */
export const systemOf = (demand: Demand, config: DeploymentConfig, known: KnownLimits, attempts: number): System => ({
  concurrency: concurrencyOf(config, known),
  newEnvironments: known.quotas['new-environments']?.value ?? QUOTAS['new-environments'].value,
  tokensPerMinute: demand.models.map(
    ({ modelId }) => known.tokensPerMinute[modelId]?.value ?? Number.POSITIVE_INFINITY,
  ),
  requestsPerMinute: demand.models.map(
    ({ modelId }) => known.requestsPerMinute[modelId]?.value ?? Number.POSITIVE_INFINITY,
  ),
  whenBusy: 'throttle',
  attempts,
  seed: demand.seed,
});

/** Returns the same with everything raised that can be. */
export const raised = (system: System): System => ({
  ...system,
  concurrency: Number.POSITIVE_INFINITY,
  tokensPerMinute: system.tokensPerMinute.map(() => Number.POSITIVE_INFINITY),
  requestsPerMinute: system.requestsPerMinute.map(() => Number.POSITIVE_INFINITY),
});
