import type { SFNClient } from '@aws-sdk/client-sfn';
import { type ExecutionState, TuningExecution } from '../../../cli/fine-tuning/tune/tuning-execution';
import type { TuningTarget } from '../../../cli/fine-tuning/tune/tuning-target';
import { waitForEnd } from '../../../cli/fine-tuning/tune/wait-for-end';

const RUNNING = { status: 'RUNNING' };
const ENTERED = { type: 'TaskStateEntered', stateEnteredEventDetails: { name: 'Train' } };
const SUCCEEDED = { type: 'ExecutionSucceeded' };

/** Step Functions that answers from lists; the last answer repeats. */
function execution(statuses: readonly object[], histories: readonly (readonly object[])[]) {
  const next = { DescribeExecutionCommand: 0, GetExecutionHistoryCommand: 0 };
  const send = (command: object) => {
    const name = command.constructor.name as keyof typeof next;
    const at = next[name]++;
    if (name === 'DescribeExecutionCommand') return Promise.resolve(statuses[at] ?? statuses.at(-1));
    return Promise.resolve({ events: histories[at] ?? histories.at(-1) });
  };
  const target = { stateMachineArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:w' } as TuningTarget;
  return { next, execution: new TuningExecution({ send } as unknown as SFNClient, target, 'job') };
}

const wait = (one: TuningExecution, states: string[] = []): Promise<ExecutionState> =>
  waitForEnd(one, { every: 0, onState: (state) => states.push(state), signal: new AbortController().signal });

describe('waiting for the end of a training', () => {
  test('stops against a stand-in such as the sandbox, which ends no execution', async () => {
    const { execution: endless, next } = execution([RUNNING], [[SUCCEEDED, ENTERED]]);
    await expect(wait(endless)).rejects.toMatchObject({
      code: 'PB-TUNE-006',
      message: expect.stringContaining('never ends'),
      remedy: expect.stringContaining('Unset AWS_ENDPOINT_URL'),
    });
    expect(next.DescribeExecutionCommand).toBe(4);
  });

  test('accepts a status that follows its history a little later, and reports each state', async () => {
    const states: string[] = [];
    const late = execution(
      [RUNNING, RUNNING, RUNNING, RUNNING, { status: 'SUCCEEDED' }],
      [[ENTERED], [SUCCEEDED, ENTERED]],
    );
    expect(await wait(late.execution, states)).toMatchObject({ status: 'SUCCEEDED' });
    expect(states).toEqual(['Train', 'Train', 'Train', 'Train']);
  });

  test('a status that this version does not know is an error with its name', async () => {
    await expect(wait(execution([{ status: 'PENDING_REDRIVE' }], [[]]).execution)).rejects.toMatchObject({
      code: 'PB-TUNE-018',
      message: expect.stringContaining('has the status PENDING_REDRIVE, which this command does not know'),
    });
  });
});
