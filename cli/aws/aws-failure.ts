/** Cause of a failed call to AWS, by what the operator can do about it. */
export type AwsFailureKind = keyof typeof FAILURES;

export interface AwsFailure {
  readonly kind: AwsFailureKind;
  readonly code: `PB-AWS-${string}`;
  /** AWS's own name of the error, such as `AccessDeniedException`. */
  readonly name: string;
  /** First line of AWS's message. It contains no request, header or credential. */
  readonly message: string;
  readonly remedy: string;
}

const FAILURES = {
  'no-credentials': {
    code: 'PB-AWS-001',
    remedy: 'Sign in (`aws sso login`, `aws login`), or set AWS_PROFILE to a profile of `aws configure list-profiles`.',
  },
  'expired-credentials': {
    code: 'PB-AWS-002',
    remedy: 'Sign in again (`aws sso login`, `aws login`), or renew the session in your environment.',
  },
  'invalid-credentials': {
    code: 'PB-AWS-003',
    remedy: 'Check which credentials are in use (`aws configure list`), then sign in again.',
  },
  'access-denied': {
    code: 'PB-AWS-004',
    remedy: 'Use a role that has this permission, or ask the owner of the account for it.',
  },
  throttled: { code: 'PB-AWS-005', remedy: 'Wait a minute, then run the command again.' },
  unreachable: {
    code: 'PB-AWS-006',
    remedy: 'Check the network, the Region, and AWS_ENDPOINT_URL if it is set.',
  },
  proxy: {
    code: 'PB-AWS-012',
    remedy: 'Check HTTPS_PROXY with its user and password, or name hosts that need no proxy in NO_PROXY.',
  },
  'untrusted-certificate': {
    code: 'PB-AWS-013',
    remedy: "Set NODE_EXTRA_CA_CERTS or AWS_CA_BUNDLE to a PEM file with your organization's certificate authority.",
  },
  'endpoint-variant': {
    code: 'PB-AWS-017',
    remedy:
      'Set AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT to false, also in the profile, if your rules allow it. Otherwise use a Region with such endpoints, without AWS_ENDPOINT_URL.',
  },
  'not-aws': {
    code: 'PB-AWS-007',
    remedy: 'Check AWS_ENDPOINT_URL, and any proxy between you and AWS.',
  },
  'not-found': {
    code: 'PB-AWS-008',
    remedy: 'Check the Region and the account: `aws sts get-caller-identity`.',
  },
  other: {
    code: 'PB-AWS-009',
    remedy: "Follow AWS's message above. Check AWS_PROFILE and the Region, then run the command again.",
  },
} as const satisfies Readonly<Record<string, Pick<AwsFailure, 'code' | 'remedy'>>>;

/** Kinds by the name that AWS or Node gives an error. A bundle can contain two copies of an SDK class: no `instanceof`. */
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
  // Of Amazon SNS.
  AuthorizationError: 'access-denied',
  AuthorizationErrorException: 'access-denied',
  DependencyAccessDeniedException: 'access-denied',
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
  ProxyError: 'proxy',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted-certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted-certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted-certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted-certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted-certificate',
  SyntaxError: 'not-aws',
  NoSuchBucket: 'not-found',
  NoSuchEntity: 'not-found',
  NoSuchEntityException: 'not-found',
  NoSuchKey: 'not-found',
  NoSuchResourceException: 'not-found',
  NotFoundException: 'not-found',
  ParameterNotFound: 'not-found',
  ResourceNotFoundException: 'not-found',
};

/** Messages that replace one that can quote the request or a web page, by name or kind. */
const SAFE_MESSAGES: Readonly<Record<string, string>> = {
  InvalidRequestContentException: 'the request is not valid JSON',
  'not-aws': 'the endpoint is not AWS',
};

/** Returns the kind of an error of the AWS SDK, with what to do about it. */
export function awsFailure(error: unknown): AwsFailure {
  const { name = 'Error', code = '', message = String(error) } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const [firstLine = ''] = message.trim().split('\n');
  const kind = kindOf(name, code, firstLine);
  return { kind, name, message: SAFE_MESSAGES[name] ?? SAFE_MESSAGES[kind] ?? (firstLine || name), ...FAILURES[kind] };
}

function kindOf(name: string, code: string, message: string): AwsFailureKind {
  // CloudFormation has no error of its own for a stack that does not exist.
  if (name === 'ValidationError' && /does not exist/.test(message)) return 'not-found';
  if (isOfVariant(name, code, message)) return 'endpoint-variant';
  // The SDK's XML parser has no error class of its own.
  if (/parse error/i.test(message)) return 'not-aws';
  return KINDS[name] ?? KINDS[code] ?? 'other';
}

/** No host has the name of a FIPS or dual-stack endpoint, or the SDK refuses one together with AWS_ENDPOINT_URL. */
const isOfVariant = (name: string, code: string, message: string): boolean =>
  (name === 'EndpointError' && /FIPS|Dual-?stack/i.test(message)) ||
  (code === 'ENOTFOUND' && /-fips\.|\.api\.aws$/.test(message));
