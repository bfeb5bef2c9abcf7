import type { Issue } from '../issues';
import { FAILURE_ROWS, type FailureCode, type FailureRow } from './failure-rows';
import { refusalOf } from './refusals';

export interface Failure extends FailureRow {
  readonly code: FailureCode;
  readonly issues?: readonly Issue[];
}

/** Codes by `error.name`. Never instanceof: a bundle can have two SDKs. */
export const CODES: Readonly<Record<string, FailureCode>> = {
  RequestError: 'invalid_request',
  ValidationException: 'rejected_by_bedrock',
  AccessDeniedException: 'access_denied',
  ResourceNotFoundException: 'not_found',
  KnowledgeBaseNotFoundError: 'knowledge_base_not_found',
  RetrievalDeniedError: 'retrieval_denied',
  RetrievalRefusedError: 'retrieval_refused',
  GenerationDeniedError: 'generation_denied',
  GenerationRefusedError: 'generation_refused',
  ForeignReferenceError: 'foreign_reference',
  AgentNotFoundError: 'agent_not_found',
  AgentDeniedError: 'agent_denied',
  AgentRefusedError: 'agent_refused',
  AgentWantsActionError: 'agent_wants_action',
  AgentSendsFilesError: 'agent_sends_files',
  DependencyFailedException: 'dependency_failed',
  BadGatewayException: 'dependency_failed',
  ConflictException: 'conflict',
  ServiceQuotaExceededException: 'quota_exceeded',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  ModelNotReadyException: 'model_not_ready',
  ModelTimeoutException: 'model_timeout',
  ModelErrorException: 'model_error',
  ModelStreamErrorException: 'model_stream_error',
  ServiceUnavailableException: 'service_unavailable',
  InternalServerException: 'bedrock_internal',
  InternalFailure: 'bedrock_internal',
  StreamInterruptedError: 'stream_interrupted',
  UnreadableAnswerError: 'unreadable_answer',
  SyntaxError: 'unreadable_answer',
  AnswerTooLargeError: 'answer_too_large',
  DeadlineError: 'deadline_exceeded',
  CallerGoneError: 'caller_gone',
  TimeoutError: 'connection_failed',
  CredentialsProviderError: 'no_credentials',
  ExpiredTokenException: 'no_credentials',
  InvalidSignatureException: 'no_credentials',
  SignatureDoesNotMatch: 'no_credentials',
  InvalidClientTokenId: 'no_credentials',
  UnrecognizedClientException: 'no_credentials',
  MissingAuthenticationTokenException: 'no_credentials',
  RequestTimeTooSkewed: 'no_credentials',
};

/** Codes by status, for an answer whose error is not known. A proxy or a gateway may have written it. */
const BY_STATUS: Readonly<Record<number, FailureCode>> = {
  429: 'throttled',
  500: 'bedrock_internal',
  502: 'service_unavailable',
  503: 'service_unavailable',
  504: 'service_unavailable',
};

interface ErrorLike {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly issues?: readonly Issue[];
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const codeNamed = (name: unknown): FailureCode | undefined =>
  typeof name === 'string' && Object.hasOwn(CODES, name) ? CODES[name] : undefined;

/**
 * Codes of Node for a connection that does not carry an answer: of the network, of TLS and its certificates, of an HTTP
 * parser that reads something else.
 */
const CONNECTION =
  /^(?:ECONN\w+|E(?:HOST|NET|ADDR|AI_|DNS)\w+|ENOTFOUND|ETIMEDOUT|EPIPE|EPROTO|HPE_\w+|ERR_(?:SSL|TLS|HTTP2?|OSSL)_\w+|ERR_STREAM_PREMATURE_CLOSE|\w*CERT\w*|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|UNABLE_TO_\w+)$/;

const byConnection = ({ code }: ErrorLike): FailureCode | undefined =>
  typeof code === 'string' && CONNECTION.test(code) ? 'connection_failed' : undefined;

/** True if an error has a code of its own, whatever the status of the answer. */
export const isKnown = (error: unknown): boolean =>
  (codeNamed((error as ErrorLike).name) ?? byConnection(error as ErrorLike)) !== undefined;

const byStatus = ({ name, $metadata }: ErrorLike): FailureCode | undefined => {
  const status = $metadata?.httpStatusCode ?? 0;
  if (status < 300) return undefined;
  const known = BY_STATUS[status];
  if (known) return known;
  // Names that the SDK gives to an answer without one: it is not from Bedrock.
  if (name === 'Unknown' || name === 'UnknownError') return 'unreadable_answer';
  if (status === 403) return 'access_denied';
  return status < 500 ? 'rejected_by_bedrock' : 'bedrock_internal';
};

/** Returns what the caller reads about an error, for any thrown value. The upstream message is never part of it. */
export const failureOf = (error: unknown, modelId: string | undefined, region = 'this Region'): Failure => {
  const like: ErrorLike = typeof error === 'object' && error !== null ? error : {};
  const found = codeNamed(like.name) ?? byConnection(like) ?? byStatus(like) ?? 'internal';
  const { code, limit } = typeof like.message === 'string' ? refusalOf(found, like.message) : { code: found };
  const { message, ...row } = FAILURE_ROWS[code];
  const values: Readonly<Record<string, string>> = {
    model: modelId ?? 'the model',
    region,
    profile: profileOf(modelId ?? 'the model', region),
    limit: limit ?? 'its limit',
  };
  return {
    ...row,
    code,
    message: message.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''),
    ...(code === 'invalid_request' && like.issues ? { issues: like.issues } : {}),
  };
};

/** Geographies of inference profiles by the beginning of a Region. The first match counts. */
const GEOGRAPHIES = [
  ['us-gov-', 'us-gov'],
  ['us-', 'us'],
  ['ca-', 'us'],
  ['eu-', 'eu'],
  ['ap-northeast-1', 'jp'],
  ['ap-northeast-3', 'jp'],
  ['ap-southeast-2', 'au'],
  ['ap-southeast-4', 'au'],
  ['ap-', 'apac'],
] as const;

/** Returns an example of an inference profile. Which models have one, and in which Regions, AWS knows. */
const profileOf = (modelId: string, region: string): string => {
  const [, geography = 'global'] = GEOGRAPHIES.find(([prefix]) => region.startsWith(prefix)) ?? [];
  return `${geography}.${modelId}`;
};

/** Makes an error that is known by its name. */
export const named = (name: string, message = name): Error => Object.assign(new Error(message), { name });

/**
 * Names an error that was thrown while an upstream stream was read. Without a known name, the stream is broken. The code
 * stays: the SDK retries a connection that breaks before the first event.
 */
export const streamFailure = (error?: unknown): unknown => {
  const { name, code } = (error ?? {}) as ErrorLike;
  return codeNamed(name) ? error : Object.assign(named('StreamInterruptedError'), { code });
};
