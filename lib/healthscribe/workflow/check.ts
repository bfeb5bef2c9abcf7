import { FOR_HOURS, functionTask, MINUTE, type States } from '../../workflow/states';
import { end, endWithReason, PASSING, type ScribingProps, SOURCE } from './scribing-props';

/** States that check the recording before anything else reads it. */
export function checkStates({ checkFunctionArn }: ScribingProps): States {
  return {
    // Whatever starts the execution: only key and ETag of the recording are kept in its state.
    Begin: {
      Type: 'Pass',
      Parameters: {
        source: { 'key.$': '$.key', 'etag.$': '$.etag' },
        signature: null,
        refusals: { count: 0 },
        isOver: false,
      },
      Next: 'Check audio',
    },
    'Check audio': functionTask(
      checkFunctionArn,
      { step: 'check-audio', ...SOURCE, 'execution.$': '$$.Execution.Id' },
      {
        ...{ result: '$.check', error: null, timeoutSeconds: 5 * MINUTE, retried: PASSING },
        next: 'Is the audio accepted?',
        failures: { 'States.ALL': 'Fail: audio not checked' },
      },
    ),
    // Another execution may work on the consultation, whose draft waits: only the owner of the claim purges.
    'Fail: audio not checked': { ...end('AudioNotChecked'), Next: 'Claim consultation' },
    'Claim consultation': functionTask(
      checkFunctionArn,
      { step: 'claim', ...SOURCE, 'execution.$': '$$.Execution.Id' },
      {
        ...{ result: '$.check', error: null, pauses: FOR_HOURS, retried: ['States.TaskFailed', 'States.Timeout'] },
        next: 'Is the consultation ours?',
        failures: { 'States.ALL': 'Purge failed' },
      },
    ),
    'Is the consultation ours?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.check.outcome', StringEquals: 'claimed', Next: 'Purge' }],
      Default: 'Duplicate',
    },
    'Is the audio accepted?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.check.outcome', StringEquals: 'rejected', Next: 'Fail: audio rejected' },
        // Another execution works on the consultation, and will delete everything of it.
        { Variable: '$.check.outcome', StringEquals: 'duplicate', Next: 'Duplicate' },
        { Variable: '$.check.outcome', StringEquals: 'gone', Next: 'Gone' },
        { Variable: '$.check.separation', StringEquals: 'channels', Next: 'Start job with channels' },
      ],
      Default: 'Start job with speakers',
    },
    'Fail: audio rejected': endWithReason('AudioRejected', '$.check.reason'),
    Duplicate: { Type: 'Succeed', OutputPath: '$.check' },
    Gone: { Type: 'Succeed', OutputPath: '$.check' },
  };
}
