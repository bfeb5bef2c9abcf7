import { DEPLOYMENT_TAG } from '../../../../domain/deployment/names/tags';
import { ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import { EVERYTHING } from '../../who';
import type { World } from '../../world';
import { INVOKE } from './boundary';
import { guardrailKey, judgingSentences } from './judging';
import { RESOURCE_TAG } from './tuner';

/** AmazonBedrockFullAccess under the boundary: what is left of it. */
export function administratorSentences(world: World): readonly Sentence[] {
  const { region, guardrail, may, cannot } = world;
  const administrator = world.role('administrator');
  const ours = `arn:aws:bedrock:${region}:${ACCOUNT}`;
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const calls = world.calls;
  const byBedrock = key('aws:CalledViaLast', 'bedrock.amazonaws.com');
  return [
    may(
      administrator,
      'sees models, jobs and settings',
      each(
        actions(
          'bedrock:ListFoundationModels',
          'bedrock:ListModelCustomizationJobs',
          'bedrock:GetModelInvocationLoggingConfiguration',
        ),
      ),
    ),
    may(administrator, 'makes guardrails and custom model deployments', [
      ...each(actions('bedrock:CreateGuardrail'), on('*')),
      ...each(
        actions('bedrock:CreateCustomModelDeployment'),
        on(`${ours}:custom-model/amazon.nova-lite-v1:0/zzzzzzzzzzzz`),
      ),
    ]),
    world.never(
      {
        ...administrator,
        words: `${administrator.words} whatever else it is given,`,
        identity: [...administrator.identity, EVERYTHING],
      },
      'cannot read or write objects, send events or read the history of a workflow',
      each(actions('events:PutEvents', 's3:GetObject', 's3:PutObject', 'states:GetExecutionHistory')),
    ),
    ...trainingSentences(world),
    ...taggingSentences(world),
    may(administrator, 'tries out the models of the row', each(actions(...INVOKE), calls, carried)),
    may(
      administrator,
      'subscribes to a model through Bedrock',
      each(actions('aws-marketplace:Subscribe', 'aws-marketplace:ViewSubscriptions'), byBedrock),
    ),
    cannot(
      administrator,
      'cannot subscribe to anything else in AWS Marketplace',
      each(
        actions('aws-marketplace:Subscribe', 'aws-marketplace:Unsubscribe'),
        key('aws:CalledViaLast', undefined, 'sagemaker.amazonaws.com'),
      ),
    ),
    ...(world.bucket
      ? [
          cannot(
            administrator,
            'cannot read or write training data',
            each(actions('s3:GetObject', 's3:PutObject'), on(`${world.bucket.arn}/datasets/train.jsonl`)),
          ),
        ]
      : []),
    cannot(
      administrator,
      'cannot use the key by itself, nor through another service',
      each(
        actions('kms:Decrypt', 'kms:GenerateDataKey', 'kms:CreateGrant'),
        on(world.key),
        key('kms:ViaService', undefined, `s3.${region}.amazonaws.com`, `secretsmanager.${region}.amazonaws.com`),
      ),
    ),
    cannot(
      administrator,
      'cannot change who may do what, nor the function',
      each([
        ...actions('iam:CreateUser').map((part) => ({ ...part, resource: `arn:aws:iam::${ACCOUNT}:user/x` })),
        ...actions('iam:PutRolePolicy').map((part) => ({ ...part, resource: administrator.arn })),
        ...actions('lambda:UpdateFunctionCode', 'lambda:InvokeFunction').map((part) => ({
          ...part,
          resource: world.fn('Inference'),
        })),
      ]),
    ),
    ...(guardrail
      ? [...judgingSentences(world, administrator, guardrail, true), ...guardrailKey(world, administrator)]
      : []),
  ];
}

/** A custom model repeats its examples: who starts a job reads training data. */
function trainingSentences(world: World): readonly Sentence[] {
  const { region, system, cannot, never } = world;
  const administrator = world.role('administrator');
  const models = [
    `arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`,
    `arn:aws:bedrock:${region}:${ACCOUNT}:custom-model/amazon.nova-lite-v1:0:300k/zzzzzzzzzzzz`,
    `arn:aws:bedrock:${region}:${ACCOUNT}:custom-model/imported/zzzzzzzzzzzz`,
  ];
  return [
    never(
      administrator,
      'cannot make a custom model: by a customization job, from a model package, or by handing a role to Bedrock',
      [
        ...each(actions('bedrock:CreateCustomModel')),
        ...each(actions('bedrock:CreateModelCustomizationJob'), on(...models)),
        ...each(
          actions('iam:PassRole'),
          on(`arn:aws:iam::${ACCOUNT}:role/AmazonBedrock-${system.deployment}-${region}-customization`),
          key('iam:PassedToService', 'bedrock.amazonaws.com'),
        ),
      ],
    ),
    cannot(
      administrator,
      'cannot hand any role of this deployment to any service',
      each(
        actions('iam:PassRole'),
        on(...system.roles.map(({ arn }) => arn)),
        key(
          'iam:PassedToService',
          undefined,
          'bedrock.amazonaws.com',
          'lambda.amazonaws.com',
          'sagemaker.amazonaws.com',
        ),
      ),
    ),
  ];
}

/** The tag decides who stops a job and deletes a deployment: whoever could set it would decide in its place. */
function taggingSentences(world: World): readonly Sentence[] {
  const { region, system, may, never } = world;
  const administrator = world.role('administrator');
  const all = ['model-customization-job/x', 'custom-model/x', 'custom-model-deployment/x', 'guardrail/x'].map(
    (resource) => `arn:aws:bedrock:${region}:${ACCOUNT}:${resource}`,
  );
  const customModel = `arn:aws:bedrock:${region}:${ACCOUNT}:custom-model/x`;
  const keys = (...TagKeys: readonly string[]) => carrying({ 'aws:TagKeys': TagKeys });
  const upper = DEPLOYMENT_TAG.toUpperCase();
  const carried = carrying({}, { [RESOURCE_TAG]: 'another' }, { [RESOURCE_TAG]: system.deployment });
  return [
    may(
      administrator,
      'sets and removes tags of its own',
      each(actions('bedrock:TagResource', 'bedrock:UntagResource'), on(...all), keys('team', 'cost-center')),
    ),
    never(
      administrator,
      'cannot set, change or remove the tag of a deployment, this or another, when something is made or later',
      each(
        [
          ...each(actions('bedrock:TagResource', 'bedrock:UntagResource'), on(...all), carried),
          ...each(actions('bedrock:CreateCustomModelDeployment'), on(customModel), carried),
          ...each(actions('bedrock:CreateGuardrail')),
          ...each(
            actions('bedrock:CreateInferenceProfile'),
            on(`arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`),
          ),
        ],
        [...keys(DEPLOYMENT_TAG), ...keys(upper), ...keys('team', DEPLOYMENT_TAG), ...keys('team', upper)],
      ),
    ),
  ];
}
