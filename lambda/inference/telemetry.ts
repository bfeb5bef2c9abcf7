import { DIMENSIONS, METRICS, METRICS_NAMESPACE, type Operation } from './contract';
import type { Failure } from './failures';

/** What is known of one request, filled in while it is served. Holds no text of a prompt or an answer. */
export interface Observation {
  operation?: Operation;
  modelId?: string;
  /** Bedrock's request id. */
  bedrockRequestId?: string | undefined;
  attempts?: number | undefined;
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
  timeToFirstTokenMs?: number;
  stopReason?: string | undefined;
  guardrailIntervened?: boolean;
  events?: number;
}

const UNITS: Readonly<Record<string, string>> = {
  [METRICS.latency]: 'Milliseconds',
  [METRICS.timeToFirstToken]: 'Milliseconds',
};

const LEVELS: Readonly<Record<string, string>> = {
  [METRICS.requests]: 'INFO',
  [METRICS.failures]: 'ERROR',
  [METRICS.rejections]: 'WARN',
  [METRICS.throttles]: 'WARN',
};

/**
 * The one log line of a request: what to search for, and its metrics in CloudWatch's embedded metric format.
 * See docs/decisions/0003-telemetry.md for why these lines are ours.
 */
export const logLine = (
  seen: Observation,
  at: { readonly deployment: string; readonly requestId: string; readonly startedAt: number; readonly now: number },
  failure?: Failure,
): string => {
  const metrics: Record<string, number | undefined> = {
    [METRICS.requests]: 1,
    [METRICS.rejections]: 0,
    [METRICS.throttles]: 0,
    [METRICS.failures]: 0,
    ...(failure ? { [failure.counted]: 1 } : {}),
    [METRICS.guardrailInterventions]: seen.guardrailIntervened ? 1 : 0,
    [METRICS.retries]: seen.attempts === undefined ? undefined : seen.attempts - 1,
    [METRICS.inputTokens]: seen.inputTokens,
    [METRICS.outputTokens]: seen.outputTokens,
    [METRICS.timeToFirstToken]: seen.timeToFirstTokenMs,
    [METRICS.latency]: at.now - at.startedAt,
  };
  const [deployment, model, operation] = DIMENSIONS;
  return JSON.stringify({
    _aws: {
      Timestamp: at.now,
      CloudWatchMetrics: [
        {
          Namespace: METRICS_NAMESPACE,
          Dimensions: [[deployment], DIMENSIONS],
          Metrics: Object.keys(metrics)
            .filter((name) => metrics[name] !== undefined)
            .map((name) => ({ Name: name, Unit: UNITS[name] ?? 'Count' })),
        },
      ],
    },
    level: LEVELS[failure?.counted ?? METRICS.requests],
    timestamp: new Date(at.now).toISOString(),
    [deployment]: at.deployment,
    // Dimensions cost money by the value: only names that are allowed, and one for all the rest.
    [model]: seen.modelId ?? 'none',
    [operation]: seen.operation ?? 'none',
    outcome: failure?.code ?? 'ok',
    status: failure?.status ?? 200,
    requestId: at.requestId,
    bedrockRequestId: seen.bedrockRequestId,
    attempts: seen.attempts,
    stopReason: seen.stopReason,
    events: seen.events,
    ...metrics,
  });
};
