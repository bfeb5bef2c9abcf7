import { OperatorError } from '../../domain/operator-error';

/** Why a call to AWS failed, as far as a person can mend it. */
export type AwsFailureKind =
  | 'no-credentials'
  | 'expired-credentials'
  | 'invalid-credentials'
  | 'access-denied'
  | 'throttled'
  | 'unreachable'
  | 'no-aws'
  | 'not-found'
  | 'other';

export interface AwsFailure {
  readonly kind: AwsFailureKind;
  /** AWS's own name of the error, such as `AccessDeniedException`. */
  readonly name: string;
  /** One sentence: what happened, in AWS's words where there are some. */
  readonly what: string;
  readonly remedy: string;
}

/** By the name that AWS or Node gives to the error: a bundle can hold two copies of an SDK class, so no `instanceof`. */
const KINDS: Readonly<Record<string, AwsFailureKind>> = {
  CredentialsProviderError: 'no-credentials',
  TokenProviderError: 'expired-credentials',
  ExpiredToken: 'expired-credentials',
  ExpiredTokenException: 'expired-credentials',
  RequestExpired: 'expired-credentials',
  IncompleteSignature: 'invalid-credentials',
  InvalidAccessKeyId: 'invalid-credentials',
  InvalidClientTokenId: 'invalid-credentials',
  InvalidSignatureException: 'invalid-credentials',
  AuthFailure: 'invalid-credentials',
  SignatureDoesNotMatch: 'invalid-credentials',
  UnrecognizedClientException: 'invalid-credentials',
  AccessDenied: 'access-denied',
  AccessDeniedException: 'access-denied',
  UnauthorizedOperation: 'access-denied',
  RequestLimitExceeded: 'throttled',
  SlowDown: 'throttled',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  TimeoutError: 'unreachable',
  SyntaxError: 'no-aws',
  NoSuchBucket: 'not-found',
  NoSuchEntity: 'not-found',
  NoSuchKey: 'not-found',
  NotFoundException: 'not-found',
  ParameterNotFound: 'not-found',
  ResourceNotFoundException: 'not-found',
};

const REMEDIES: Readonly<Record<AwsFailureKind, string>> = {
  'no-credentials':
    'Sign in (`aws sso login`, `aws login`), or name one that exists with AWS_PROFILE (`aws configure list-profiles`).',
  'expired-credentials': 'Sign in again (`aws sso login`, `aws login`), or renew the session in your environment.',
  'invalid-credentials': 'Look which credentials are in use: `aws configure list`; then sign in again.',
  'access-denied': 'Use a role that has this permission, or ask the owner of the account for it.',
  throttled: 'Wait a little, then run it again.',
  unreachable: 'Look at the network, at the Region, and at AWS_ENDPOINT_URL if it is set.',
  'no-aws': 'What answered is not AWS: look at AWS_ENDPOINT_URL, and at proxies on the way.',
  'not-found': 'Look at the Region and the account: `aws sts get-caller-identity`.',
  other: 'Read what AWS says above; run it again with AWS_PROFILE and the Region you mean.',
};

/** What an error of the AWS SDK means. Its message is AWS's own; no request, header or credential is in it. */
export function awsFailure(error: unknown): AwsFailure {
  const { name = 'Error', code, message = String(error) } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const kind = KINDS[name] ?? KINDS[code ?? ''] ?? 'other';
  const [firstLine = ''] = message.trim().split('\n');
  return { kind, name, what: firstLine || name, remedy: REMEDIES[kind] };
}

/** An error of the AWS SDK as one that a command answers with. `what` says what was being done. */
export function operatorErrorOf(error: unknown, what: string): OperatorError {
  if (error instanceof OperatorError) return error;
  const failure = awsFailure(error);
  return new OperatorError('PB-AWS-001', `${what}: ${failure.what} (${failure.name})`, failure.remedy, {
    cause: error,
  });
}
