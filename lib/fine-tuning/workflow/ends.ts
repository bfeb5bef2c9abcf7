import { callTask, type States } from './states';
import type { WorkflowProps } from './workflow-props';

/** Source of the events that the workflow sends to the account's default event bus. */
export const EVENT_SOURCE = 'private-bedrock.tuning';

/** How an execution ends, told to whoever listens. */
export function ends({ partition, tag }: WorkflowProps): States {
  const tell = (type: string, detail: object) => ({
    Parameters: { Entries: [{ Source: EVENT_SOURCE, DetailType: type, Detail: { deployment: tag.Value, ...detail } }] },
  });
  return {
    'Tell of the model': callTask(
      partition,
      'events:putEvents',
      tell('Custom model is deployed', {
        'manifest.$': '$.manifest',
        'deploymentArn.$': '$.deployment.Arn',
        'metrics.$': '$.metrics',
      }),
      { result: null, next: 'Deployed', failures: { 'States.ALL': 'Deployed' } },
    ),
    Deployed: { Type: 'Succeed' },
    'Tell of the failure': callTask(
      partition,
      'events:putEvents',
      tell('Tuning failed', { 'manifest.$': '$.manifest', 'failure.$': '$.failure' }),
      { result: null, next: 'Failed', failures: { 'States.ALL': 'Failed' } },
    ),
    Failed: { Type: 'Fail', ErrorPath: '$.failure.name', CausePath: '$.failure.cause' },
  };
}
