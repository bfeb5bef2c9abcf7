import type { LocalExecution, LocalWorkflow } from './local-workflow';
import { TaskTokens } from './task-tokens';

/** Answer of the Step Functions API. */
export interface WorkflowAnswer {
  readonly status: number;
  readonly body: object;
}

/**
 * Answers an operation of Step Functions about a state machine that runs on this machine; undefined about any other.
 *
 * @param target header `x-amz-target`, such as `AWSStepFunctions.StartExecution`
 * @param body of the request
 */
export type WorkflowApi = (target: string, body: string) => WorkflowAnswer | undefined;

interface Request {
  readonly stateMachineArn?: string;
  readonly executionArn?: string;
  readonly name?: string;
  readonly input?: string;
  readonly reverseOrder?: boolean;
  readonly maxResults?: number;
  readonly taskToken?: string;
  readonly output?: string;
}

export const TARGET =
  /^AWSStepFunctions\.(SendTaskSuccess|StartExecution|StopExecution|DescribeExecution|GetExecutionHistory|ListExecutions)$/;

/**
 * @param workflows state machines by their ARN
 * @param tokens tasks that wait for a token
 */
export function workflowApi(
  workflows: ReadonlyMap<string, LocalWorkflow>,
  tokens: TaskTokens = new TaskTokens(),
): WorkflowApi {
  return (target, body) => {
    const operation = TARGET.exec(target)?.[1];
    if (operation === undefined) return undefined;
    const request = JSON.parse(body) as Request;
    if (operation === 'SendTaskSuccess') return ended(tokens, request);
    const [, machine = '', name = ''] = /^(.*):([^:]+)$/.exec(request.executionArn ?? '') ?? [];
    const workflow = workflows.get(request.stateMachineArn ?? machine.replace(':execution:', ':stateMachine:'));
    if (!workflow) return undefined;
    if (operation === 'StartExecution') return started(workflow, request);
    if (operation === 'ListExecutions') return listed(workflow);
    const execution = workflow.executions.get(name);
    if (!execution) return refused('ExecutionDoesNotExist', `Execution Does Not Exist: '${request.executionArn}'`);
    return OF_ONE[operation]?.(workflow, execution, request);
  };
}

/** A token is of use once: afterwards, AWS says of it that its task has timed out. */
function ended(tokens: TaskTokens, { taskToken = '', output = 'null' }: Request): WorkflowAnswer {
  const isKnown = tokens.succeed(taskToken, JSON.parse(output));
  return isKnown ? answered({}) : refused('TaskTimedOut', 'The task has timed out, or has ended.');
}

type OfOne = (workflow: LocalWorkflow, execution: LocalExecution, request: Request) => WorkflowAnswer;

/** Operations about one execution. */
const OF_ONE: Readonly<Record<string, OfOne>> = {
  DescribeExecution: described,
  GetExecutionHistory: (_, execution, request) => history(execution, request),
  StopExecution: stopped,
};

function started(workflow: LocalWorkflow, { name, input }: Request): WorkflowAnswer {
  const execution = workflow.start(name, input);
  if (!execution) return refused('ExecutionAlreadyExists', `Execution Already Exists: '${name}'`);
  return answered({ executionArn: execution.arn, startDate: seconds(execution.startDate) });
}

/** Stopping goes on after the answer. */
function stopped(workflow: LocalWorkflow, execution: LocalExecution): WorkflowAnswer {
  void workflow.stop(execution);
  return answered({ stopDate: seconds(new Date()) });
}

const listed = (workflow: LocalWorkflow) =>
  answered({ executions: [...workflow.executions.values()].reverse().map((one) => summary(workflow, one)) });

function described(workflow: LocalWorkflow, execution: LocalExecution): WorkflowAnswer {
  const { input, output, error, cause } = execution;
  return answered({ ...summary(workflow, execution), input, output, error, cause });
}

const summary = (
  { arn: stateMachineArn }: LocalWorkflow,
  { arn, name, status, startDate, stopDate }: LocalExecution,
) => ({
  ...{ executionArn: arn, stateMachineArn, name, status, startDate: seconds(startDate) },
  ...(stopDate && { stopDate: seconds(stopDate) }),
});

function history({ entered, startDate, stopDate, status }: LocalExecution, request: Request): WorkflowAnswer {
  const ends = {
    SUCCEEDED: 'ExecutionSucceeded',
    FAILED: 'ExecutionFailed',
    ABORTED: 'ExecutionAborted',
    RUNNING: '',
  } as const;
  const events = [
    { type: 'ExecutionStarted', timestamp: seconds(startDate) },
    ...entered.map(({ name, at, input }) => ({
      ...{ type: 'TaskStateEntered', timestamp: seconds(at) },
      stateEnteredEventDetails: { name, input },
    })),
    ...(stopDate ? [{ type: ends[status], timestamp: seconds(stopDate) }] : []),
  ].map((event, index) => ({ ...event, id: index + 1, previousEventId: index }));
  if (request.reverseOrder) events.reverse();
  return answered({ events: events.slice(0, request.maxResults ?? 1_000) });
}

const seconds = (date: Date): number => date.getTime() / 1_000;

const answered = (body: object): WorkflowAnswer => ({ status: 200, body });

const refused = (type: string, message: string): WorkflowAnswer => ({ status: 400, body: { __type: type, message } });
