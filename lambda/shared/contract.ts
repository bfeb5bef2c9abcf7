/**
 * Failures and metrics of every function, for their callers. Imports neither CDK nor SDK.
 */

/** Failure in an answer: the member `error` of a JSON document, or the data of the last event `error` of a stream. */
export interface AnswerError {
  readonly status: number;
  /** Stable code for programs: FailureCode of failure-rows.ts. docs/inference.md lists them. */
  readonly code: string;
  readonly retryable: boolean;
  readonly message: string;
  /** Request id of the invocation. Its log line has it too. */
  readonly requestId: string;
  /** Wrong fields, on `invalid_request`. A path is such as `messages[0].content[1].image.format`; empty for the request. */
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

/** Namespace of the function's metrics. */
export const METRICS_NAMESPACE = 'PrivateBedrock';

/** Names of the metrics. */
export const METRICS = {
  /** All requests. */
  requests: 'Requests',
  /** Requests that failed because of the caller: wrong fields, a model that is not allowed, disconnected. */
  rejections: 'Rejections',
  /** Requests that were throttled or over quota after all retries. */
  throttles: 'Throttles',
  /** Requests with any other failure: of the model, the network, the deadline, the function. */
  failures: 'Failures',
  /** Requests or answers that the guardrail stopped. */
  guardrailInterventions: 'GuardrailInterventions',
  retries: 'Retries',
  inputTokens: 'InputTokens',
  outputTokens: 'OutputTokens',
  /** Milliseconds to the first piece of a streamed answer. */
  timeToFirstToken: 'TimeToFirstToken',
  /** Milliseconds to the end of the answer. */
  latency: 'Latency',
} as const;

/** Each metric is written with the first dimension alone, and with all three. Each has few values. */
export const DIMENSIONS = ['Deployment', 'Model', 'Operation'] as const;
