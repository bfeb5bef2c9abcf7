import type { DeploymentConfig } from '../deployment/deployment';
import { QUOTAS, type QuotaName } from '../quotas/quotas';
import { averageSeconds, type Demand, type ModelDemand } from './demand';

/** Where the value of a limit comes from. `unknown`: no page confirms a default, and nobody gave the value. */
export type Origin = 'yours' | 'account' | 'row' | 'default' | 'unknown';

export interface Known {
  readonly value: number;
  readonly origin: Exclude<Origin, 'unknown'>;
}

/** Values that limits have for one deployment. */
export interface KnownLimits {
  /** Values by the name of the quota. */
  readonly quotas: Readonly<Partial<Record<QuotaName, Known>>>;
  /** Values by model id. */
  readonly tokensPerMinute: Readonly<Record<string, Known>>;
  readonly tokensPerDay: Readonly<Record<string, Known>>;
  /** AWS no longer enforces these on bedrock-runtime: only those that somebody gives. */
  readonly requestsPerMinute: Readonly<Record<string, Known>>;
}

/** One limit, beside what the demand needs of it. */
export interface Limit {
  readonly name: string;
  readonly unit: string;
  readonly needed: number;
  readonly available?: number;
  readonly origin: Origin;
  /** Requests a second at which the limit is met. Undefined if its value is unknown, or the demand does not depend on it. */
  readonly metAt?: number;
  /** Action that raises it. */
  readonly raise: string;
}

/** Reserved concurrency of the inference function by default. See InferenceConfig. */
const DEFAULT_RESERVED = 10;
/** Concurrency that Lambda keeps for functions without a reservation. */
const KEPT_UNRESERVED = 100;
/** Bytes on the wire, rounded up: text with its JSON, and one event-stream frame for each output token. */
const BYTES = { inputToken: 6, outputToken: 300 } as const;
const BITS = 8;
const GIGA = 1e9;
const DEFAULT_ZONES = 2;
const MINUTE = 60;
const DAY = 86_400;
/** Seconds in which Lambda starts the environments of its quota. */
const SCALING_SECONDS = 10;

/** Returns how many executions of the inference function can run at once. */
export function concurrencyOf({ inference }: DeploymentConfig, known: KnownLimits): number {
  const account = quotaOf('concurrency', known).known?.value ?? Number.POSITIVE_INFINITY;
  const reserved = inference?.reservedConcurrency ?? DEFAULT_RESERVED;
  return reserved === false ? account : Math.min(reserved, Math.max(0, account - KEPT_UNRESERVED));
}

/** Returns every limit that a demand meets in a deployment, the first one that is met first. */
export function limitsOf(demand: Demand, config: DeploymentConfig, known: KnownLimits): readonly Limit[] {
  const limits = [
    ...functionLimits(demand, config, known),
    ...demand.models.filter(({ share }) => share > 0).flatMap((model) => modelLimits(model, demand, known)),
    endpointLimit(demand, config, known),
    limit({
      ...{ name: 'log writes', demand, needed: demand.rps, quota: quotaOf('log-writes', known) },
      raise: raiseQuota('log-writes', demand.rps, config.region),
    }),
    ...(demand.executions > 0 ? [workflowLimit(demand, known)] : []),
  ];
  return limits.sort((a, b) => rank(a) - rank(b));
}

const rank = ({ metAt }: Limit): number => metAt ?? Number.POSITIVE_INFINITY;

/** True if the demand is more than the limit. */
export const isExceeded = ({ needed, available }: Limit): boolean => available !== undefined && needed > available;

/** Executions of the function at once that serve a demand: the average, and room for the crowd of a moment. */
export function concurrencyFor(demand: Demand): number {
  const average = demand.rps * averageSeconds(demand);
  return Math.ceil(average + 3 * Math.sqrt(average));
}

