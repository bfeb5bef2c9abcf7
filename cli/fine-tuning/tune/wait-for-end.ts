import { OperatorError } from '../../../domain/operator-error';
import { awsFailure } from '../../aws/aws-failure';
import { awsCallError } from '../../aws/call-aws';
import { type PollOptions, poll } from '../../aws/poll';
import type { ExecutionState, TuningExecution } from './tuning-execution';

export interface Polling extends PollOptions {
  /** Receives the name of the current state, at each check. */
  readonly onState: (state: string) => void;
}

/** Consecutive checks that may contradict themselves: Step Functions is eventually consistent. */
const MAX_CONTRADICTIONS = 4;

/**
 * Waits for the end of an execution.
 *
 * @throws OperatorError when it cannot be checked, or the endpoint never ends it
 */
export function waitForEnd(execution: TuningExecution, { onState, ...options }: Polling): Promise<ExecutionState> {
  let contradictions = 0;
  const check = async () => {
    const current = await execution.check(options.signal);
    if (current.status !== 'RUNNING') return current;
    if (current.state) onState(current.state);
    contradictions = current.hasEndEvent ? contradictions + 1 : 0;
    if (contradictions >= MAX_CONTRADICTIONS) throw endless();
    return undefined;
  };
  return poll(check, options, checkFailed);
}

const checkFailed = (error: unknown) => {
  const { kind, remedy } = awsFailure(error);
  return awsCallError('states:DescribeExecution', error, {
    subject: 'a training that continues',
    remedies: { [kind]: `${remedy} Then run the same command again: it starts nothing, and waits.` },
  });
};

const endless = () =>
  new OperatorError(
    'PB-TUNE-006',
    'The execution never ends: its history contains the end, and its status stays RUNNING.',
    'The endpoint does not run state machines, for example the sandbox. Unset AWS_ENDPOINT_URL to train in AWS.',
  );
