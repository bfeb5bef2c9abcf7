import { callTask, FOR_HOURS, functionTask, type States } from '../../workflow/states';
import { LONGEST_EXECUTION } from '../workflow/definition';
import { PURGE_FAILED, purgedStates } from '../workflow/ends';
import { send } from '../workflow/notices';
import { purgeStates } from '../workflow/purge';
import { type PurgingProps, SOURCE } from '../workflow/scribing-props';

const STATUS = '$.found.Status';
const ERROR = '$.found.Error';
const SOURCE_PATHS = ['$.found.input.key', '$.found.input.etag'];

const isAbsent = (Variable: string) => ({ Not: { Variable, IsPresent: true } });

/** Makes choices that lead to one state. */
const lead = (conditions: readonly object[], Next: string) => conditions.map((condition) => ({ ...condition, Next }));

/**
 * Defines the state machine that purges the consultation of an execution of the scribing workflow that did not purge it.
 * Input: `{ "execution": "<ARN>" }`. The event about an execution does not have its input, since a customer managed key
 * encrypts it: the execution is asked for the key and ETag of its recording.
 */
export function definePurging(props: PurgingProps): object {
  return {
    Comment: 'Purges the consultation of an execution that was stopped, took too long, or broke',
    StartAt: 'Begin',
    TimeoutSeconds: LONGEST_EXECUTION,
    States: {
      ...findStates(props),
      ...claimStates(props),
      ...purgeStates(props),
      ...purgedStates(props, 'Send notice of end'),
      'Send notice of end': send(props, 'Done'),
    },
  };
}

/** States that find the recording of the execution. */
const findStates = ({ partition }: PurgingProps): States => ({
  Begin: {
    Type: 'Pass',
    Parameters: { 'execution.$': '$.execution', outcome: { name: 'Stopped', reason: null }, signature: null },
    Next: 'Find execution',
  },
  'Find execution': callTask(
    partition,
    'sfn:describeExecution',
    { Parameters: { 'ExecutionArn.$': '$.execution' } },
    {
      ...{ result: '$.found', error: null, pauses: FOR_HOURS },
      next: 'Did it end without a purge?',
      failures: { 'States.ALL': 'Purge failed' },
    },
  ),
  'Did it end without a purge?': {
    Type: 'Choice',
    Choices: [
      ...lead(
        ['ABORTED', 'TIMED_OUT'].map((status) => ({ Variable: STATUS, StringEquals: status })),
        'Read input',
      ),
      { Variable: STATUS, StringEquals: 'FAILED', Next: 'Did a state end it?' },
    ],
    Default: 'Nothing to purge',
  },
  'Did a state end it?': {
    Type: 'Choice',
    // The workflow gives its failures names of its own, and purges before. These are of Step Functions, or of no purge.
    Choices: lead(
      [
        isAbsent(ERROR),
        { Variable: ERROR, IsNull: true },
        { Variable: ERROR, StringEquals: PURGE_FAILED },
        { Variable: ERROR, StringMatches: 'States.*' },
      ],
      'Read input',
    ),
    Default: 'Nothing to purge',
  },
  'Read input': {
    Type: 'Pass',
    Parameters: { 'input.$': 'States.StringToJson($.found.Input)', 'status.$': STATUS },
    ResultPath: '$.found',
    Next: 'Does it have a recording?',
  },
  'Does it have a recording?': {
    Type: 'Choice',
    Choices: [
      ...lead(SOURCE_PATHS.map(isAbsent), 'Nothing to purge'),
      { And: SOURCE_PATHS.map((Variable) => ({ Variable, IsString: true })), Next: 'Keep recording' },
    ],
    // Somebody started it by hand, without a recording: it failed in its first state.
    Default: 'Nothing to purge',
  },
  'Keep recording': {
    Type: 'Pass',
    Parameters: {
      'execution.$': '$.execution',
      source: { 'key.$': '$.found.input.key', 'etag.$': '$.found.input.etag' },
      outcome: { name: 'Stopped', 'reason.$': '$.found.status' },
      signature: null,
    },
    Next: 'Claim consultation',
  },
  'Nothing to purge': { Type: 'Succeed', OutputPath: '$.execution' },
});

/** Steps that go on through every failure that may pass. */
const PERSISTENT = { error: null, pauses: FOR_HOURS, retried: ['States.TaskFailed', 'States.Timeout'] } as const;

/**
 * States that prove that the consultation is of the execution, and keep what its clinician has signed. Another execution can
 * work on the same consultation, whose draft waits: then nothing is deleted.
 */
const claimStates = ({ checkFunctionArn, draftFunctionArn }: PurgingProps): States => ({
  'Claim consultation': functionTask(
    checkFunctionArn,
    { step: 'claim', ...SOURCE, 'execution.$': '$.execution' },
    {
      ...{ ...PERSISTENT, result: '$.check', next: 'Is the consultation of the execution?' },
      failures: { 'States.ALL': 'Purge failed' },
    },
  ),
  'Is the consultation of the execution?': {
    Type: 'Choice',
    Choices: [{ Variable: '$.check.outcome', StringEquals: 'claimed', Next: 'Check signature' }],
    Default: 'Nothing to purge',
  },
  // A note that was signed before the execution ended is kept, if the row keeps notes.
  'Check signature': functionTask(
    draftFunctionArn,
    { step: 'check-signature', ...SOURCE },
    { ...{ ...PERSISTENT, result: '$.signature', next: 'Purge' }, failures: { 'States.ALL': 'Purge' } },
  ),
});
