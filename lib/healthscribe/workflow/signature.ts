import { count, FOR_HOURS, functionTask, type States, tokenTask } from '../../workflow/states';
import { notice, publish } from './notices';
import { end, endWithReason, PASSING, type ScribingProps, SOURCE } from './scribing-props';

/** Signatures of one draft that are refused before the workflow gives up. */
const MOST_REFUSALS = 20;

const OUTCOME = '$.signature.outcome';

/**
 * States that wait until the clinician has signed, or has ended the wait without a signature, or until the time is over.
 * A refused signature is withdrawn, and the draft waits for the rest of its time.
 */
export function signatureStates(props: ScribingProps): States {
  const { partition, draftFunctionArn, purgeFunctionArn } = props;
  return {
    'Is time left?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.draft.secondsLeft', NumericGreaterThan: 0, Next: 'Await signature' }],
      Default: 'Time is over',
    },
    'Await signature': tokenTask(
      partition,
      draftFunctionArn,
      { step: 'await-signature', ...SOURCE },
      {
        // What the clinician's call says is not kept: the signature is in the bucket.
        // A timeout is the end of the time, and no error.
        ...{ result: null, error: null, timeoutPath: '$.draft.secondsLeft', retried: ['StepFailed'] },
        next: 'Check signature',
        failures: { 'States.Timeout': 'Time is over', 'States.ALL': 'Fail: signature not awaited' },
      },
    ),
    'Fail: signature not awaited': end('SignatureNotAwaited'),
    // The draft may be signed all the same, if the call that ends the wait was lost.
    'Time is over': { Type: 'Pass', Result: true, ResultPath: '$.isOver', Next: 'Check signature' },
    'Check signature': functionTask(
      draftFunctionArn,
      { step: 'check-signature', ...SOURCE },
      {
        // The purge after a failure would delete a signed note that is not kept yet.
        ...{ result: '$.signature', error: null, pauses: FOR_HOURS, retried: ['States.TaskFailed', 'States.Timeout'] },
        next: 'Is the draft signed?',
        failures: { 'States.ALL': 'Fail: signature not checked' },
      },
    ),
    'Fail: signature not checked': end('SignatureNotChecked'),
    'Is the draft signed?': {
      Type: 'Choice',
      Choices: [
        { Variable: OUTCOME, StringEquals: 'signed', Next: 'End: signed' },
        { Variable: OUTCOME, StringEquals: 'refused', Next: 'Withdraw signature' },
        { Variable: '$.isOver', BooleanEquals: true, Next: 'End: expired' },
      ],
      Default: 'End: discarded',
    },
    'End: signed': end('Signed'),
    'End: expired': end('Expired'),
    'End: discarded': end('Discarded'),
    'Withdraw signature': functionTask(
      purgeFunctionArn,
      { step: 'withdraw-signature', ...SOURCE },
      {
        ...{ result: null, error: null, retried: PASSING },
        next: 'May the clinician sign again?',
        failures: { 'States.ALL': 'Fail: signature refused' },
      },
    ),
    'May the clinician sign again?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.isOver', BooleanEquals: true, Next: 'Fail: signature refused' },
        { Variable: '$.refusals.count', NumericGreaterThanEquals: MOST_REFUSALS, Next: 'Fail: signature refused' },
      ],
      Default: 'Count refusal',
    },
    'Fail: signature refused': endWithReason('SignatureRefused', '$.signature.reason'),
    'Count refusal': count('refusals', 'Keep rest of time'),
    'Keep rest of time': {
      Type: 'Pass',
      InputPath: '$.signature.secondsLeft',
      ResultPath: '$.draft.secondsLeft',
      Next: 'Prepare notice of refusal',
    },
    'Prepare notice of refusal': notice(
      props,
      {
        ...{ 'consultation.$': '$.check.consultation', 'job.$': '$.check.job' },
        ...{ status: 'SignatureRefused', 'reason.$': '$.signature.reason' },
      },
      'Publish refusal',
    ),
    'Publish refusal': publish(props, 'Signature is refused', 'Is time left?'),
  };
}
