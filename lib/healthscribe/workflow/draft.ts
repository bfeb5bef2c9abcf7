import { functionTask, MINUTE, type States } from '../../workflow/states';
import { notice, publish, send } from './notices';
import { end, PASSING, type ScribingProps, SOURCE } from './scribing-props';

/** States that make the draft and tell that it waits. */
export function draftStates(props: ScribingProps): States {
  const { draftFunctionArn } = props;
  return {
    'Make draft': functionTask(
      draftFunctionArn,
      { step: 'make-draft', ...SOURCE, 'template.$': '$.check.template', 'seconds.$': '$.check.seconds' },
      {
        ...{ result: '$.draft', error: null, timeoutSeconds: 5 * MINUTE },
        // AWS does not say that both files are there when the job is complete.
        retried: ['OutputsMissing', ...PASSING],
        next: 'Prepare notice of draft',
        failures: {
          OutputsMissing: 'Fail: outputs missing',
          OutputsMalformed: 'Fail: outputs malformed',
          'States.ALL': 'Fail: draft not made',
        },
      },
    ),
    'Fail: outputs missing': end('OutputsMissing'),
    'Fail: outputs malformed': end('OutputsMalformed'),
    'Fail: draft not made': end('DraftNotMade'),
    'Prepare notice of draft': notice(
      props,
      { 'consultation.$': '$.check.consultation', 'job.$': '$.check.job', 'status.$': '$.draft.status' },
      'Publish draft',
    ),
    'Publish draft': publish(props, 'Draft is ready', 'Send notice of draft'),
    'Send notice of draft': send(props, 'Is time left?'),
  };
}
