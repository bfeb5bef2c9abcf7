import { actions, carrying, each, on } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from './boundary';

/** AmazonBedrockReadOnly, without what it reads of conversations. */
export async function readerSentences(world: World): Promise<readonly Sentence[]> {
  const { region, guardrail, may, cannot, never } = world;
  const reader = world.role('reader');
  const asked = async (...names: readonly string[]) =>
    (
      await Promise.all(names.map(async (action) => each(actions(action), on(await resourceFor(action, region)))))
    ).flat();
  const carried = guardrail ? carrying({}, { 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const calls = [...world.calls, ...world.callsBeside.map(({ call }) => call)];
  return [
    may(reader, 'sees models, jobs, guardrails, agents and settings', await asked(...SEES)),
    cannot(reader, 'cannot invoke any model', each(actions(...INVOKE), calls, carried)),
    never(reader, 'cannot read what people and models said to each other', await asked(...CONVERSATIONS)),
    cannot(reader, 'cannot change anything in Bedrock', await asked(...CHANGES)),
    cannot(
      reader,
      'cannot ask a knowledge base or have a text judged',
      await asked('bedrock:ApplyGuardrail', 'bedrock:Retrieve', 'bedrock:RetrieveAndGenerate'),
    ),
    cannot(reader, 'cannot invoke the function, read an object, or decrypt', [
      ...each(actions('lambda:InvokeFunction'), on(...world.system.functions.map(({ arn }) => arn))),
      ...(world.bucket ? each(actions('s3:GetObject'), on(`${world.bucket.arn}/datasets/train.jsonl`)) : []),
      ...each(
        actions('kms:Decrypt'),
        on(world.key),
        carrying({}, { 'kms:ViaService': `bedrock.${region}.amazonaws.com` }),
      ),
    ]),
    cannot(
      reader,
      'cannot hand a role to Bedrock',
      each(
        actions('iam:PassRole'),
        on(...world.system.roles.map(({ arn }) => arn)),
        carrying({ 'iam:PassedToService': 'bedrock.amazonaws.com' }),
      ),
    ),
  ];
}

const SEES = [
  'bedrock:GetCustomModel',
  'bedrock:GetFoundationModel',
  'bedrock:GetGuardrail',
  'bedrock:GetModelCustomizationJob',
  'bedrock:GetModelInvocationLoggingConfiguration',
  'bedrock:ListAgents',
  'bedrock:ListFoundationModels',
  'bedrock:ListInferenceProfiles',
  'bedrock:ListKnowledgeBases',
  'bedrock:ListModelCustomizationJobs',
];

const CONVERSATIONS = [
  'bedrock:GetAgentMemory',
  'bedrock:GetAsyncInvoke',
  'bedrock:GetDocumentContent',
  'bedrock:GetExecutionFlowSnapshot',
  'bedrock:GetFlowExecution',
  'bedrock:GetInvocationStep',
  'bedrock:GetInvoke',
  'bedrock:GetKnowledgeBaseDocuments',
  'bedrock:GetPrompt',
  'bedrock:GetSession',
  'bedrock:ListFlowExecutionEvents',
];

const CHANGES = [
  'bedrock:CreateCustomModelDeployment',
  'bedrock:CreateGuardrail',
  'bedrock:CreateKnowledgeBase',
  'bedrock:CreateModelCustomizationJob',
  'bedrock:CreateProvisionedModelThroughput',
  'bedrock:DeleteCustomModel',
  'bedrock:DeleteGuardrail',
  'bedrock:StopModelCustomizationJob',
  'bedrock:TagResource',
  'bedrock:UpdateGuardrail',
];
