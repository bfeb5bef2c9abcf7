import { columns } from '../../cli/terminal/columns';
import type { Batch } from './local-pipe';
import type { LocalExecution } from './local-workflow';

/** Execution that has ended, by what started it. */
export interface StartedExecution {
  /** Events that a pipe took together; undefined for a call of StartExecution. */
  readonly events?: number;
  /** State in which it ended. */
  readonly end: string;
  /** Ingestion job that it ran last, if it ran one. */
  readonly job?: string;
}

/** @param batches of all pipes */
export function startedExecutions(
  executions: readonly LocalExecution[],
  batches: readonly Batch[],
): readonly StartedExecution[] {
  return executions.map(({ arn, entered, status, error, output }) => {
    const batch = batches.find(({ execution }) => execution === arn);
    const { report } = JSON.parse(output ?? '{}') as { readonly report?: string };
    const job = /([^/]+)\.json$/.exec(report ?? '')?.[1];
    return {
      ...(batch && { events: batch.messages }),
      end: status === 'SUCCEEDED' ? (entered.at(-1)?.name ?? '') : (error ?? status),
      ...(job !== undefined && { job }),
    };
  });
}

/** Returns a table of executions, in the order in which they started. */
export const executionLines = (executions: readonly StartedExecution[]): string[] =>
  columns(
    [{ heading: 'started by' }, { heading: 'end' }, { heading: 'ingestion job' }],
    executions.map(({ events, end, job = '' }) => [startedBy(events), end, job]),
  );

const startedBy = (events: number | undefined): string =>
  events === undefined ? 'StartExecution' : `${events} ${events === 1 ? 'event' : 'events'} in one batch`;
