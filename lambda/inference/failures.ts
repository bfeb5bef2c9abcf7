import { METRICS } from './contract';
import type { Issue } from './issues';

/** Which metric a failure adds to: whose turn it is to act. */
type Counted = typeof METRICS.rejections | typeof METRICS.throttles | typeof METRICS.failures;

interface Row {
  /** Bedrock's own status where the failure is Bedrock's. */
  readonly status: number;
  readonly code: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** For the caller. `{model}` becomes the model's id. Never the upstream message, which may quote the prompt. */
  readonly message: string;
  readonly counted: Counted;
}

export interface Failure extends Row {
  readonly issues?: readonly Issue[];
}

const { rejections, throttles, failures } = METRICS;

const row = (status: number, code: string, retryable: boolean, counted: Counted, message: string): Row => ({
  status,
  code,
  retryable,
  counted,
  message,
});

const MISSING_ACCESS =
  'The function may not invoke {model}: access to this model may be missing in the account, or a policy denies it.';
const INTERNAL = row(500, 'internal', false, failures, 'The function failed. Its log has this request id.');
const INTERRUPTED = row(502, 'stream_interrupted', true, failures, 'The answer of {model} was cut off before its end.');
const THROTTLED = row(429, 'throttled', true, throttles, 'Bedrock throttles {model}. Try again later.');
const UNAVAILABLE = row(503, 'service_unavailable', true, failures, 'Bedrock is not available for {model} just now.');
const UPSTREAM = row(500, 'bedrock_internal', true, failures, 'Bedrock had an internal error.');
const UNREACHABLE = row(502, 'connection_failed', true, failures, 'The connection to Bedrock failed.');
const UNREADABLE = row(502, 'unreadable_answer', true, failures, 'The answer of {model} could not be read.');
const NO_CREDENTIALS = row(500, 'no_credentials', false, failures, 'Bedrock refuses the credentials.');
const DENIED = row(403, 'access_denied', false, failures, MISSING_ACCESS);

/** Keyed by `error.name`, or `error.code` where Node names every error "Error". Never instanceof: a bundle can hold two SDKs. */
export const FAILURES: Readonly<Record<string, Row>> = {
  RequestError: row(400, 'invalid_request', false, rejections, 'The request is wrong in the fields listed.'),
  ValidationException: row(400, 'rejected_by_bedrock', false, rejections, 'Bedrock refuses this request for {model}.'),
  AccessDeniedException: DENIED,
  ResourceNotFoundException: row(404, 'not_found', false, failures, 'Bedrock knows no {model} in this Region.'),
  ConflictException: row(409, 'conflict', true, failures, 'Bedrock could not serve {model} because of a conflict.'),
  ServiceQuotaExceededException: row(400, 'quota_exceeded', false, throttles, 'A quota of the account is exceeded.'),
  ThrottlingException: THROTTLED,
  TooManyRequestsException: THROTTLED,
  ModelNotReadyException: row(429, 'model_not_ready', true, failures, '{model} is not ready yet. Try again later.'),
  ModelTimeoutException: row(408, 'model_timeout', true, failures, '{model} took too long.'),
  ModelErrorException: row(424, 'model_error', true, failures, '{model} failed at this request.'),
  ModelStreamErrorException: row(424, 'model_stream_error', true, failures, '{model} failed within its answer.'),
  ServiceUnavailableException: UNAVAILABLE,
  InternalServerException: UPSTREAM,
  InternalFailure: UPSTREAM,
  StreamInterruptedError: INTERRUPTED,
  SyntaxError: UNREADABLE,
  DeadlineError: row(504, 'deadline_exceeded', true, failures, 'The time ended before the answer did.'),
  CallerGoneError: row(499, 'caller_gone', false, rejections, 'The caller left.'),
  TimeoutError: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNABORTED: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  CredentialsProviderError: NO_CREDENTIALS,
  ExpiredTokenException: NO_CREDENTIALS,
  InvalidSignatureException: NO_CREDENTIALS,
  SignatureDoesNotMatch: NO_CREDENTIALS,
  InvalidClientTokenId: NO_CREDENTIALS,
  UnrecognizedClientException: NO_CREDENTIALS,
  MissingAuthenticationTokenException: NO_CREDENTIALS,
  RequestTimeTooSkewed: NO_CREDENTIALS,
};

/** For an answer that names no error that is known: a proxy or a gateway on the way wrote it. */
const BY_STATUS: Readonly<Record<number, Row>> = {
  403: DENIED,
  429: THROTTLED,
  500: UPSTREAM,
  502: UNAVAILABLE,
  503: UNAVAILABLE,
  504: UNAVAILABLE,
};

interface ErrorLike {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly issues?: readonly Issue[];
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const rowNamed = (name: unknown): Row | undefined =>
  typeof name === 'string' && Object.hasOwn(FAILURES, name) ? FAILURES[name] : undefined;

const rowOf = (error: unknown): Row | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, code, $metadata } = error as ErrorLike;
  return rowNamed(name) ?? rowNamed(code) ?? BY_STATUS[$metadata?.httpStatusCode ?? 0];
};

/** What the caller reads about an error, whatever was thrown. */
export const failureOf = (error: unknown, modelId: string | undefined): Failure => {
  const { message, ...found } = rowOf(error) ?? INTERNAL;
  const { issues } = (error ?? {}) as ErrorLike;
  return {
    ...found,
    message: message.replaceAll('{model}', modelId ?? 'the model'),
    ...(found.code === 'invalid_request' && issues ? { issues } : {}),
  };
};

/** An error met while reading an upstream stream: what has no name of its own is a broken stream, not a fault of this function. */
export const streamFailure = (error?: unknown): unknown =>
  rowNamed((error as ErrorLike | undefined)?.name)
    ? error
    : Object.assign(new Error('stream interrupted'), { name: 'StreamInterruptedError' });
