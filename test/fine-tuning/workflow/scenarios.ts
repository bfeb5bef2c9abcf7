import { ServiceError, TuningStandIn } from '../../support/tuning-stand-in';

export const CHECKED = ['Check the dataset', 'Is it fit?', 'Look for the job'];
const NOT_STARTED = ['Start the job', 'Job was not started', 'Look for the job of another execution'];
const STARTED = [...CHECKED, 'Start the job', 'Begin to wait for the job'];
export const LOOK = ['Wait for the job', 'Look at the job', 'Has it ended?'];
const AGAIN = [...LOOK, 'Count the wait for the job'];
const TRAINED = [...STARTED, ...AGAIN, ...AGAIN, ...LOOK, 'Read the metrics', 'Is it good?'];
const DEPLOYED = [...TRAINED, 'Look for the deployment', 'Deploy the model', 'Begin to wait for the deployment'];
export const PEEK = ['Wait for the deployment', 'Look at the deployment', 'Is it active?'];
export const PEEK_AGAIN = [...PEEK, 'Count the wait for the deployment'];
const ASKED = [...DEPLOYED, ...PEEK_AGAIN, ...PEEK, 'Ask the model'];
const MADE_HERE = ['Did this execution make it?', 'Delete the deployment'];
export const FAILED = ['Tell of the failure', 'Failed'];

const times = (count: number, error: string) => Array.from({ length: count }, () => new ServiceError(error));
const storm = (standIn: TuningStandIn, error: (call: string) => string, count: number) => {
  for (const call of STORMED) standIn.troubles.set(call, times(count, error(call)));
};
const STORMED = [
  'check-dataset',
  'bedrock:getModelCustomizationJob',
  'bedrock:createModelCustomizationJob',
  'read-metrics',
  'bedrock:createCustomModelDeployment',
  'bedrock:getCustomModelDeployment',
  'bedrockruntime:converse',
  'events:putEvents',
];
const SERVICES: Readonly<Record<string, string>> = {
  bedrock: 'Bedrock.ThrottlingException',
  bedrockruntime: 'BedrockRuntime.ThrottlingException',
  events: 'EventBridge.ThrottlingException',
};
const throttled = (call: string) => SERVICES[call.split(':')[0] ?? ''] ?? 'Lambda.TooManyRequestsException';

/** Found by no name before it starts; then nobody may look at it any more. */
export const LOST: readonly Error[] = [
  new ServiceError('Bedrock.ResourceNotFoundException'),
  new ServiceError('Bedrock.AccessDeniedException'),
];
const LOST_SIGHT = ['Wait for the job', 'Look at the job', 'Job was lost sight of'];

/** What goes wrong, how the execution ends, and by which states. */
export interface Scenario {
  readonly name: string;
  readonly standIn: () => TuningStandIn;
  readonly end: string;
  readonly states: readonly string[];
  /** Deployments that are there at the end. @default 0 */
  readonly deployments?: number;
}

const make =
  (change: (standIn: TuningStandIn) => void, ...args: ConstructorParameters<typeof TuningStandIn>) =>
  () => {
    const standIn = new TuningStandIn(...args);
    change(standIn);
    return standIn;
  };
const asItIs = () => undefined;

export const SCENARIOS: readonly Scenario[] = [
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
    standIn: make((it) => it.troubles.set('check-dataset', times(1, 'TypeError'))),
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
  {
    name: 'deployment refused',
    standIn: make((it) =>
      it.troubles.set('bedrock:createCustomModelDeployment', times(1, 'Bedrock.ServiceQuotaExceededException')),
    ),
    end: 'NotDeployed',
    states: [
      ...TRAINED,
      'Look for the deployment',
      'Deploy the model',
      'Model was not deployed',
      'Look for the deployment of another execution',
      ...FAILED,
    ],
  },
  {
    name: 'deployment fails',
    standIn: make((it) => {
      it.deploymentStatuses = ['Failed'];
    }),
    end: 'DeploymentFailed',
    states: [...DEPLOYED, ...PEEK, 'Deployment failed', 'Delete the deployment', ...FAILED],
  },
  {
    name: 'model that does not answer',
    standIn: make((it) => it.troubles.set('bedrockruntime:converse', times(1, 'BedrockRuntime.ValidationException'))),
    end: 'NoAnswer',
    states: [...ASKED, 'Model does not answer', ...MADE_HERE, ...FAILED],
  },
  {
    name: 'deployment that fails and cannot be deleted',
    standIn: make((it) => {
      it.deploymentStatuses = ['Failed'];
      it.troubles.set('bedrock:deleteCustomModelDeployment', times(1, 'Bedrock.AccessDeniedException'));
    }),
    end: 'DeploymentLeft',
    states: [
      ...DEPLOYED,
      ...PEEK,
      'Deployment failed',
      'Delete the deployment',
      'Deployment was not deleted',
      ...FAILED,
    ],
    deployments: 1,
  },
  {
    name: 'event bus that takes nothing',
    standIn: make((it) => it.troubles.set('events:putEvents', times(99, 'EventBridge.FailedEntry')), 'nineteen.jsonl'),
    end: 'DatasetRefused',
    states: ['Check the dataset', 'Is it fit?', 'Dataset is refused', ...FAILED],
  },
];
