import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../../../domain/operator-error';
import { awsFailure } from '../../aws/aws-failure';
import { awsCallError } from '../../aws/call-aws';
import type { ExecutionState, TuningExecution } from './tuning-execution';

export interface Polling {
  /** Seconds between two checks. */
  readonly every: number;
  /** Receives the name of the current state, at each check. */
  readonly onState: (state: string) => void;
  /** Ends the waiting only. */
  readonly signal: AbortSignal;
}

/** Consecutive checks that may fail, for example while a laptop sleeps. The execution does not depend on them. */
const MAX_FAILURES = 20;

/** Consecutive checks that may contradict themselves: Step Functions is eventually consistent. */
const MAX_CONTRADICTIONS = 4;

/**
 * Waits for the end of an execution.
 *
 * @throws OperatorError when it cannot be checked, or the endpoint never ends it
 */
export async function waitForEnd(
  execution: TuningExecution,
  { every, onState, signal }: Polling,
): Promise<ExecutionState> {
  let failures = 0;
  let contradictions = 0;
  for (; ; await pause(every * 1000, undefined, { signal })) {
    const current = await execution.check(signal).catch((error: unknown) => {
      failures += 1;
      if (signal.aborted) throw error;
      if (failures > MAX_FAILURES || !isTransient(error)) throw checkFailed(error);
      return undefined;
    });
    if (!current) continue;
    if (current.status !== 'RUNNING') return current;
    if (current.state) onState(current.state);
    failures = 0;
    contradictions = current.hasEndEvent ? contradictions + 1 : 0;
    if (contradictions >= MAX_CONTRADICTIONS) throw endless();
  }
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

function isTransient(error: unknown): boolean {
  const { kind } = awsFailure(error);
  return kind === 'throttled' || kind === 'unreachable' || (error as { $fault?: string }).$fault === 'server';
}
