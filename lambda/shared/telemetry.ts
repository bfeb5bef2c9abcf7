import { DIMENSIONS, METRICS, METRICS_NAMESPACE } from './contract';
import type { Failure } from './failures/failures';

/** Facts about one request, collected while it is served. Without any text of a prompt or an answer. */
export interface Observation {
  operation?: string;
  modelId?: string;
  /** Team that asked, if the function has teams. */
  team?: string | undefined;
  /** Thing that is used at the moment, for the message of a failure. @default - the model */
  subject?: string | undefined;
  /** Request id of Bedrock. */
  bedrockRequestId?: string | undefined;
  attempts?: number | undefined;
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
  timeToFirstTokenMs?: number;
  stopReason?: string | undefined;
  guardrailIntervened?: boolean;
  events?: number;
  /** Members and events that this version of the SDK does not know. They were passed on. */
  unknownMembers?: readonly string[] | undefined;
  /** Counts of one function, such as `passages`. */
  details?: Readonly<Record<string, number>>;
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
 * Formats the log line of a request: fields to search for, and its metrics in CloudWatch's embedded metric format.
 * docs/decisions/0003-telemetry.md says why the project writes these lines itself.
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
    // Each value of a dimension costs money: only allowed models have their own.
    [model]: seen.modelId ?? 'none',
    [operation]: seen.operation ?? 'none',
    outcome: failure?.code ?? 'ok',
    status: failure?.status ?? 200,
    requestId: at.requestId,
    bedrockRequestId: seen.bedrockRequestId,
    team: seen.team,
    attempts: seen.attempts,
    stopReason: seen.stopReason,
    events: seen.events,
    unknownMembers: seen.unknownMembers,
    ...seen.details,
    ...metrics,
  });
};
