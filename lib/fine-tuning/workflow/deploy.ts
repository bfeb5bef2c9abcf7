import {
  CAUGHT,
  CONFLICT,
  callTask,
  countWait,
  MINUTE,
  recordFailure,
  type States,
  type TaskProps,
  type WorkflowProps,
} from './states';

/** Polls until a deployment is active: every minute for an hour. */
export const DEPLOYMENT_POLLS = { seconds: MINUTE, most: 60 } as const;

/** States that deploy the custom model and test it. A new deployment that does not answer is deleted. */
export function deployStates({ partition, tag, guardrail }: WorkflowProps): States {
  const byArn = { Parameters: { 'CustomModelDeploymentIdentifier.$': '$.deployment.Arn' } };
  return {
    'Look for the deployment': findDeployment(partition, {
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
          // By execution: the token of an earlier one could belong to a deployment that was deleted since.
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
    'Model was not deployed': recordFailure('NotDeployed', CAUGHT, 'Look for the deployment of another execution'),
    'Look for the deployment of another execution': findDeployment(partition, {
      'States.ALL': 'Tell of the failure',
    }),
    'Begin to wait for the deployment': {
      Type: 'Pass',
      Result: { count: 0 },
      ResultPath: '$.waits',
      Next: 'Wait for the deployment',
    },
    'Wait for the deployment': { Type: 'Wait', Seconds: DEPLOYMENT_POLLS.seconds, Next: 'Look at the deployment' },
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
          NumericGreaterThanEquals: DEPLOYMENT_POLLS.most,
          Next: 'Deployment took too long',
        },
      ],
      Default: 'Count the wait for the deployment',
    },
    'Count the wait for the deployment': countWait('Wait for the deployment'),
    'Deployment was lost sight of': recordFailure('DeploymentLost', CAUGHT, 'Did this execution make it?'),
    'Deployment failed': recordFailure(
      'DeploymentFailed',
      { cause: 'See its failureMessage.' },
      'Delete the deployment',
    ),
    'Deployment took too long': recordFailure(
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
          // One token is enough, and reveals nothing of the examples: Step Functions keeps the answer in its history.
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
    'Model does not answer': recordFailure('NoAnswer', CAUGHT, 'Did this execution make it?'),
    // Others may use a deployment that existed before: a busy hour of Bedrock must not delete it.
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
    'Deployment was not deleted': recordFailure(
      'DeploymentLeft',
      { 'cause.$': "States.Format('{} could not be deleted: {}', $.deployment.Arn, $.error.Cause)" },
      'Tell of the failure',
    ),
  };
}

const findDeployment = (partition: string, failures: TaskProps['failures']) =>
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
