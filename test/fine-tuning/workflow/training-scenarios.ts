import { ServiceError } from '../../support/tuning-stand-in';
import { AGAIN, ASKED, CHECKED, DEPLOYED, FAILED, LOOK, LOST_SIGHT, NOT_STARTED, STARTED, TRAINED } from './paths';
import { asItIs, LOST, make, type Scenario, storm, throttled, times } from './scenario';

/** From the manifest to the verdict on the custom model. */
export const TRAINING_SCENARIOS: readonly Scenario[] = [
  {
    name: 'happy path',
    standIn: make(asItIs),
    end: 'Succeeded',
    states: [...ASKED, 'Publish model', 'Deployed'],
    deployments: 1,
  },
  {
    name: 'throttling storm that ends',
    standIn: make((it) => storm(it, throttled, 9)),
    end: 'Succeeded',
    states: [...ASKED, 'Publish model', 'Deployed'],
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
      'Wait for deployment',
      'Get deployment',
      'Fail: deployment not readable',
      'Is the deployment new?',
      'Delete deployment',
      ...FAILED,
    ],
  },
  {
    name: 'bad data',
    standIn: make(asItIs, 'bad-json.jsonl'),
    end: 'DatasetRefused',
    states: ['Check dataset', 'Is the dataset valid?', 'Fail: dataset invalid', ...FAILED],
  },
  {
    name: 'nineteen examples',
    standIn: make(asItIs, 'nineteen.jsonl'),
    end: 'DatasetRefused',
    states: ['Check dataset', 'Is the dataset valid?', 'Fail: dataset invalid', ...FAILED],
  },
  {
    name: 'wrong manifest',
    standIn: make(asItIs, 'good-hundred.jsonl', { model: 'amazon.nova-pro-v1:0' }),
    end: 'ManifestWrong',
    states: ['Check dataset', 'Fail: manifest invalid', ...FAILED],
  },
  {
    name: 'file that is not there',
    standIn: make(asItIs, 'good-hundred.jsonl', { training: 'datasets/none.jsonl' }),
    end: 'FileMissing',
    states: ['Check dataset', 'Fail: file missing', ...FAILED],
  },
  {
    name: 'file that is replaced while it is checked',
    standIn: make((it) => {
      it.onRead = (key) => {
        if (key.endsWith('train.jsonl')) it.objects.all.set(key, 'poison');
      };
    }),
    end: 'FileChanged',
    states: ['Check dataset', 'Fail: file changed', ...FAILED],
  },
  {
    name: 'function that fails',
    standIn: make((it) => it.troubles.set('validate-dataset', times(1, 'TypeError'))),
    end: 'DatasetNotChecked',
    states: ['Check dataset', 'Fail: dataset not checked', ...FAILED],
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
    states: [...STARTED, ...LOOK, 'Fail: job failed', ...FAILED],
  },
  {
    name: 'job stopped',
    standIn: make((it) => {
      it.jobStatuses = ['InProgress', 'Stopping', 'Stopped'];
    }),
    end: 'JobStopped',
    states: [...STARTED, ...AGAIN, ...AGAIN, ...LOOK, 'Fail: job stopped', ...FAILED],
  },
  {
    name: 'job whose status is not readable',
    standIn: make((it) => it.troubles.set('bedrock:getModelCustomizationJob', [...LOST])),
    end: 'JobLost',
    states: [...STARTED, ...LOST_SIGHT, 'Stop job', ...FAILED],
  },
  {
    name: 'job whose status is not readable and has gone',
    standIn: make((it) => {
      it.troubles.set('bedrock:getModelCustomizationJob', [...LOST]);
      it.troubles.set('bedrock:stopModelCustomizationJob', [
        ...times(1, 'Bedrock.ConflictException'),
        ...times(1, 'Bedrock.ResourceNotFoundException'),
      ]);
    }),
    end: 'JobLost',
    states: [...STARTED, ...LOST_SIGHT, 'Stop job', ...FAILED],
  },
  {
    name: 'job that names no model',
    standIn: make((it) => {
      it.makesModels = false;
    }),
    end: 'ModelMissing',
    states: [...TRAINED.slice(0, -2), 'Fail: model missing', ...FAILED],
  },
  {
    name: 'job whose status is not readable and cannot be stopped',
    standIn: make((it) => {
      it.troubles.set('bedrock:getModelCustomizationJob', [...LOST]);
      it.troubles.set('bedrock:stopModelCustomizationJob', times(1, 'Bedrock.AccessDeniedException'));
    }),
    end: 'JobLeft',
    states: [...STARTED, ...LOST_SIGHT, 'Stop job', 'Fail: job not stopped', ...FAILED],
  },
  {
    name: 'metrics missing',
    standIn: make((it) => {
      it.metrics = undefined;
    }),
    end: 'MetricsMissing',
    states: [...TRAINED.slice(0, -1), 'Fail: metrics missing', ...FAILED],
  },
  {
    name: 'model not good enough',
    standIn: make(asItIs, 'good-hundred.jsonl', { maxLoss: 1 }),
    end: 'NotGoodEnough',
    states: [...TRAINED, 'Fail: model not good enough', ...FAILED],
  },
];
