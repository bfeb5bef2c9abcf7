import { callTask, type States } from '../../workflow/states';
import type { IngestionProps } from './ingestion-props';

/** Source of the events that the workflow sends to the account's default event bus. */
export const INGESTION_EVENT_SOURCE = 'private-bedrock.knowledge';

/** States that publish how an execution ends. */
export function endStates({ partition, deployment }: IngestionProps): States {
  const toEvent = (type: string, detail: object) => ({
    Parameters: { Entries: [{ Source: INGESTION_EVENT_SOURCE, DetailType: type, Detail: { deployment, ...detail } }] },
  });
  return {
    'Publish sync': callTask(
      partition,
      'events:putEvents',
      toEvent('Documents are synced', {
        'report.$': '$.sync.report',
        'failed.$': '$.sync.failed',
        'rejected.$': '$.sync.rejected',
      }),
      { result: null, next: 'Did documents fail?', failures: { 'States.ALL': 'Did documents fail?' } },
    ),
    'Did documents fail?': {
      Type: 'Choice',
      Choices: [
        {
          Or: [
            { Variable: '$.sync.failed', NumericGreaterThan: 0 },
            { Variable: '$.sync.rejected', NumericGreaterThan: 0 },
          ],
          Next: 'DoneWithFailures',
        },
      ],
      Default: 'Done',
    },
    DoneWithFailures: { Type: 'Succeed', OutputPath: '$.sync' },
    Done: { Type: 'Succeed', OutputPath: '$.sync' },
    'Publish failure': callTask(
      partition,
      'events:putEvents',
      toEvent('Sync failed', { 'failure.$': '$.failure.name' }),
      { result: null, next: 'Failed', failures: { 'States.ALL': 'Failed' } },
    ),
    Failed: { Type: 'Fail', ErrorPath: '$.failure.name', CausePath: '$.failure.cause' },
  };
}
