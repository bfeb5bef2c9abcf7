import {
  CAUGHT,
  callTask,
  functionTask,
  MINUTE,
  recordFailure,
  type States,
  type TaskProps,
  type WorkflowProps,
} from './states';

/** States that check the dataset and start the job, or continue with an existing job for the same dataset. */
export function checkStates({ partition, functionArn }: WorkflowProps): States {
  return {
    'Check the dataset': functionTask(
      functionArn,
      { step: 'validate-dataset', 'manifest.$': '$.manifest' },
      {
        result: '$.check',
        timeoutSeconds: 15 * MINUTE,
        next: 'Is it fit?',
        failures: {
          ManifestError: 'Manifest is wrong',
          ObjectMissing: 'File is missing',
          ObjectChanged: 'File was changed',
          'States.ALL': 'Dataset was not checked',
        },
      },
    ),
    'Manifest is wrong': recordFailure('ManifestWrong', CAUGHT, 'Tell of the failure'),
    'File is missing': recordFailure('FileMissing', CAUGHT, 'Tell of the failure'),
    'File was changed': recordFailure('FileChanged', CAUGHT, 'Tell of the failure'),
    'Dataset was not checked': recordFailure('DatasetNotChecked', CAUGHT, 'Tell of the failure'),
    'Is it fit?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.check.fit', BooleanEquals: true, Next: 'Look for the job' }],
      Default: 'Dataset is refused',
    },
    'Dataset is refused': recordFailure(
      'DatasetRefused',
      { 'cause.$': "States.Format('{} errors: see {}', $.check.errors, $.check.report)" },
      'Tell of the failure',
    ),
    'Look for the job': findJob(partition, {
      'Bedrock.ResourceNotFoundException': 'Start the job',
      'States.ALL': 'Job was not started',
    }),
    'Is it there?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.job.Status', StringEquals: 'Failed', Next: 'Job failed before' },
        { Variable: '$.job.Status', StringEquals: 'Stopped', Next: 'Job failed before' },
        { Variable: '$.job.Status', StringEquals: 'Completed', Next: 'Look at the job' },
      ],
      Default: 'Begin to wait for the job',
    },
    'Job failed before': recordFailure(
      'JobFailedBefore',
      { 'cause.$': "States.Format('{} for the same examples: ask for another attempt', $.job.Status)" },
      'Tell of the failure',
    ),
    'Start the job': callTask(
      partition,
      'bedrock:createModelCustomizationJob',
      { InputPath: '$.check.request' },
      {
        result: '$.job',
        select: { 'JobArn.$': '$.JobArn', made: true },
        next: 'Begin to wait for the job',
        failures: { 'States.ALL': 'Job was not started' },
      },
    ),
    // EventBridge can deliver an event twice, so that another execution may have started the job in the meantime.
    'Job was not started': recordFailure('JobNotStarted', CAUGHT, 'Look for the job of another execution'),
    'Look for the job of another execution': findJob(partition, { 'States.ALL': 'Tell of the failure' }),
  };
}

const findJob = (partition: string, failures: TaskProps['failures']) =>
  callTask(
    partition,
    'bedrock:getModelCustomizationJob',
    { Parameters: { 'JobIdentifier.$': '$.check.name' } },
    {
      result: '$.job',
      select: { 'JobArn.$': '$.JobArn', 'Status.$': '$.Status', made: false },
      next: 'Is it there?',
      failures,
    },
  );
