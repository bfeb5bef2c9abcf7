import { CAUGHT, callTask, countWait, MINUTE, recordFailure, type States, type TaskProps } from '../../workflow/states';
import { CONFLICT, type WorkflowProps } from './workflow-props';

/** Polls until a deployment is active: every minute for an hour. */
export const DEPLOYMENT_POLLS = { seconds: MINUTE, most: 60 } as const;

/** States that deploy the custom model and test it. A new deployment that does not answer is deleted. */
export function deployStates({ partition, tag, guardrail }: WorkflowProps): States {
  const byArn = { Parameters: { 'CustomModelDeploymentIdentifier.$': '$.deployment.Arn' } };
  return {
    'Find deployment': findDeployment(partition, {
      'Bedrock.ResourceNotFoundException': 'Deploy model',
      'States.ALL': 'Model not deployed',
    }),
    'Deploy model': callTask(
      partition,
      'bedrock:createCustomModelDeployment',
      {
        Parameters: {
          'ModelDeploymentName.$': '$.check.name',
          'ModelArn.$': '$.look.job.OutputModelArn',
          // One token per execution: an earlier token can belong to a deployment that was deleted since.
          'ClientRequestToken.$': "States.Hash($$.Execution.Id, 'SHA-256')",
          Tags: [tag],
        },
      },
      {
        result: '$.deployment',
        select: { 'Arn.$': '$.CustomModelDeploymentArn', made: true },
        next: 'Begin polling deployment',
        failures: { 'States.ALL': 'Model not deployed' },
      },
    ),
    'Model not deployed': recordFailure('NotDeployed', CAUGHT, 'Find deployment of another execution'),
    'Find deployment of another execution': findDeployment(partition, {
      'States.ALL': 'Publish failure',
    }),
    // Anybody who can deploy models can choose the name of a deployment.
    'Is it of this model?': {
      Type: 'Choice',
      Choices: [
        {
          Variable: '$.deployment.Model',
          StringEqualsPath: '$.look.job.OutputModelArn',
          Next: 'Begin polling deployment',
        },
      ],
      Default: 'Fail: deployment of another model',
    },
    'Fail: deployment of another model': recordFailure(
      'DeploymentOfAnotherModel',
      { 'cause.$': "States.Format('{} has the name of this job and another model: delete it', $.deployment.Arn)" },
      'Publish failure',
    ),
    'Begin polling deployment': {
      Type: 'Pass',
      Result: { count: 0 },
      ResultPath: '$.waits',
      Next: 'Wait for deployment',
    },
    'Wait for deployment': { Type: 'Wait', Seconds: DEPLOYMENT_POLLS.seconds, Next: 'Get deployment' },
    'Get deployment': callTask(partition, 'bedrock:getCustomModelDeployment', byArn, {
      result: '$.look',
      select: { 'deployment.$': '$' },
      next: 'Check deployment status',
      failures: { 'States.ALL': 'Fail: deployment not readable' },
    }),
    'Check deployment status': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.look.deployment.Status', StringEquals: 'Active', Next: 'Test model' },
        { Variable: '$.look.deployment.Status', StringEquals: 'Failed', Next: 'Fail: deployment failed' },
        {
          Variable: '$.waits.count',
          NumericGreaterThanEquals: DEPLOYMENT_POLLS.most,
          Next: 'Fail: deployment timed out',
        },
      ],
      Default: 'Count deployment polls',
    },
    'Count deployment polls': countWait('Wait for deployment'),
    'Fail: deployment not readable': recordFailure('DeploymentLost', CAUGHT, 'Is the deployment new?'),
    'Fail: deployment failed': recordFailure(
      'DeploymentFailed',
      { cause: 'See its failureMessage.' },
      'Delete deployment',
    ),
    'Fail: deployment timed out': recordFailure(
      'DeploymentTookTooLong',
      { cause: 'It did not become active.' },
      'Is the deployment new?',
    ),
    'Test model': callTask(
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
        next: 'Publish model',
        failures: { 'States.ALL': 'Fail: model does not answer' },
      },
    ),
    'Fail: model does not answer': recordFailure('NoAnswer', CAUGHT, 'Is the deployment new?'),
    // Others may use a deployment that existed before: a busy hour of Bedrock must not delete it.
    'Is the deployment new?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.deployment.made', BooleanEquals: true, Next: 'Delete deployment' }],
      Default: 'Publish failure',
    },
    'Delete deployment': callTask(partition, 'bedrock:deleteCustomModelDeployment', byArn, {
      result: null,
      retried: CONFLICT,
      next: 'Publish failure',
      failures: {
        'Bedrock.ResourceNotFoundException': 'Publish failure',
        'States.ALL': 'Fail: deployment not deleted',
      },
    }),
    'Fail: deployment not deleted': recordFailure(
      'DeploymentLeft',
      { 'cause.$': "States.Format('{} could not be deleted: {}', $.deployment.Arn, $.error.Cause)" },
      'Publish failure',
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
      select: { 'Arn.$': '$.CustomModelDeploymentArn', 'Model.$': '$.ModelArn', made: false },
      next: 'Is it of this model?',
      failures,
    },
  );
