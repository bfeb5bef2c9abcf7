import { ASKED, DEPLOYED, FAILED, MADE_HERE, PEEK, TRAINED } from './paths';
import { make, type Scenario, times } from './scenario';

/** From the verdict to what is told of it. */
export const DEPLOYMENT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'deployment refused',
    standIn: make((it) =>
      it.troubles.set('bedrock:createCustomModelDeployment', times(1, 'Bedrock.ServiceQuotaExceededException')),
    ),
    end: 'NotDeployed',
    states: [
      ...TRAINED,
      'Find deployment',
      'Deploy model',
      'Model not deployed',
      'Find deployment of another execution',
      ...FAILED,
    ],
  },
  {
    name: 'deployment fails',
    standIn: make((it) => {
      it.deploymentStatuses = ['Failed'];
    }),
    end: 'DeploymentFailed',
    states: [...DEPLOYED, ...PEEK, 'Fail: deployment failed', 'Delete deployment', ...FAILED],
  },
  {
    name: 'deployment that fails and cannot be deleted at once',
    standIn: make((it) => {
      it.deploymentStatuses = ['Failed'];
      it.troubles.set('bedrock:deleteCustomModelDeployment', times(9, 'Bedrock.ConflictException'));
    }),
    end: 'DeploymentFailed',
    states: [...DEPLOYED, ...PEEK, 'Fail: deployment failed', 'Delete deployment', ...FAILED],
  },
  {
    name: 'deployment that fails and that somebody else has deleted',
    standIn: make((it) => {
      it.deploymentStatuses = ['Failed'];
      it.troubles.set('bedrock:deleteCustomModelDeployment', times(1, 'Bedrock.ResourceNotFoundException'));
    }),
    end: 'DeploymentFailed',
    states: [...DEPLOYED, ...PEEK, 'Fail: deployment failed', 'Delete deployment', ...FAILED],
    deployments: 1,
  },
  {
    name: 'model that does not answer',
    standIn: make((it) => it.troubles.set('bedrockruntime:converse', times(1, 'BedrockRuntime.ValidationException'))),
    end: 'NoAnswer',
    states: [...ASKED, 'Fail: model does not answer', ...MADE_HERE, ...FAILED],
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
      'Fail: deployment failed',
      'Delete deployment',
      'Fail: deployment not deleted',
      ...FAILED,
    ],
    deployments: 1,
  },
  {
    name: 'event bus that takes nothing',
    standIn: make((it) => it.troubles.set('events:putEvents', times(99, 'EventBridge.FailedEntry')), 'nineteen.jsonl'),
    end: 'DatasetRefused',
    states: ['Check dataset', 'Is the dataset valid?', 'Fail: dataset invalid', ...FAILED],
  },
];
