import { callTask, count, FOR_HOURS, functionTask, MINUTE, type States, zero } from '../../workflow/states';
import { MOST_LOOKS, PAUSE, STATUS } from './job';
import { type PurgingProps, SOURCE } from './scribing-props';

/** A purge goes on through every failure that may pass. */
const PERSISTENT = {
  error: null,
  pauses: FOR_HOURS,
  timeoutSeconds: 15 * MINUTE,
  retried: ['States.TaskFailed', 'States.Timeout'],
} as const;

/** Job of the recording, whether it was started or not. */
const JOB = { Parameters: { 'MedicalScribeJobName.$': '$.purged.job' } } as const;

/**
 * States that every execution enters that has touched a consultation. They delete all objects first, then the record of the
 * job, which AWS does not delete while the job runs, and then what such a job has written meanwhile.
 */
export function purgeStates({ partition, purgeFunctionArn }: PurgingProps): States {
  const CONTEXT = { ...SOURCE, 'execution.$': '$$.Execution.Id' };
  return {
    Purge: functionTask(
      purgeFunctionArn,
      { step: 'purge', ...CONTEXT },
      {
        ...{ ...PERSISTENT, result: '$.purged', next: 'Begin looking for job record' },
        failures: { 'States.ALL': 'Purge failed' },
      },
    ),
    'Begin looking for job record': zero('looks', 'Find job record'),
    'Find job record': callTask(partition, 'transcribe:getMedicalScribeJob', JOB, {
      ...{ result: '$.job', select: STATUS, error: null, pauses: FOR_HOURS },
      next: 'Has the job ended?',
      failures: {
        'Transcribe.NotFoundException': 'Job record is absent',
        // The name is well-formed: AWS says this of a job that it does not know.
        'Transcribe.BadRequestException': 'Job record is absent',
        'States.ALL': 'Purge failed',
      },
    }),
    'Has the job ended?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.job.Status', StringEquals: 'COMPLETED', Next: 'Delete job record' },
        { Variable: '$.job.Status', StringEquals: 'FAILED', Next: 'Delete job record' },
        { Variable: '$.looks.count', NumericGreaterThanEquals: MOST_LOOKS, Next: 'Purge failed' },
      ],
      Default: 'Count look for job record',
    },
    'Count look for job record': count('looks', 'Wait until the job ends'),
    'Wait until the job ends': { Type: 'Wait', Seconds: PAUSE, Next: 'Find job record' },
    'Delete job record': callTask(partition, 'transcribe:deleteMedicalScribeJob', JOB, {
      ...{ result: null, error: null, pauses: FOR_HOURS },
      next: 'Job record is deleted',
      failures: { 'Transcribe.NotFoundException': 'Job record is absent', 'States.ALL': 'Purge failed' },
    }),
    'Job record is absent': { Type: 'Pass', Result: 'absent', ResultPath: '$.jobRecord', Next: 'Record purge' },
    'Job record is deleted': { Type: 'Pass', Result: 'deleted', ResultPath: '$.jobRecord', Next: 'Record purge' },
    'Record purge': functionTask(
      purgeFunctionArn,
      {
        ...{ step: 'record-purge', ...CONTEXT, 'outcome.$': '$.outcome', 'purged.$': '$.purged' },
        ...{ 'jobRecord.$': '$.jobRecord', 'signature.$': '$.signature' },
      },
      {
        ...{ ...PERSISTENT, result: null, next: 'Prepare notice of end' },
        failures: { 'States.ALL': 'Purge failed' },
      },
    ),
  };
}
