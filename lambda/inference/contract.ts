/**
 * Contract between the construct, the function and its callers: environment variables, operations, limits.
 * Imports neither CDK nor SDK, so that both sides compile against this file.
 */

/** Environment variables of the function. The construct sets them; the function does not start without them. */
export const ENV = {
  /** JSON array of the models that may be invoked. The first one is the default. */
  allowedModels: 'ALLOWED_MODELS',
  /** Most bytes of a request as JSON. */
  maxRequestBytes: 'MAX_REQUEST_BYTES',
  /** Name of the deployment: a dimension of the metrics. */
  deployment: 'DEPLOYMENT',
  /** Id and version of the guardrail for every request. Both or neither. */
  guardrailId: 'GUARDRAIL_ID',
  guardrailVersion: 'GUARDRAIL_VERSION',
  /**
   * JSON object with the models of each team, in the order of `ALLOWED_MODELS`: application inference profiles, and models that
   * cannot be copied as they are. A team calls the function by the alias of its name. Absent without teams.
   */
  teams: 'TEAMS',
} as const;

export const OPERATIONS = ['converse', 'converseStream', 'invokeModel', 'invokeModelWithResponseStream'] as const;

/**
 * Operations of bedrock-runtime that the function offers, with the names of the SDK's methods. An invocation is one flat
 * JSON object: `operation`, and the API's request fields with the API's names.
 *
 * - Bytes are base64 in both directions. The default of `modelId` is the first allowed model.
 * - Numbers are passed as they are written in both directions, also those that JavaScript would round.
 * - `body` of InvokeModel is a JSON value in both directions. An answer that is not JSON is base64, with
 *   `isBase64Encoded: true`.
 * - `converse` and `invokeModel` answer with one JSON document of at most 6 MB: the API's response fields, or
 *   `{ "error": AnswerError }`.
 * - The two streaming operations answer with server-sent events, one for each event of the API, with its name. A failure
 *   at any time is a last event `error`, whose data is an AnswerError.
 * - Fields and events that the function does not know are passed on. The data of such an event that is no JSON has the form
 *   of a `body`.
 * - An answer of `converseStream` is complete if it has `messageStop` and no `error`. An answer of
 *   `invokeModelWithResponseStream` is complete only if its last chunks say so in the model's own JSON (such as
 *   `message_stop` or `messageStop`): that API marks no end, so a cut between two chunks causes no `error`. A stream
 *   without any chunk does.
 */
export type Operation = (typeof OPERATIONS)[number];
