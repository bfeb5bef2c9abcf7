import { CAUGHT, callTask, countWait, functionTask, MINUTE, recordFailure, type States } from '../../workflow/states';
import { CONFLICT, type WorkflowProps } from './workflow-props';

/** Polls until a job ends: every five minutes for two days. */
export const JOB_POLLS = { seconds: 5 * MINUTE, most: 576 } as const;

/** States that wait for the job and evaluate its metrics. */
export function trainStates({ partition, functionArn }: WorkflowProps): States {
  return {
    'Begin polling job': {
      Type: 'Pass',
      Result: { count: 0 },
      ResultPath: '$.waits',
      Next: 'Wait for job',
    },
    'Wait for job': { Type: 'Wait', Seconds: JOB_POLLS.seconds, Next: 'Get job' },
    'Get job': callTask(
      partition,
      'bedrock:getModelCustomizationJob',
      { Parameters: { 'JobIdentifier.$': '$.job.JobArn' } },
      {
        result: '$.look',
        select: { 'job.$': '$' },
        next: 'Check job status',
        failures: { 'States.ALL': 'Fail: job not readable' },
      },
    ),
    'Check job status': {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.look.job.Status', StringEquals: 'Completed' },
            { Variable: '$.look.job.OutputModelArn', IsPresent: true },
          ],
          Next: 'Read metrics',
        },
        { Variable: '$.look.job.Status', StringEquals: 'Completed', Next: 'Fail: model missing' },
        { Variable: '$.look.job.Status', StringEquals: 'Failed', Next: 'Fail: job failed' },
        { Variable: '$.look.job.Status', StringEquals: 'Stopped', Next: 'Fail: job stopped' },
        { Variable: '$.waits.count', NumericGreaterThanEquals: JOB_POLLS.most, Next: 'Fail: job timed out' },
      ],
      Default: 'Count job polls',
    },
    'Count job polls': countWait('Wait for job'),
    'Fail: model missing': recordFailure(
      'ModelMissing',
      { cause: 'The job names no custom model.' },
      'Publish failure',
    ),
    'Fail: job not readable': recordFailure('JobLost', CAUGHT, 'Is the job new?'),
    // Another execution may follow a job that existed before.
    'Is the job new?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.job.made', BooleanEquals: true, Next: 'Stop job' }],
      Default: 'Publish failure',
    },
    'Fail: job failed': recordFailure('JobFailed', { cause: 'See failureMessage of the job.' }, 'Publish failure'),
    'Fail: job stopped': recordFailure('JobStopped', { cause: 'Somebody stopped it.' }, 'Publish failure'),
    'Fail: job timed out': recordFailure('JobTookTooLong', { cause: 'It was told to stop.' }, 'Stop job'),
    'Stop job': callTask(
      partition,
      'bedrock:stopModelCustomizationJob',
      { Parameters: { 'JobIdentifier.$': '$.job.JobArn' } },
      {
        result: null,
        retried: CONFLICT,
        next: 'Publish failure',
        failures: {
          'Bedrock.ResourceNotFoundException': 'Publish failure',
          'States.ALL': 'Fail: job not stopped',
        },
      },
    ),
    'Fail: job not stopped': recordFailure(
      'JobLeft',
      { 'cause.$': "States.Format('{} could not be stopped: {}', $.job.JobArn, $.error.Cause)" },
      'Publish failure',
    ),
    'Read metrics': functionTask(
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
        next: 'Is the model good enough?',
        failures: { MetricsMissing: 'Fail: metrics missing', 'States.ALL': 'Fail: metrics not read' },
      },
    ),
    'Fail: metrics missing': recordFailure('MetricsMissing', CAUGHT, 'Publish failure'),
    'Fail: metrics not read': recordFailure('MetricsNotRead', CAUGHT, 'Publish failure'),
    'Is the model good enough?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.metrics.good', BooleanEquals: true, Next: 'Find deployment' }],
      Default: 'Fail: model not good enough',
    },
    'Fail: model not good enough': recordFailure('NotGoodEnough', { 'cause.$': '$.metrics.why' }, 'Publish failure'),
  };
}
