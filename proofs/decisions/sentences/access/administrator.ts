import { ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from './boundary';
import { guardrailKey, judgingSentences } from './judging';

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
    may(administrator, 'makes guardrails, knowledge bases and custom model deployments', [
      ...each(actions('bedrock:CreateGuardrail', 'bedrock:CreateKnowledgeBase'), on('*')).map((question) => question),
      ...each(
        actions('bedrock:CreateCustomModelDeployment'),
        on(`${ours}:custom-model/amazon.nova-lite-v1:0/zzzzzzzzzzzz`),
      ),
    ]),
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
