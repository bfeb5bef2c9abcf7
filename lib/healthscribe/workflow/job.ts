import { callTask, count, functionTask, MINUTE, type State, type States, zero } from '../../workflow/states';
import { end, PASSING, type ScribingProps, SOURCE } from './scribing-props';

/** Seconds between two looks at a job: HealthScribe sends no event when a batch job ends. */
export const PAUSE = 30;

/** Looks at one job: six hours. */
export const MOST_LOOKS = (6 * 60 * MINUTE) / PAUSE;

/**
 * Pauses while the account runs as many jobs as it may: two hours in total. The error also means that a recording is too
 * long, which the check has excluded.
 */
const UNTIL_ANOTHER_ENDS = {
  ErrorEquals: ['Transcribe.LimitExceededException'],
  ...{ IntervalSeconds: 60, BackoffRate: 2, MaxDelaySeconds: 10 * MINUTE, MaxAttempts: 14, JitterStrategy: 'FULL' },
} as const;

/** States that run the job. Its name is made from key and ETag of the recording, so that a repeat is the same job. */
export function jobStates(props: ScribingProps): States {
  const { partition, checkFunctionArn } = props;
  return {
    'Start job with speakers': startJob(props, {
      Settings: { ShowSpeakerLabels: true, 'MaxSpeakerLabels.$': '$.check.speakers', ...TEMPLATE },
    }),
    'Start job with channels': startJob(props, {
      Settings: { ChannelIdentification: true, ...TEMPLATE },
      ChannelDefinitions: [0, 1].map((ChannelId) => ({
        ChannelId,
        'ParticipantRole.$': `$.check.roles[${ChannelId}]`,
      })),
    }),
    'Fail: throttled': end('Throttled'),
    'Fail: job not started': end('JobNotStarted'),
    'Begin polling job': zero('looks', 'Wait for job'),
    'Wait for job': { Type: 'Wait', Seconds: PAUSE, Next: 'Get job' },
    'Get job': callTask(
      partition,
      'transcribe:getMedicalScribeJob',
      { Parameters: { 'MedicalScribeJobName.$': '$.check.job' } },
      {
        ...{ result: '$.job', select: STATUS, error: null },
        next: 'Check job status',
        failures: { 'States.ALL': 'Fail: job not followed' },
      },
    ),
    'Fail: job not followed': end('JobNotFollowed'),
    'Check job status': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.job.Status', StringEquals: 'COMPLETED', Next: 'Compare audio' },
        { Variable: '$.job.Status', StringEquals: 'FAILED', Next: 'Fail: job failed' },
        { Variable: '$.looks.count', NumericGreaterThanEquals: MOST_LOOKS, Next: 'Fail: job timed out' },
      ],
      Default: 'Count look',
    },
    'Count look': count('looks', 'Wait for job'),
    'Fail: job failed': end('JobFailed'),
    'Fail: job timed out': end('JobTimedOut'),
    // HealthScribe reads the recording by its key, whenever it does: it may be another than the one that was checked.
    'Compare audio': functionTask(
      checkFunctionArn,
      { step: 'compare-audio', ...SOURCE },
      {
        ...{ result: '$.compared', error: null, retried: PASSING },
        next: 'Is the audio the same?',
        failures: { 'States.ALL': 'Fail: audio not checked' },
      },
    ),
    'Is the audio the same?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.compared.same', BooleanEquals: true, Next: 'Make draft' }],
      Default: 'Fail: audio replaced',
    },
    'Fail: audio replaced': end('AudioReplaced'),
  };
}

/** Field of a job that is kept. The others have URIs, and a reason of a failure that can quote the recording. */
export const STATUS = { 'Status.$': '$.MedicalScribeJob.MedicalScribeJobStatus' } as const;

const TEMPLATE = { ClinicalNoteGenerationSettings: { 'NoteTemplate.$': '$.check.template' } } as const;

function startJob(
  { partition, patientBucket, patientKeyArn, dataAccessRoleArn, deployment }: ScribingProps,
  separation: object,
): State {
  const state = callTask(
    partition,
    'transcribe:startMedicalScribeJob',
    {
      Parameters: {
        'MedicalScribeJobName.$': '$.check.job',
        Media: { 'MediaFileUri.$': `States.Format('s3://${patientBucket}/{}', $.source.key)` },
        OutputBucketName: patientBucket,
        OutputEncryptionKMSKeyId: patientKeyArn,
        // In clear text in CloudTrail.
        KMSEncryptionContext: { deployment },
        DataAccessRoleArn: dataAccessRoleArn,
        ...separation,
      },
    },
    {
      ...{ result: null, error: null },
      next: 'Begin polling job',
      failures: {
        // The job of this recording exists: an answer was lost.
        'Transcribe.ConflictException': 'Begin polling job',
        'Transcribe.LimitExceededException': 'Fail: throttled',
        'Transcribe.ThrottlingException': 'Fail: throttled',
        'States.ALL': 'Fail: job not started',
      },
    },
  );
  return { ...state, Retry: [UNTIL_ANOTHER_ENDS, ...(state.Retry as readonly object[])] };
}
