import { callTask, type States } from '../../workflow/states';
import type { WorkflowProps } from './workflow-props';

/** Source of the events that the workflow sends to the account's default event bus. */
export const EVENT_SOURCE = 'private-bedrock.tuning';

/** States that publish the result of an execution and end it. */
export function endStates({ partition, tag }: WorkflowProps): States {
  const toEvent = (type: string, detail: object) => ({
    Parameters: { Entries: [{ Source: EVENT_SOURCE, DetailType: type, Detail: { deployment: tag.Value, ...detail } }] },
  });
  return {
    'Publish model': callTask(
      partition,
      'events:putEvents',
      toEvent('Custom model is deployed', {
        'manifest.$': '$.manifest',
        'deploymentArn.$': '$.deployment.Arn',
        'metrics.$': '$.metrics',
      }),
      { result: null, next: 'Deployed', failures: { 'States.ALL': 'Deployed' } },
    ),
    Deployed: { Type: 'Succeed' },
    'Publish failure': callTask(
      partition,
      'events:putEvents',
      toEvent('Tuning failed', { 'manifest.$': '$.manifest', 'failure.$': '$.failure' }),
      { result: null, next: 'Failed', failures: { 'States.ALL': 'Failed' } },
    ),
    Failed: { Type: 'Fail', ErrorPath: '$.failure.name', CausePath: '$.failure.cause' },
  };
}
