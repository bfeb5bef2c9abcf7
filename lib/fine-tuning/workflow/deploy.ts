import { CAUGHT, CONFLICT, callTask, counting, failing, MINUTE, type States, type TaskProps } from './states';
import type { WorkflowProps } from './workflow-props';

/** How long a deployment may take to become active: an hour. */
export const DEPLOYMENT_LOOKS = { seconds: MINUTE, most: 60 } as const;

/** From the custom model to an answer of it; a deployment that was made for it and gives none is deleted. */
export function deploy({ partition, tag, guardrail }: WorkflowProps): States {
  const byArn = { Parameters: { 'CustomModelDeploymentIdentifier.$': '$.deployment.Arn' } };
  return {
    'Look for the deployment': lookForDeployment(partition, {
      'Bedrock.ResourceNotFoundException': 'Deploy the model',
      'States.ALL': 'Model was not deployed',
    }),
    'Deploy the model': callTask(
      partition,
      'bedrock:createCustomModelDeployment',
      {
        Parameters: {
          'ModelDeploymentName.$': '$.check.name',
          'ModelArn.$': '$.look.job.OutputModelArn',
          // Of this execution: that of an earlier one would stand for a deployment that has been deleted since.
          'ClientRequestToken.$': "States.Hash($$.Execution.Id, 'SHA-256')",
          Tags: [tag],
        },
      },
      {
        result: '$.deployment',
        select: { 'Arn.$': '$.CustomModelDeploymentArn', made: true },
        next: 'Begin to wait for the deployment',
        failures: { 'States.ALL': 'Model was not deployed' },
      },
    ),
    'Model was not deployed': failing('NotDeployed', CAUGHT, 'Look for the deployment of another execution'),
    'Look for the deployment of another execution': lookForDeployment(partition, {
      'States.ALL': 'Tell of the failure',
    }),
    'Begin to wait for the deployment': {
      Type: 'Pass',
      Result: { count: 0 },
      ResultPath: '$.waits',
      Next: 'Wait for the deployment',
    },
    'Wait for the deployment': { Type: 'Wait', Seconds: DEPLOYMENT_LOOKS.seconds, Next: 'Look at the deployment' },
    'Look at the deployment': callTask(partition, 'bedrock:getCustomModelDeployment', byArn, {
      result: '$.look',
      select: { 'deployment.$': '$' },
      next: 'Is it active?',
      failures: { 'States.ALL': 'Deployment was lost sight of' },
    }),
    'Is it active?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.look.deployment.Status', StringEquals: 'Active', Next: 'Ask the model' },
        { Variable: '$.look.deployment.Status', StringEquals: 'Failed', Next: 'Deployment failed' },
        {
          Variable: '$.waits.count',
          NumericGreaterThanEquals: DEPLOYMENT_LOOKS.most,
          Next: 'Deployment took too long',
        },
      ],
      Default: 'Count the wait for the deployment',
    },
    'Count the wait for the deployment': counting('Wait for the deployment'),
    'Deployment was lost sight of': failing('DeploymentLost', CAUGHT, 'Did this execution make it?'),
    'Deployment failed': failing('DeploymentFailed', { cause: 'See its failureMessage.' }, 'Delete the deployment'),
    'Deployment took too long': failing(
      'DeploymentTookTooLong',
      { cause: 'It did not become active.' },
      'Did this execution make it?',
    ),
    'Ask the model': callTask(
      partition,
      'bedrockruntime:converse',
      {
        Parameters: {
          'ModelId.$': '$.deployment.Arn',
          Messages: [{ Role: 'user', Content: [{ Text: 'Say that you are there.' }] }],
          // An answer of one token is one, and tells nothing of the examples: Step Functions keeps it in its history.
          InferenceConfig: { MaxTokens: 1 },
          ...(guardrail && {
            GuardrailConfig: { GuardrailIdentifier: guardrail.id, GuardrailVersion: guardrail.version },
          }),
        },
      },
      {
        result: '$.answer',
        select: { 'StopReason.$': '$.StopReason', 'Usage.$': '$.Usage' },
        timeoutSeconds: 2 * MINUTE,
        next: 'Tell of the model',
        failures: { 'States.ALL': 'Model does not answer' },
      },
    ),
    'Model does not answer': failing('NoAnswer', CAUGHT, 'Did this execution make it?'),
    // One that was there before may be called by others, who would lose it for an hour in which Bedrock is busy.
    'Did this execution make it?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.deployment.made', BooleanEquals: true, Next: 'Delete the deployment' }],
      Default: 'Tell of the failure',
    },
    'Delete the deployment': callTask(partition, 'bedrock:deleteCustomModelDeployment', byArn, {
      result: null,
      retried: CONFLICT,
      next: 'Tell of the failure',
      failures: {
        'Bedrock.ResourceNotFoundException': 'Tell of the failure',
        'States.ALL': 'Deployment was not deleted',
      },
    }),
    'Deployment was not deleted': failing(
      'DeploymentLeft',
      { 'cause.$': "States.Format('{} could not be deleted: {}', $.deployment.Arn, $.error.Cause)" },
      'Tell of the failure',
    ),
  };
}

const lookForDeployment = (partition: string, failures: TaskProps['failures']) =>
  callTask(
    partition,
    'bedrock:getCustomModelDeployment',
    { Parameters: { 'CustomModelDeploymentIdentifier.$': '$.check.name' } },
    {
      result: '$.deployment',
      select: { 'Arn.$': '$.CustomModelDeploymentArn', made: false },
      next: 'Begin to wait for the deployment',
      failures,
    },
  );
