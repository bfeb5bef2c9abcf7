import { CAUGHT, callTask, failing, functionTask, MINUTE, type States, type TaskProps } from './states';
import type { WorkflowProps } from './workflow-props';

/** Nothing is started before the examples have been checked, nor twice: a job that is there is gone on with. */
export function check({ partition, functionArn }: WorkflowProps): States {
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
    'Manifest is wrong': failing('ManifestWrong', CAUGHT, 'Tell of the failure'),
    'File is missing': failing('FileMissing', CAUGHT, 'Tell of the failure'),
    'File was changed': failing('FileChanged', CAUGHT, 'Tell of the failure'),
    'Dataset was not checked': failing('DatasetNotChecked', CAUGHT, 'Tell of the failure'),
    'Is it fit?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.check.fit', BooleanEquals: true, Next: 'Look for the job' }],
      Default: 'Dataset is refused',
    },
    'Dataset is refused': failing(
      'DatasetRefused',
      { 'cause.$': "States.Format('{} errors: see {}', $.check.errors, $.check.report)" },
      'Tell of the failure',
    ),
    'Look for the job': lookForJob(partition, {
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
    'Job failed before': failing(
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
    // By this execution: one event of an upload may come twice, and both find no job at first.
    'Job was not started': failing('JobNotStarted', CAUGHT, 'Look for the job of another execution'),
    'Look for the job of another execution': lookForJob(partition, { 'States.ALL': 'Tell of the failure' }),
  };
}

const lookForJob = (partition: string, failures: TaskProps['failures']) =>
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
