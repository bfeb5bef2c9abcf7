import type { States } from '../../workflow/states';
import { notice, publish, send } from './notices';
import type { PurgingProps } from './scribing-props';

/** Error of an execution whose purge failed. */
export const PURGE_FAILED = 'PurgeFailed';

/** Ends that the clinician knows about: nobody needs a message. */
const BY_CLINICIAN = ['Signed', 'Discarded'];

/** States that tell how an execution ends. */
export const endStates = (props: PurgingProps): States => ({
  ...purgedStates(props, 'Did the clinician end it?'),
  'Did the clinician end it?': {
    Type: 'Choice',
    Choices: BY_CLINICIAN.map((name) => ({ Variable: '$.outcome.name', StringEquals: name, Next: 'Done' })),
    Default: 'Send notice of end',
  },
  'Send notice of end': send(props, 'Is it a failure?'),
  'Is it a failure?': {
    Type: 'Choice',
    Choices: [{ Variable: '$.outcome.name', StringEquals: 'Expired', Next: 'Done' }],
    Default: 'Failed',
  },
  Failed: { Type: 'Fail', ErrorPath: '$.outcome.name', Cause: 'Nothing of the consultation is left in the bucket.' },
});

/** States that tell of a purge on the event bus, and of one that failed by the topic, too. @param next after a purge */
export function purgedStates(props: PurgingProps, next: string): States {
  return {
    'Prepare notice of end': notice(
      props,
      {
        ...{ 'consultation.$': '$.purged.consultation', 'job.$': '$.purged.job' },
        ...{ 'status.$': '$.outcome.name', 'reason.$': '$.outcome.reason' },
      },
      'Publish end',
    ),
    'Publish end': publish(props, 'Consultation is purged', next),
    Done: { Type: 'Succeed', OutputPath: '$.notice' },
    // The first purge may not have told which consultation it is: the execution does.
    'Purge failed': notice(props, { status: PURGE_FAILED, 'reason.$': '$.outcome.name' }, 'Publish failed purge'),
    'Publish failed purge': publish(props, 'Purge failed', 'Send notice of failed purge'),
    'Send notice of failed purge': send(props, PURGE_FAILED),
    [PURGE_FAILED]: {
      Type: 'Fail',
      Error: PURGE_FAILED,
      Cause: 'Patient data may be left in the bucket. Its lifecycle deletes it after a day.',
    },
  };
}
