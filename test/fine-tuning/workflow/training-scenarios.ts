import { ServiceError } from '../../support/tuning-stand-in';
import { AGAIN, ASKED, CHECKED, DEPLOYED, FAILED, LOOK, LOST_SIGHT, NOT_STARTED, STARTED, TRAINED } from './paths';
import { asItIs, LOST, make, type Scenario, storm, throttled, times } from './scenario';

/** From the manifest to the verdict on the custom model. */
export const TRAINING_SCENARIOS: readonly Scenario[] = [
  {
    name: 'happy path',
    standIn: make(asItIs),
    end: 'Succeeded',
    states: [...ASKED, 'Tell of the model', 'Deployed'],
    deployments: 1,
  },
  {
    name: 'throttling storm that ends',
    standIn: make((it) => storm(it, throttled, 9)),
    end: 'Succeeded',
    states: [...ASKED, 'Tell of the model', 'Deployed'],
    deployments: 1,
  },
  {
    name: 'throttling storm that does not end, at the start of the job',
    standIn: make((it) => it.troubles.set('bedrock:createModelCustomizationJob', times(99, throttled('bedrock:')))),
    end: 'JobNotStarted',
    states: [...CHECKED, ...NOT_STARTED, ...FAILED],
  },
  {
    name: 'throttling storm that does not end, while the deployment is made',
    standIn: make((it) => {
      // Looked for once before it is made.
      it.troubles.set('bedrock:getCustomModelDeployment', [
        new ServiceError('Bedrock.ResourceNotFoundException'),
        ...times(99, throttled('bedrock:')),
      ]);
    }),
    end: 'DeploymentLost',
    states: [
      ...DEPLOYED,
      'Wait for the deployment',
      'Look at the deployment',
      'Deployment was lost sight of',
      'Did this execution make it?',
      'Delete the deployment',
      ...FAILED,
    ],
  },
  {
    name: 'bad data',
    standIn: make(asItIs, 'bad-json.jsonl'),
    end: 'DatasetRefused',
    states: ['Check the dataset', 'Is it fit?', 'Dataset is refused', ...FAILED],
  },
  {
    name: 'nineteen examples',
    standIn: make(asItIs, 'nineteen.jsonl'),
    end: 'DatasetRefused',
    states: ['Check the dataset', 'Is it fit?', 'Dataset is refused', ...FAILED],
  },
  {
    name: 'wrong manifest',
    standIn: make(asItIs, 'good-hundred.jsonl', { model: 'amazon.nova-pro-v1:0' }),
    end: 'ManifestWrong',
    states: ['Check the dataset', 'Manifest is wrong', ...FAILED],
  },
  {
    name: 'file that is not there',
    standIn: make(asItIs, 'good-hundred.jsonl', { training: 'datasets/none.jsonl' }),
    end: 'FileMissing',
    states: ['Check the dataset', 'File is missing', ...FAILED],
  },
  {
    name: 'file that is replaced while it is checked',
    standIn: make((it) => {
      it.onRead = (key) => {
        if (key.endsWith('train.jsonl')) it.objects.all.set(key, 'poison');
      };
    }),
    end: 'FileChanged',
    states: ['Check the dataset', 'File was changed', ...FAILED],
  },
  {
    name: 'function that fails',
    standIn: make((it) => it.troubles.set('validate-dataset', times(1, 'TypeError'))),
    end: 'DatasetNotChecked',
    states: ['Check the dataset', 'Dataset was not checked', ...FAILED],
  },
  {
    name: 'no permission to start the job',
    standIn: make((it) =>
      it.troubles.set('bedrock:createModelCustomizationJob', times(1, 'Bedrock.AccessDeniedException')),
    ),
    end: 'JobNotStarted',
    states: [...CHECKED, ...NOT_STARTED, ...FAILED],
  },
  {
    name: 'job fails',
    standIn: make((it) => {
      it.jobStatuses = ['Failed'];
    }),
    end: 'JobFailed',
    states: [...STARTED, ...LOOK, 'Job failed', ...FAILED],
  },
  {
    name: 'job stopped',
    standIn: make((it) => {
      it.jobStatuses = ['InProgress', 'Stopping', 'Stopped'];
    }),
    end: 'JobStopped',
    states: [...STARTED, ...AGAIN, ...AGAIN, ...LOOK, 'Job was stopped', ...FAILED],
  },
  {
    name: 'job that is lost sight of',
    standIn: make((it) => it.troubles.set('bedrock:getModelCustomizationJob', [...LOST])),
    end: 'JobLost',
    states: [...STARTED, ...LOST_SIGHT, 'Stop the job', ...FAILED],
  },
  {
    name: 'job that is lost sight of and has gone',
    standIn: make((it) => {
      it.troubles.set('bedrock:getModelCustomizationJob', [...LOST]);
      it.troubles.set('bedrock:stopModelCustomizationJob', [
        ...times(1, 'Bedrock.ConflictException'),
        ...times(1, 'Bedrock.ResourceNotFoundException'),
      ]);
    }),
    end: 'JobLost',
    states: [...STARTED, ...LOST_SIGHT, 'Stop the job', ...FAILED],
  },
  {
    name: 'job that names no model',
    standIn: make((it) => {
      it.makesModels = false;
    }),
    end: 'ModelMissing',
    states: [...TRAINED.slice(0, -2), 'Model is missing', ...FAILED],
  },
  {
    name: 'job that is lost sight of and cannot be stopped',
    standIn: make((it) => {
      it.troubles.set('bedrock:getModelCustomizationJob', [...LOST]);
      it.troubles.set('bedrock:stopModelCustomizationJob', times(1, 'Bedrock.AccessDeniedException'));
    }),
    end: 'JobLeft',
    states: [...STARTED, ...LOST_SIGHT, 'Stop the job', 'Job was not stopped', ...FAILED],
  },
  {
    name: 'metrics missing',
    standIn: make((it) => {
      it.metrics = undefined;
    }),
    end: 'MetricsMissing',
    states: [...TRAINED.slice(0, -1), 'Metrics are missing', ...FAILED],
  },
  {
    name: 'model not good enough',
    standIn: make(asItIs, 'good-hundred.jsonl', { maxLoss: 1 }),
    end: 'NotGoodEnough',
    states: [...TRAINED, 'Model is not good enough', ...FAILED],
  },
];
