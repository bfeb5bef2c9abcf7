import type { Observation } from './telemetry';

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const count = (value: unknown): number | undefined => (typeof value === 'number' && value >= 0 ? value : undefined);

/** Observes the metadata of a success or of an SDK error. */
export const observeMetadata = (seen: Observation, metadata: unknown): void => {
  const { requestId, attempts } = fields(metadata);
  if (typeof requestId === 'string') seen.bedrockRequestId = requestId;
  if (count(attempts) !== undefined) seen.attempts = attempts as number;
};

/** Observes the token counts of the Converse API. */
export const observeUsage = (seen: Observation, usage: unknown, stopReason?: unknown): void => {
  const { inputTokens, outputTokens } = fields(usage);
  seen.inputTokens = count(inputTokens) ?? seen.inputTokens;
  seen.outputTokens = count(outputTokens) ?? seen.outputTokens;
  if (typeof stopReason === 'string') {
    seen.stopReason = stopReason;
    seen.guardrailIntervened = stopReason === 'guardrail_intervened';
  }
};

export const observeEvent = (seen: Observation, name: string, data: unknown, elapsed: () => number): void => {
  seen.events = (seen.events ?? 0) + 1;
  if (name === 'contentBlockDelta' || name === 'chunk') seen.timeToFirstTokenMs ??= elapsed();
  else if (name === 'metadata') observeUsage(seen, fields(data).usage);
  else if (name === 'messageStop') observeUsage(seen, undefined, fields(data).stopReason);
};

/** Observes the members that Bedrock adds to the answer of every model. */
export const observeBody = (seen: Observation, body: unknown): void => {
  const { 'amazon-bedrock-guardrailAction': action, 'amazon-bedrock-invocationMetrics': metrics } = fields(body);
  if (action === 'INTERVENED') seen.guardrailIntervened = true;
  const { inputTokenCount, outputTokenCount } = fields(metrics);
  observeUsage(seen, { inputTokens: inputTokenCount, outputTokens: outputTokenCount });
};

/** Observes the token counts of InvokeModel, which are headers. */
export const observeTokenHeaders = (seen: Observation, headers: Readonly<Record<string, string>>): void => {
  const counted = (kind: string) => {
    const value = headers[`x-amzn-bedrock-${kind}-token-count`];
    return value && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  };
  observeUsage(seen, { inputTokens: counted('input'), outputTokens: counted('output') });
};
