/** State of the Amazon States Language with JSONPath. Source: https://states-language.net/spec.html */
export type State = Readonly<Record<string, unknown>> & { readonly Type: string };

export type States = Readonly<Record<string, State>>;

/** Seconds. */
export const MINUTE = 60;

const BACKOFF = { IntervalSeconds: 2, BackoffRate: 2, MaxDelaySeconds: 120, JitterStrategy: 'FULL' } as const;

/** Retries errors that are transient in every service, and `more`. */
const retryTransient = (service: string, ...more: readonly string[]) => ({
  ErrorEquals: [`${service}.ThrottlingException`, ...more, `${service}.SdkClientException`],
  MaxAttempts: 10,
  ...BACKOFF,
});

type Retry = Readonly<Record<keyof ReturnType<typeof retryTransient>, unknown>> & {
  readonly ErrorEquals: readonly string[];
};

/** Pauses of a call that is retried for up to six hours. */
export const FOR_HOURS = { IntervalSeconds: 15, BackoffRate: 2, MaxDelaySeconds: 600, MaxAttempts: 40 } as const;

/** Error of a task that exceeds its timeout; transient for a call that otherwise answers within seconds. */
const TIMEOUT = 'States.Timeout';

const RETRY = {
  bedrock: retryTransient('Bedrock', 'Bedrock.InternalServerException', TIMEOUT),
  bedrockruntime: retryTransient(
    'BedrockRuntime',
    'BedrockRuntime.InternalServerException',
    'BedrockRuntime.ModelNotReadyException',
    'BedrockRuntime.ServiceUnavailableException',
    TIMEOUT,
  ),
  bedrockagent: retryTransient('BedrockAgent', 'BedrockAgent.InternalServerException', TIMEOUT),
  events: retryTransient('EventBridge', 'EventBridge.InternalException', 'EventBridge.FailedEntry', TIMEOUT),
  transcribe: retryTransient(
    'Transcribe',
    'Transcribe.InternalFailureException',
    'Transcribe.LimitExceededException',
    TIMEOUT,
  ),
  sfn: retryTransient('Sfn', 'Sfn.KmsThrottlingException', TIMEOUT),
  sns: retryTransient(
    'Sns',
    'Sns.InternalErrorException',
    'Sns.KmsThrottlingException',
    'Sns.ThrottledException',
    TIMEOUT,
  ),
  iam: retryTransient(
    'Iam',
    'Iam.ConcurrentModificationException',
    'Iam.IamException',
    'Iam.ServiceFailureException',
    TIMEOUT,
  ),
  // Without the timeout: a dataset that takes 15 minutes once takes as long again.
  lambda: retryTransient(
    'Lambda',
    'Lambda.AWSLambdaException',
    'Lambda.ServiceException',
    'Lambda.TooManyRequestsException',
  ),
} as const;

export interface TaskProps {
  /** Path that receives the result, such as `$.job`; null discards it. */
  readonly result: string | null;
  /**
   * Fields of the result that are kept.
   *
   * @default - all
   */
  readonly select?: Readonly<Record<string, string | boolean>>;
  readonly next: string;
  /** Next state by name of the error; must have `States.ALL`. */
  readonly failures: Readonly<Record<string, string>>;
  /**
   * Path that receives a caught error; null discards it, with all that AWS says of it.
   *
   * @default '$.error'
   */
  readonly error?: null;
  /**
   * Further errors that are retried.
   *
   * @default - only transient errors
   */
  readonly retried?: readonly string[];
  /**
   * Pauses and attempts of the retries.
   *
   * @default - ten attempts, with pauses of up to two minutes
   */
  readonly pauses?: typeof FOR_HOURS;
  /**
   * Seconds.
   *
   * @default 60
   */
  readonly timeoutSeconds?: number;
}

/** Makes a state that calls an AWS API. @param call such as `bedrock:getModelCustomizationJob` */
export function callTask(
  partition: string,
  call: `${keyof typeof RETRY}:${string}`,
  input: { readonly Parameters: object } | { readonly InputPath: string },
  props: TaskProps,
): State {
  const service = call.split(':')[0] as keyof typeof RETRY;
  // The optimized integration of EventBridge takes the detail as JSON, and fails when an event is rejected.
  const integration = service === 'events' ? call : `aws-sdk:${call}`;
  return task(`arn:${partition}:states:::${integration}`, input, RETRY[service], props);
}

/** Makes a state that invokes a function, whose response is the result. */
export function functionTask(functionArn: string, parameters: object, props: TaskProps): State {
  return task(functionArn, { Parameters: parameters }, RETRY.lambda, props);
}

/** Makes a state that invokes a function with a task token, and waits until somebody ends the wait. */
export function tokenTask(
  partition: string,
  functionArn: string,
  payload: object,
  props: Omit<TaskProps, 'timeoutSeconds'> & {
    /** Path of the seconds after which the wait ends by itself. */
    readonly timeoutPath: string;
  },
): State {
  const { TimeoutSeconds: _, ...state } = task(
    `arn:${partition}:states:::lambda:invoke.waitForTaskToken`,
    { Parameters: { FunctionName: functionArn, Payload: { ...payload, 'token.$': '$$.Task.Token' } } },
    RETRY.lambda,
    props,
  );
  return { ...state, TimeoutSecondsPath: props.timeoutPath };
}

function task(
  resource: string,
  input: object,
  retry: Retry,
  props: TaskProps,
): State & { readonly TimeoutSeconds: number } {
  return {
    Type: 'Task',
    Resource: resource,
    ...input,
    ...(props.select && { ResultSelector: props.select }),
    ResultPath: props.result,
    TimeoutSeconds: props.timeoutSeconds ?? 60,
    Retry: [{ ...retry, ...props.pauses, ErrorEquals: [...retry.ErrorEquals, ...(props.retried ?? [])] }],
    Catch: Object.entries(props.failures).map(([error, next]) => ({
      ErrorEquals: [error],
      ResultPath: props.error === null ? null : '$.error',
      Next: next,
    })),
    Next: props.next,
  };
}

/** Makes a state that records the name and cause with which the execution will fail. */
export const recordFailure = (failure: string, cause: Readonly<Record<string, string>>, next: string): State => ({
  Type: 'Pass',
  Parameters: { name: failure, ...cause },
  ResultPath: '$.failure',
  Next: next,
});

/** Cause of a failure that was caught: name and cause of the error. */
export const CAUGHT = { 'cause.$': "States.Format('{}: {}', $.error.Error, $.error.Cause)" } as const;

/** Makes a state that adds 1 to a counter, such as `$.waits.count`. @param name such as `waits` */
export const count = (name: string, next: string): State => ({
  Type: 'Pass',
  Parameters: { 'count.$': `States.MathAdd($.${name}.count, 1)` },
  ResultPath: `$.${name}`,
  Next: next,
});

/** Makes a state that sets a counter to 0. @param name such as `waits` */
export const zero = (name: string, next: string): State => ({
  Type: 'Pass',
  Result: { count: 0 },
  ResultPath: `$.${name}`,
  Next: next,
});

/** Makes a state that counts a poll in `$.waits.count`. */
export const countWait = (next: string): State => count('waits', next);