function functionLimits(demand: Demand, config: DeploymentConfig, known: KnownLimits): readonly Limit[] {
  const average = demand.rps * averageSeconds(demand);
  const wanted = concurrencyFor(demand);
  const account = quotaOf('concurrency', known);
  const reserved = config.inference?.reservedConcurrency ?? DEFAULT_RESERVED;
  return [
    ...(reserved === false
      ? []
      : [
          limit({
            ...{ name: 'reserved concurrency', demand, needed: average },
            quota: { unit: 'executions at once', known: { value: reserved, origin: 'row' } },
            raise: `inference: { reservedConcurrency: ${wanted} } in the row`,
          }),
        ]),
    limit({
      ...{ name: 'account concurrency', demand, needed: average, kept: reserved === false ? 0 : KEPT_UNRESERVED },
      quota: account,
      raise: raiseQuota('concurrency', wanted + KEPT_UNRESERVED, config.region),
    }),
    limit({
      ...{ name: 'new environments', demand },
      needed: Math.min(average, demand.rps * SCALING_SECONDS),
      quota: quotaOf('new-environments', known),
      raise: 'cannot be raised: let callers retry, or let the crowd in over minutes',
    }),
  ];
}

function modelLimits(model: ModelDemand, demand: Demand, known: KnownLimits): readonly Limit[] {
  const { modelId, share, burndown } = model;
  const { rps, inputTokens, outputTokens, maxTokens } = demand;
  const perRequest = inputTokens + outputTokens * burndown;
  // Running requests hold what they reserved and do not use.
  const held = averageSeconds(demand) * Math.max(0, maxTokens - outputTokens * burndown);
  const tokens = rps * share * (perRequest * MINUTE + held);
  const rows = [
    ['tokens a minute', tokens, known.tokensPerMinute[modelId], true],
    ['tokens a day', rps * share * perRequest * DAY, known.tokensPerDay[modelId], false],
    ['requests a minute', rps * share * MINUTE, known.requestsPerMinute[modelId], false],
  ] as const;
  return rows
    .filter(([, , value, isAlways]) => value !== undefined || isAlways)
    .map(([unit, needed, value]) =>
      limit({
        ...{ name: modelId, demand, needed, quota: { unit, known: value } },
        raise: `${Math.ceil(needed).toLocaleString('en')} ${unit} of ${modelId} in Service Quotas, a lower --max-tokens, or a profile of more Regions`,
      }),
    );
}

function endpointLimit(demand: Demand, config: DeploymentConfig, known: KnownLimits): Limit {
  const bytes = demand.inputTokens * BYTES.inputToken + demand.outputTokens * BYTES.outputToken;
  return limit({
    ...{ name: 'endpoint throughput', demand, quota: quotaOf('endpoint-gbps', known) },
    needed: (demand.rps * bytes * BITS) / GIGA / zonesOf(config),
    raise: 'scales to 100 Gbps by itself; more zones share the load',
  });
}

/** Requests start no workflow, so that this limit is met at no number of requests. */
function workflowLimit(demand: Demand, known: KnownLimits): Limit {
  const { metAt: _, ...rest } = limit({
    ...{ name: 'workflow starts', demand, needed: demand.executions, quota: quotaOf('workflow-starts', known) },
    raise: 'the quota of StartExecution in Service Quotas, or fewer documents at once',
  });
  return rest;
}

const zonesOf = ({ network }: DeploymentConfig): number =>
  'vpcId' in network ? network.subnets.length : (network.availabilityZones?.length ?? DEFAULT_ZONES);

interface Value {
  readonly unit: string;
  readonly known: Known | undefined;
}

/** Returns the value of a quota: yours, that of the account, or AWS's default. */
function quotaOf(name: QuotaName, { quotas }: KnownLimits): Value {
  const { unit, ...quota } = QUOTAS[name];
  const listed = 'value' in quota ? ({ value: quota.value, origin: 'default' } as const) : undefined;
  return { unit, known: quotas[name] ?? listed };
}

function raiseQuota(name: 'concurrency' | 'log-writes', value: number, region: string): string {
  const [service, code] = QUOTAS[name].code;
  return `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${Math.ceil(value)} --region ${region}`;
}

interface LimitInput {
  readonly name: string;
  readonly demand: Demand;
  readonly needed: number;
  readonly quota: Value;
  /** Part of the quota that is not for this demand. */
  readonly kept?: number;
  readonly raise: string;
}

function limit({ name, demand: { rps }, needed, quota: { unit, known }, kept = 0, raise }: LimitInput): Limit {
  if (!known) return { name, unit, needed, origin: 'unknown', raise };
  const available = Math.max(0, known.value - kept);
  return { name, unit, needed, available, origin: known.origin, metAt: (available / needed) * rps, raise };
}
