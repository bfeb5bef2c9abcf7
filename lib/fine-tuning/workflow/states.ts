/** A state of the Amazon States Language, in JSONPath. Source: https://states-language.net/spec.html */
export type State = Readonly<Record<string, unknown>> & { readonly Type: string };

export type States = Readonly<Record<string, State>>;

/** Seconds. */
export const MINUTE = 60;

const BACKOFF = { IntervalSeconds: 2, BackoffRate: 2, MaxDelaySeconds: 120, JitterStrategy: 'FULL' } as const;

/** What passes by itself: the service is busy, or has an hour that it would rather forget. */
const transient = (service: string, ...more: readonly string[]) => ({
  ErrorEquals: [`${service}.ThrottlingException`, ...more, `${service}.SdkClientException`],
  MaxAttempts: 10,
  ...BACKOFF,
});

type Retry = ReturnType<typeof transient>;

/** Of a call that answers within seconds, or was lost. */
const TIMEOUT = 'States.Timeout';

const RETRY = {
  bedrock: transient('Bedrock', 'Bedrock.InternalServerException', TIMEOUT),
  bedrockruntime: transient(
    'BedrockRuntime',
    'BedrockRuntime.InternalServerException',
    'BedrockRuntime.ModelNotReadyException',
    'BedrockRuntime.ServiceUnavailableException',
    TIMEOUT,
  ),
  events: transient('EventBridge', 'EventBridge.InternalException', 'EventBridge.FailedEntry', TIMEOUT),
  // Without the timeout: what takes the function a quarter of an hour once will take it so again.
  lambda: transient(
    'Lambda',
    'Lambda.AWSLambdaException',
    'Lambda.ServiceException',
    'Lambda.TooManyRequestsException',
  ),
} as const;

/** What is being made cannot be deleted or stopped at once. */
export const CONFLICT = ['Bedrock.ConflictException'] as const;

export interface TaskProps {
  /** Where the result goes, such as `$.job`; null throws it away. */
  readonly result: string | null;
  /** What is kept of the result. */
  readonly select?: Readonly<Record<string, string | boolean>>;
  readonly next: string;
  /** States to go on with by name of the error, each with what went wrong in `$.error`; `States.ALL` must be there. */
  readonly failures: Readonly<Record<string, string>>;
  /** Errors that pass by themselves, beside those that always do. */
  readonly retried?: readonly string[];
  /** @default 60 */
  readonly timeoutSeconds?: number;
}

/** A call of an AWS API by Step Functions itself. @param call such as `bedrock:getModelCustomizationJob` */
export function callTask(
  partition: string,
  call: `${Exclude<keyof typeof RETRY, 'lambda'>}:${string}`,
  input: { readonly Parameters: object } | { readonly InputPath: string },
  props: TaskProps,
): State {
  const service = call.split(':')[0] as keyof typeof RETRY;
  // EventBridge has an integration of its own, which takes the detail as JSON and fails when an event was not taken.
  const integration = service === 'events' ? call : `aws-sdk:${call}`;
  return task(`arn:${partition}:states:::${integration}`, input, RETRY[service], props);
}

/** An invocation of a function, whose answer is the result. */
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

/** Remembers by which name the execution will fail, and goes on. */
export const failing = (failure: string, cause: Readonly<Record<string, string>>, next: string): State => ({
  Type: 'Pass',
  Parameters: { name: failure, ...cause },
  ResultPath: '$.failure',
  Next: next,
});

/** The cause of a state that was caught. */
export const CAUGHT = { 'cause.$': "States.Format('{}: {}', $.error.Error, $.error.Cause)" } as const;

/** Another look, and whether there have been too many: the count is in `$.waits`. */
export const counting = (next: string): State => ({
  Type: 'Pass',
  Parameters: { 'count.$': 'States.MathAdd($.waits.count, 1)' },
  ResultPath: '$.waits',
  Next: next,
});
