import { CAUGHT, CONFLICT, callTask, counting, failing, functionTask, MINUTE, type States } from './states';
import type { WorkflowProps } from './workflow-props';

/** How long a job may take: two days, looked at every five minutes. */
export const JOB_LOOKS = { seconds: 5 * MINUTE, most: 576 } as const;

/** From the job's start to the verdict on what it made. */
export function train({ partition, functionArn }: WorkflowProps): States {
  return {
    'Begin to wait for the job': {
      Type: 'Pass',
      Result: { count: 0 },
      ResultPath: '$.waits',
      Next: 'Wait for the job',
    },
    'Wait for the job': { Type: 'Wait', Seconds: JOB_LOOKS.seconds, Next: 'Look at the job' },
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
        { Variable: '$.waits.count', NumericGreaterThanEquals: JOB_LOOKS.most, Next: 'Job took too long' },
      ],
      Default: 'Count the wait for the job',
    },
    'Count the wait for the job': counting('Wait for the job'),
    'Model is missing': failing('ModelMissing', { cause: 'The job names no custom model.' }, 'Tell of the failure'),
    'Job was lost sight of': failing('JobLost', CAUGHT, 'Did this execution start it?'),
    // One that was there before may be followed by another execution, which sees it.
    'Did this execution start it?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.job.made', BooleanEquals: true, Next: 'Stop the job' }],
      Default: 'Tell of the failure',
    },
    'Job failed': failing('JobFailed', { cause: 'See failureMessage of the job.' }, 'Tell of the failure'),
    'Job was stopped': failing('JobStopped', { cause: 'Somebody stopped it.' }, 'Tell of the failure'),
    'Job took too long': failing('JobTookTooLong', { cause: 'It was told to stop.' }, 'Stop the job'),
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
    'Job was not stopped': failing(
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
    'Metrics are missing': failing('MetricsMissing', CAUGHT, 'Tell of the failure'),
    'Metrics were not read': failing('MetricsNotRead', CAUGHT, 'Tell of the failure'),
    'Is it good?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.metrics.good', BooleanEquals: true, Next: 'Look for the deployment' }],
      Default: 'Model is not good enough',
    },
    'Model is not good enough': failing('NotGoodEnough', { 'cause.$': '$.metrics.why' }, 'Tell of the failure'),
  };
}
