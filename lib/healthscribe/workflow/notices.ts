import { callTask, type State, type TaskProps } from '../../workflow/states';
import type { PurgingProps } from './scribing-props';

/** Source of the events that the workflow sends to the account's default event bus. */
export const SCRIBING_EVENT_SOURCE = 'private-bedrock.scribe';

/** Makes the content of a notice: names and ids, and no patient data. */
export const notice = (
  { deployment }: PurgingProps,
  fields: Readonly<Record<string, string>>,
  next: string,
): State => ({
  Type: 'Pass',
  Parameters: { deployment, 'execution.$': '$$.Execution.Id', ...fields },
  ResultPath: '$.notice',
  Next: next,
});

/** A notice that is lost ends nothing: the draft waits, and the purge has been done. */
const whateverHappens = (next: string): TaskProps => ({
  ...{ result: null, error: null, next },
  failures: { 'States.ALL': next },
});

/** Makes a state that sends `$.notice` to the event bus. */
export const publish = ({ partition }: PurgingProps, type: string, next: string): State =>
  callTask(
    partition,
    'events:putEvents',
    { Parameters: { Entries: [{ Source: SCRIBING_EVENT_SOURCE, DetailType: type, 'Detail.$': '$.notice' }] } },
    whateverHappens(next),
  );

/** Makes a state that sends `$.notice` to the topic. */
export const send = ({ partition, topicArn }: PurgingProps, next: string): State =>
  callTask(
    partition,
    'sns:publish',
    { Parameters: { TopicArn: topicArn, 'Message.$': 'States.JsonToString($.notice)' } },
    whateverHappens(next),
  );
