import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../../../domain/operator-error';
import { awsFailure } from '../../aws/aws-failure';
import type { Standing, TuningExecution } from './execution';

export interface Pace {
  /** Seconds between two looks. */
  readonly every: number;
  /** Is told the state that was entered last, at each look. */
  readonly onState: (state: string) => void;
  /** Ends the waiting, and nothing else. */
  readonly signal: AbortSignal;
}

/** Looks that may fail one after the other, such as while a laptop sleeps: the execution does not depend on them. */
const PATIENCE = 20;

/** Waits for the end of an execution. @throws OperatorError when it cannot be looked at: at once, or for long */
export async function followed(execution: TuningExecution, { every, onState, signal }: Pace): Promise<Standing> {
  for (let failed = 0; ; await pause(every * 1000, undefined, { signal })) {
    try {
      const standing = await execution.look(signal);
      if (standing.status !== 'RUNNING') return standing;
      if (standing.state) onState(standing.state);
      failed = 0;
    } catch (error) {
      if (signal.aborted) throw error;
      failed += 1;
      if (failed <= PATIENCE && passes(error)) continue;
      const { what, name, remedy } = awsFailure(error);
      const refusal = new OperatorError(
        'PB-TUNE-006',
        `The training goes on, and cannot be looked at: ${what} (${name})`,
        `${remedy} Then run the same command once more: it starts nothing, and goes on looking.`,
        { cause: error },
      );
      throw refusal;
    }
  }
}

function passes(error: unknown): boolean {
  const { kind } = awsFailure(error);
  return kind === 'throttled' || kind === 'unreachable' || (error as { $fault?: string }).$fault === 'server';
}
