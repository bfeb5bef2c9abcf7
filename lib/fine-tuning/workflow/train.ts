import {
  CAUGHT,
  CONFLICT,
  callTask,
  countWait,
  functionTask,
  MINUTE,
  recordFailure,
  type States,
  type WorkflowProps,
} from './states';

/** Polls until a job ends: every five minutes for two days. */
export const JOB_POLLS = { seconds: 5 * MINUTE, most: 576 } as const;

/** States that wait for the job and evaluate its metrics. */
export function trainStates({ partition, functionArn }: WorkflowProps): States {
  return {
    'Begin to wait for the job': {
      Type: 'Pass',
      Result: { count: 0 },
      ResultPath: '$.waits',
      Next: 'Wait for the job',
    },
    'Wait for the job': { Type: 'Wait', Seconds: JOB_POLLS.seconds, Next: 'Look at the job' },
    'Look at the job': callTask(
      partition,
      'bedrock:getModelCustomizationJob',
      { Parameters: { 'JobIdentifier.$': '$.job.JobArn' } },
      {
        result: '$.look',
        select: { 'job.$': '$' },
        next: 'Has it ended?',
        failures: { 'States.ALL': 'Job was lost sight of' },
      },
    ),
    'Has it ended?': {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.look.job.Status', StringEquals: 'Completed' },
            { Variable: '$.look.job.OutputModelArn', IsPresent: true },
          ],
          Next: 'Read the metrics',
        },
        { Variable: '$.look.job.Status', StringEquals: 'Completed', Next: 'Model is missing' },
        { Variable: '$.look.job.Status', StringEquals: 'Failed', Next: 'Job failed' },
        { Variable: '$.look.job.Status', StringEquals: 'Stopped', Next: 'Job was stopped' },
        { Variable: '$.waits.count', NumericGreaterThanEquals: JOB_POLLS.most, Next: 'Job took too long' },
      ],
      Default: 'Count the wait for the job',
    },
    'Count the wait for the job': countWait('Wait for the job'),
    'Model is missing': recordFailure(
      'ModelMissing',
      { cause: 'The job names no custom model.' },
      'Tell of the failure',
    ),
    'Job was lost sight of': recordFailure('JobLost', CAUGHT, 'Did this execution start it?'),
    // Another execution may follow a job that existed before.
    'Did this execution start it?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.job.made', BooleanEquals: true, Next: 'Stop the job' }],
      Default: 'Tell of the failure',
    },
    'Job failed': recordFailure('JobFailed', { cause: 'See failureMessage of the job.' }, 'Tell of the failure'),
    'Job was stopped': recordFailure('JobStopped', { cause: 'Somebody stopped it.' }, 'Tell of the failure'),
    'Job took too long': recordFailure('JobTookTooLong', { cause: 'It was told to stop.' }, 'Stop the job'),
    'Stop the job': callTask(
      partition,
      'bedrock:stopModelCustomizationJob',
      { Parameters: { 'JobIdentifier.$': '$.job.JobArn' } },
      {
        result: null,
        retried: CONFLICT,
        next: 'Tell of the failure',
        failures: {
          'Bedrock.ResourceNotFoundException': 'Tell of the failure',
          'States.ALL': 'Job was not stopped',
        },
      },
    ),
    'Job was not stopped': recordFailure(
      'JobLeft',
      { 'cause.$': "States.Format('{} could not be stopped: {}', $.job.JobArn, $.error.Cause)" },
      'Tell of the failure',
    ),
    'Read the metrics': functionTask(
      functionArn,
      {
        step: 'read-metrics',
        'jobArn.$': '$.job.JobArn',
        'output.$': '$.check.output',
        'validated.$': '$.check.validated',
        'maxLoss.$': '$.check.maxLoss',
      },
      {
        result: '$.metrics',
        next: 'Is it good?',
        failures: { MetricsMissing: 'Metrics are missing', 'States.ALL': 'Metrics were not read' },
      },
    ),
    'Metrics are missing': recordFailure('MetricsMissing', CAUGHT, 'Tell of the failure'),
    'Metrics were not read': recordFailure('MetricsNotRead', CAUGHT, 'Tell of the failure'),
    'Is it good?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.metrics.good', BooleanEquals: true, Next: 'Look for the deployment' }],
      Default: 'Model is not good enough',
    },
    'Model is not good enough': recordFailure('NotGoodEnough', { 'cause.$': '$.metrics.why' }, 'Tell of the failure'),
  };
}
