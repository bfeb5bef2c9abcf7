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

type Retry = ReturnType<typeof retryTransient>;

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
  /** Next state by name of the error, with the error in `$.error`; must have `States.ALL`. */
  readonly failures: Readonly<Record<string, string>>;
  /**
   * Further errors that are retried.
   *
   * @default - only transient errors
   */
  readonly retried?: readonly string[];
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
  call: `${Exclude<keyof typeof RETRY, 'lambda'>}:${string}`,
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

function task(resource: string, input: object, retry: Retry, props: TaskProps): State {
  return {
    Type: 'Task',
    Resource: resource,
    ...input,
    ...(props.select && { ResultSelector: props.select }),
    ResultPath: props.result,
    TimeoutSeconds: props.timeoutSeconds ?? 60,
    Retry: [{ ...retry, ErrorEquals: [...retry.ErrorEquals, ...(props.retried ?? [])] }],
    Catch: Object.entries(props.failures).map(([error, next]) => ({
      ErrorEquals: [error],
      ResultPath: '$.error',
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

/** Makes a state that counts a poll in `$.waits.count`. */
export const countWait = (next: string): State => ({
  Type: 'Pass',
  Parameters: { 'count.$': 'States.MathAdd($.waits.count, 1)' },
  ResultPath: '$.waits',
  Next: next,
});
