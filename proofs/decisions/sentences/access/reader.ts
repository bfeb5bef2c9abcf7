import { AwsActions } from '../../../actions/aws-actions';
import { BEDROCK_READS } from '../../../actions/bedrock-reads';
import { actions, carrying, each, on } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import { EVERYTHING } from '../../who';
import type { World } from '../../world';
import { INVOKE } from './boundary';

/** AmazonBedrockReadOnly, as far as it reads metadata. */
export async function readerSentences(world: World): Promise<readonly Sentence[]> {
  const { region, guardrail, may, cannot, never } = world;
  const reader = world.role('reader');
  const aws = await AwsActions.load();
  const metadata: ReadonlySet<string> = new Set(BEDROCK_READS.metadata);
  // What only a list of operations has is no action yet, and denied until it is one.
  const known = (names: readonly string[]) => names.filter((action) => aws.isReferenced(action));
  const asked = async (...names: readonly string[]) =>
    (
      await Promise.all(names.map(async (action) => each(actions(action), on(await resourceFor(action, region)))))
    ).flat();
  const carried = guardrail ? carrying({}, { 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const calls = [...world.calls, ...world.teamCalls, ...world.callsBeside.map(({ call }) => call)];
  return [
    may(reader, 'sees models, jobs, guardrails, agents and settings', await asked(...known(BEDROCK_READS.metadata))),
    cannot(reader, 'cannot invoke any model', each(actions(...INVOKE), calls, carried)),
    never(reader, 'cannot read what people and models said to each other', await asked(...BEDROCK_READS.conversations)),
    never(
      reader,
      'cannot read documents, what is made from them, nor a link to them',
      await asked(...BEDROCK_READS.documents),
    ),
    never(reader, 'cannot read prompts and instructions', await asked(...BEDROCK_READS.prompts)),
    never(
      { ...reader, words: `${reader.words} whatever else it is given,`, identity: [...reader.identity, EVERYTHING] },
      'cannot do anything with Bedrock but read metadata, nor read an object or decrypt',
      await asked(...aws.all.filter(isOfBedrock).filter((action) => !metadata.has(action)), ...OF_OTHERS),
    ),
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

const isOfBedrock = (action: string) => /^bedrock[a-z-]*:/.test(action);

/** Actions of other services that a reader of metadata has no use for. */
const OF_OTHERS = [
  ...['events:PutEvents', 'iam:PassRole', 'kms:Decrypt', 'lambda:InvokeFunction', 's3:GetObject', 's3:PutObject'],
  ...['sagemaker:InvokeEndpoint', 'states:GetExecutionHistory', 'states:StartExecution'],
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
