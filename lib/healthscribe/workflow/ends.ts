import type { States } from '../../workflow/states';
import { notice, publish, send } from './notices';
import type { ScribingProps } from './scribing-props';

/** Ends that the clinician knows about: nobody needs a message. */
const BY_CLINICIAN = ['Signed', 'Discarded'];

/** States that tell how an execution ends. */
export function endStates(props: ScribingProps): States {
  return {
    'Prepare notice of end': notice(
      props,
      {
        ...{ 'consultation.$': '$.purged.consultation', 'job.$': '$.purged.job' },
        ...{ 'status.$': '$.outcome.name', 'reason.$': '$.outcome.reason' },
      },
      'Publish end',
    ),
    'Publish end': publish(props, 'Consultation is purged', 'Did the clinician end it?'),
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
    Done: { Type: 'Succeed', OutputPath: '$.notice' },
    Failed: { Type: 'Fail', ErrorPath: '$.outcome.name', Cause: 'Nothing of the consultation is left in the bucket.' },
    // The first purge may not have told which consultation it is: the execution does.
    'Purge failed': notice(props, { status: 'PurgeFailed', 'reason.$': '$.outcome.name' }, 'Publish failed purge'),
    'Publish failed purge': publish(props, 'Purge failed', 'Send notice of failed purge'),
    'Send notice of failed purge': send(props, 'PurgeFailed'),
    PurgeFailed: {
      Type: 'Fail',
      Error: 'PurgeFailed',
      Cause: 'Patient data may be left in the bucket. Its lifecycle deletes it after a day.',
    },
  };
}
