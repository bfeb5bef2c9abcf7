/**
 * What the construct and the function agree on: environment names, operations, limits.
 * Imports nothing, neither CDK nor SDK: both sides compile against this file alone.
 */

/** Environment variables of the function. Every one is set by the construct; the function fails at start naming each that is missing. */
export const ENV = {
  /** JSON array of the `modelId`s that may be invoked; the first one is the default. */
  allowedModels: 'ALLOWED_MODELS',
  /** Largest accepted request, bytes of JSON. */
  maxRequestBytes: 'MAX_REQUEST_BYTES',
  /** Name of the deployment: a dimension of the metrics. */
  deployment: 'DEPLOYMENT',
  /** Guardrail id and version that every request is sent with; both or neither. */
  guardrailId: 'GUARDRAIL_ID',
  guardrailVersion: 'GUARDRAIL_VERSION',
} as const;

export const OPERATIONS = ['converse', 'converseStream', 'invokeModel', 'invokeModelWithResponseStream'] as const;

/** The verbs of bedrock-runtime that the function offers, spelt as the SDK spells its methods. */
export type Operation = (typeof OPERATIONS)[number];

/**
 * An invocation is one flat JSON object: `operation`, and the API's own request fields by the API's own names.
 *
 * - Bytes are base64, both ways. `modelId` may be left out: the first allowed model answers.
 * - `body` of InvokeModel is a JSON value, both ways; an answer that is no JSON is base64 with `isBase64Encoded: true`.
 * - `converse` and `invokeModel` answer with one JSON document: the API's own response fields, or `{ "error": AnswerError }`.
 * - The two streaming operations answer with server-sent events, one for each of the API's, named as the API names it.
 *   A failure at any time is a last event `error`, whose data is an AnswerError.
 * - An answer of `converseStream` is whole if it has `messageStop` and no `error`. One of `invokeModelWithResponseStream`
 *   is whole only if its last chunks say so in the model's own JSON (such as `message_stop` or `messageStop`): that API
 *   marks no end, so a clean cut between two chunks brings no `error`. A stream without any chunk does.
 */
export interface AnswerError {
  readonly status: number;
  /** Stable, for programs; lambda/inference/failures.ts lists them all. */
  readonly code: string;
  readonly retryable: boolean;
  readonly message: string;
  /** The invocation's own request id, by which its log line is found. */
  readonly requestId: string;
  /** What to mend, on `invalid_request`: a path such as `messages[0].content[1].image.format`, empty for the whole. */
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
}

/** Namespace of the metrics that the function writes in embedded metric format. */
export const METRICS_NAMESPACE = 'PrivateBedrock';

/** Names of those metrics, for whoever draws or alarms on them. */
export const METRICS = {
  /** Every request, whatever came of it. */
  requests: 'Requests',
  /** The caller's own doing: wrong fields, a model that is not allowed, leaving before the end. */
  rejections: 'Rejections',
  /** Throttled, or over quota, after all retries. */
  throttles: 'Throttles',
  /** Every other failure: the model, the network, the deadline, the function itself. */
  failures: 'Failures',
  /** The guardrail stopped the prompt or the answer. */
  guardrailInterventions: 'GuardrailInterventions',
  retries: 'Retries',
  inputTokens: 'InputTokens',
  outputTokens: 'OutputTokens',
  /** Milliseconds until the first piece of a streamed answer. */
  timeToFirstToken: 'TimeToFirstToken',
  /** Milliseconds until the whole answer was written. */
  latency: 'Latency',
} as const;

/** Each metric is written under the first name alone and under all three; every one has few values. */
export const DIMENSIONS = ['Deployment', 'Model', 'Operation'] as const;
