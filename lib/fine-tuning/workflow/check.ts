import {
  CAUGHT,
  callTask,
  functionTask,
  MINUTE,
  recordFailure,
  type States,
  type TaskProps,
} from '../../workflow/states';
import type { WorkflowProps } from './workflow-props';

/** States that check the dataset and start the job, or continue with an existing job for the same dataset. */
export function checkStates({ partition, functionArn }: WorkflowProps): States {
  return {
    'Check dataset': functionTask(
      functionArn,
      { step: 'validate-dataset', 'manifest.$': '$.manifest' },
      {
        result: '$.check',
        timeoutSeconds: 15 * MINUTE,
        next: 'Is the dataset valid?',
        failures: {
          ManifestError: 'Fail: manifest invalid',
          ObjectMissing: 'Fail: file missing',
          ObjectChanged: 'Fail: file changed',
          'States.ALL': 'Fail: dataset not checked',
        },
      },
    ),
    'Fail: manifest invalid': recordFailure('ManifestWrong', CAUGHT, 'Publish failure'),
    'Fail: file missing': recordFailure('FileMissing', CAUGHT, 'Publish failure'),
    'Fail: file changed': recordFailure('FileChanged', CAUGHT, 'Publish failure'),
    'Fail: dataset not checked': recordFailure('DatasetNotChecked', CAUGHT, 'Publish failure'),
    'Is the dataset valid?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.check.fit', BooleanEquals: true, Next: 'Find job' }],
      Default: 'Fail: dataset invalid',
    },
    'Fail: dataset invalid': recordFailure(
      'DatasetRefused',
      { 'cause.$': "States.Format('{} errors: see {}', $.check.errors, $.check.report)" },
      'Publish failure',
    ),
    'Find job': findJob(partition, {
      'Bedrock.ResourceNotFoundException': 'Reserve job',
      'States.ALL': 'Job not started',
    }),
    'Compare job': functionTask(
      functionArn,
      { step: 'compare-job', 'request.$': '$.check.request', 'job.$': '$.job.found' },
      {
        result: null,
        next: 'Check existing job',
        failures: { JobOfAnotherRequest: 'Fail: job of another request', 'States.ALL': 'Fail: job not compared' },
      },
    ),
    'Fail: job of another request': recordFailure('JobOfAnotherRequest', CAUGHT, 'Publish failure'),
    'Fail: job not compared': recordFailure('JobNotCompared', CAUGHT, 'Publish failure'),
    'Check existing job': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.job.Status', StringEquals: 'Failed', Next: 'Fail: earlier job failed' },
        { Variable: '$.job.Status', StringEquals: 'Stopped', Next: 'Fail: earlier job failed' },
        { Variable: '$.job.Status', StringEquals: 'Completed', Next: 'Get job' },
      ],
      Default: 'Begin polling job',
    },
    'Fail: earlier job failed': recordFailure(
      'JobFailedBefore',
      { 'cause.$': "States.Format('{} for the same examples: ask for another attempt', $.job.Status)" },
      'Publish failure',
    ),
    'Reserve job': functionTask(
      functionArn,
      { step: 'reserve-job', 'name.$': '$.check.name', 'time.$': '$$.Execution.StartTime' },
      {
        result: null,
        next: 'Start job',
        failures: { TooManyJobs: 'Fail: too many jobs', 'States.ALL': 'Fail: job not reserved' },
      },
    ),
    'Fail: too many jobs': recordFailure('TooManyJobs', CAUGHT, 'Publish failure'),
    'Fail: job not reserved': recordFailure('JobNotReserved', CAUGHT, 'Publish failure'),
    'Start job': callTask(
      partition,
      'bedrock:createModelCustomizationJob',
      { InputPath: '$.check.request' },
      {
        result: '$.job',
        select: { 'JobArn.$': '$.JobArn', made: true },
        next: 'Begin polling job',
        failures: { 'States.ALL': 'Job not started' },
      },
    ),
    // EventBridge can deliver an event twice, so that another execution may have started the job in the meantime.
    'Job not started': recordFailure('JobNotStarted', CAUGHT, 'Find job of another execution'),
    'Find job of another execution': findJob(partition, { 'States.ALL': 'Publish failure' }),
  };
}

const findJob = (partition: string, failures: TaskProps['failures']) =>
  callTask(
    partition,
    'bedrock:getModelCustomizationJob',
    { Parameters: { 'JobIdentifier.$': '$.check.name' } },
    {
      result: '$.job',
      select: { 'JobArn.$': '$.JobArn', 'Status.$': '$.Status', 'found.$': '$', made: false },
      next: 'Compare job',
      failures,
    },
  );
