import { callTask, MINUTE, type State, type States, type TaskProps } from '../../workflow/states';

/** Names and ARNs of one deployment in the definition of its breaker. */
export interface BreakerDefinition {
  readonly partition: string;
  readonly deployment: string;
  /** Deny policy that is attached. */
  readonly policyArn: string;
  /** Names of the roles that can call models, or buy what calls them. */
  readonly roleNames: readonly string[];
  /** Names of the functions that call models. */
  readonly functionNames: readonly string[];
  readonly topicArn: string;
}

/** Longest execution: the retries of one call, twice. */
const LONGEST = 60 * MINUTE;

/** Failures that no retry changes: the role or the function is gone, or the role has no room for one more policy. */
const PERMANENT = {
  ErrorEquals: [
    'Iam.LimitExceededException',
    'Iam.NoSuchEntityException',
    'Iam.UnmodifiableEntityException',
    'Lambda.ResourceNotFoundException',
  ],
  MaxAttempts: 0,
};

/**
 * Defines the breaker. Input: `{ "alarm": "…", "time": "…" }`, as the event of the alarm says.
 *
 * Everything is stopped at once: a call that fails or is throttled keeps no other from being made. At the end the topic is
 * told what was stopped and what was not, and an execution that left anything ends as failed, which has an alarm of its own.
 * To stop what is stopped already changes nothing, so that any number of alarms may start it.
 */
export function defineBreaker(props: BreakerDefinition): object {
  return {
    Comment: 'Stops every call of a model: a limit on costs is reached',
    StartAt: 'List targets',
    TimeoutSeconds: LONGEST,
    States: {
      'List targets': {
        Type: 'Pass',
        Result: [
          ...props.functionNames.map((name) => ({ kind: 'function', name })),
          ...props.roleNames.map((name) => ({ kind: 'role', name })),
        ],
        ResultPath: '$.targets',
        Next: 'Stop each target',
      },
      'Stop each target': {
        Type: 'Map',
        ItemsPath: '$.targets',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Role or function?',
          States: stopStates(props),
        },
        ResultPath: '$.targets',
        Next: 'Prepare notice',
      },
      ...endStates(props),
    },
  };
}

/** States that stop one target, and that never fail. */
function stopStates({ partition, policyArn }: BreakerDefinition): States {
  const stop = (call: 'iam:attachRolePolicy' | 'lambda:putFunctionConcurrency', parameters: object): State => {
    const props: TaskProps = {
      ...{ result: null, next: 'Stopped' },
      failures: { 'States.ALL': 'Not stopped' },
      // Step Functions has no name for the throttling of IAM.
      retried: ['States.TaskFailed'],
    };
    const { Retry, ...state } = callTask(partition, call, { Parameters: parameters }, props);
    return { ...state, Type: 'Task', Retry: [PERMANENT, ...(Retry as readonly object[])] };
  };
  const outcome = (says: string, more: object = {}): State => ({
    ...{ Type: 'Pass', Parameters: { 'kind.$': '$.kind', 'name.$': '$.name', outcome: says, ...more }, End: true },
  });
  return {
    'Role or function?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.kind', StringEquals: 'role', Next: 'Attach Deny policy' }],
      Default: 'Set concurrency to 0',
    },
    'Attach Deny policy': stop('iam:attachRolePolicy', { 'RoleName.$': '$.name', PolicyArn: policyArn }),
    'Set concurrency to 0': stop('lambda:putFunctionConcurrency', {
      'FunctionName.$': '$.name',
      ReservedConcurrentExecutions: 0,
    }),
    Stopped: outcome('stopped'),
    'Not stopped': outcome('not stopped', { 'error.$': '$.error.Error' }),
  };
}

/** States that tell what became of the targets, and end the execution as it went. */
function endStates({ partition, deployment, topicArn }: BreakerDefinition): States {
  return {
    'Prepare notice': {
      Type: 'Pass',
      Parameters: {
        ...{ deployment, 'alarm.$': '$.alarm', 'time.$': '$.time', 'execution.$': '$$.Execution.Id' },
        'targets.$': '$.targets',
        runbook: 'docs/runbooks/spend.md',
      },
      ResultPath: '$.notice',
      Next: 'Collect outcomes',
    },
    'Collect outcomes': {
      Type: 'Pass',
      Parameters: { 'outcomes.$': '$.targets[*].outcome' },
      ResultPath: '$.all',
      Next: 'Look for failures',
    },
    'Look for failures': {
      Type: 'Pass',
      Parameters: { 'some.$': "States.ArrayContains($.all.outcomes, 'not stopped')" },
      ResultPath: '$.failed',
      Next: 'Notify',
    },
    Notify: callTask(
      partition,
      'sns:publish',
      {
        Parameters: {
          TopicArn: topicArn,
          Subject: `Breaker of ${deployment}: a limit on costs is reached`,
          'Message.$': 'States.JsonToString($.notice)',
        },
      },
      { result: null, next: 'Is anything left?', failures: { 'States.ALL': 'Nobody was notified' } },
    ),
    'Is anything left?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.failed.some', BooleanEquals: true, Next: 'Some targets are not stopped' }],
      Default: 'All targets are stopped',
    },
    'All targets are stopped': { Type: 'Succeed' },
    'Some targets are not stopped': {
      Type: 'Fail',
      Error: 'NotStopped',
      Cause: 'Some role or function can still call models. The notice and the history name it.',
    },
    'Nobody was notified': {
      Type: 'Fail',
      Error: 'NotNotified',
      Cause: 'The topic could not be told what was stopped. The history has it.',
    },
  };
}
