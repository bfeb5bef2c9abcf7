import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, doors, each, on } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE, otherGuardrails } from '../access/boundary';
import { patientsThroughS3 } from '../healthscribe/through-s3';
import { documentsThroughS3, knowledgeEndpoint } from '../knowledge/retrieval';
import { workbenchEndpoints } from '../workbench/through-endpoints';

/** Requests that the VPC endpoints of the templates pass, asked of administrators, whom only the endpoint policy limits. */
export async function endpointSentences(world: World): Promise<readonly Sentence[]> {
  const planes = await Promise.all(
    ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime']
      .filter((plane) => world.makes(plane) && !(plane === 'bedrock-agent-runtime' && world.config.knowledge))
      .map((plane) => ofPlane(world, plane)),
  );
  return [
    ...knowledgeEndpoint(world),
    ...(world.makes('bedrock-runtime') ? await ofRuntime(world) : []),
    ...planes.flat(),
    ...workbenchEndpoints(world),
    ...ofS3(world),
  ];
}

async function ofRuntime(world: World): Promise<readonly Sentence[]> {
  const { region, guardrail, may, cannot, never, anybody, stranger } = world;
  const door = doors('our bedrock-runtime endpoint');
  const profiles = Object.values(world.guardrailProfile);
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const calls = [...world.calls, ...world.teamCalls];
  const beside = world.callsBeside.map(({ call }) => call);
  return [
    may(
      anybody,
      'invokes the models of the row through the runtime endpoint',
      each(actions(...INVOKE), calls, door, carried),
    ),
    cannot(
      anybody,
      'cannot invoke anything else through the runtime endpoint',
      each(actions(...INVOKE), beside, door, carried),
    ),
    cannot(stranger, 'cannot invoke through our runtime endpoint', each(actions(...INVOKE), calls, door, carried)),
    ...(guardrail
      ? [
          never(
            anybody,
            'cannot invoke through the runtime endpoint without the guardrail',
            each(actions(...INVOKE), calls, door, otherGuardrails(guardrail)),
          ),
          may(
            anybody,
            'has texts judged through the runtime endpoint',
            each(actions('bedrock:ApplyGuardrail'), on(guardrail, ...profiles), door),
          ),
          cannot(
            stranger,
            'cannot have texts judged through it',
            each(actions('bedrock:ApplyGuardrail'), on(guardrail, ...profiles), door),
          ),
        ]
      : []),
    cannot(anybody, 'cannot use the runtime endpoint for anything else', [
      ...each(
        actions('bedrock:ApplyGuardrail'),
        on(
          `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail/zzzzzzzzzzzz`,
          `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail-profile/another.guardrail.v1:0`,
          ...world.elsewhere.map((name) => `arn:aws:bedrock:${name}:${ACCOUNT}:guardrail-profile/us.guardrail.v1:0`),
        ),
        door,
      ),
      ...each(actions('bedrock:InvokeAgent'), on(await resourceFor('bedrock:InvokeAgent', region)), door),
      ...each(
        actions('bedrock:CountTokens'),
        on(`arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`),
        door,
      ),
    ]),
  ];
}

/** Actions that belong on each plane, and actions that do not. */
const ON_PLANE: Readonly<Record<string, readonly string[]>> = {
  bedrock: ['bedrock:CreateCustomModelDeployment', 'bedrock:GetModelCustomizationJob', 'bedrock:ListFoundationModels'],
  'bedrock-agent': ['bedrock:GetKnowledgeBase', 'bedrock:ListKnowledgeBases'],
  'bedrock-agent-runtime': ['bedrock:ListInvocations', 'bedrock:ListSessions'],
};

const SETTINGS = [
  'bedrock:CreateGuardrail',
  'bedrock:DeleteGuardrail',
  'bedrock:PutEnforcedGuardrailConfiguration',
  'bedrock:PutModelInvocationLoggingConfiguration',
  'bedrock:PutResourcePolicy',
  'bedrock:CreateAgent',
  'bedrock:InvokeModel',
];

/** Actions that no role of a deployment has by a person or a function, so that only others would use them. */
const OF_NOBODY = [
  'bedrock:AgenticRetrieveStream',
  'bedrock:CreateModelCustomizationJob',
  'bedrock:CreateProvisionedModelThroughput',
  'bedrock:GenerateQuery',
  'bedrock:InvokeAgent',
  'bedrock:InvokeFlow',
  'bedrock:InvokeInlineAgent',
  'bedrock:GetSession',
  'bedrock:OptimizePrompt',
  'bedrock:Retrieve',
  'bedrock:RetrieveAndGenerate',
  'bedrock:StartFlowExecution',
  'bedrock:StartIngestionJob',
  'bedrock:UpdateCustomModelDeployment',
  'bedrock:UpdateProvisionedModelThroughput',
];

async function ofPlane(world: World, plane: string): Promise<readonly Sentence[]> {
  const { may, cannot, anybody, stranger, region } = world;
  const door = doors(`our ${plane} endpoint`);
  const asked = async (names: readonly string[]) =>
    (
      await Promise.all(names.map(async (name) => each(actions(name), on(await resourceFor(name, region)), door)))
    ).flat();
  const mine = await asked(ON_PLANE[plane] ?? []);
  const others = Object.entries(ON_PLANE).flatMap(([other, names]) => (other === plane ? [] : names));
  const theirs = mine
    .filter(({ resource }) => resource.includes(ACCOUNT) && plane !== 'bedrock')
    .map((question) => ({ ...question, context: { 'aws:ResourceAccount': OTHER_ACCOUNT } }));
  return [
    may(anybody, `uses the ${plane} endpoint for what it is for`, mine),
    cannot(
      anybody,
      `cannot use the ${plane} endpoint for anything else, nor for settings of the account`,
      await asked([...SETTINGS, ...others]),
    ),
    cannot(
      anybody,
      `cannot invoke agents and flows, find passages, read sessions, start jobs or change models through the ${plane} endpoint`,
      await asked(OF_NOBODY),
    ),
    cannot(stranger, `cannot use our ${plane} endpoint`, mine),
    ...(theirs.length > 0
      ? [cannot(anybody, `cannot reach another account's resources through the ${plane} endpoint`, theirs)]
      : []),
  ];
}

function ofS3(world: World): readonly Sentence[] {
  const { may, cannot, anybody, stranger, bucket } = world;
  if (!world.makes('s3')) return [];
  const door = doors('our s3 endpoint');
  const on3 = (arn: string) => [
    ...each(actions('s3:GetObject', 's3:PutObject'), on(`${arn}/datasets/x`), door),
    ...each(actions('s3:ListBucket'), on(arn), door),
  ];
  const logs = world.system.buckets.filter(({ at }) => at.includes('AccessLogs'));
  return [
    ...(bucket
      ? [
          may(anybody, 'reads and writes our bucket through the S3 endpoint', on3(bucket.arn)),
          cannot(anybody, 'cannot delete through the S3 endpoint, nor change the bucket', [
            ...each(actions('s3:DeleteObject', 's3:PutObjectAcl'), on(`${bucket.arn}/datasets/x`), door),
            ...each(actions('s3:PutBucketPolicy', 's3:DeleteBucket'), on(bucket.arn), door),
          ]),
          cannot(anybody, 'cannot ask through it where our bucket is, nor list unfinished uploads', [
            ...each(actions('s3:GetBucketLocation', 's3:ListBucketMultipartUploads'), on(bucket.arn), door),
          ]),
          cannot(stranger, 'cannot use our S3 endpoint', on3(bucket.arn)),
        ]
      : []),
    ...documentsThroughS3(world),
    ...patientsThroughS3(world),
    cannot(anybody, 'cannot reach another bucket through the S3 endpoint', [
      ...on3('arn:aws:s3:::somebody-elses'),
      ...logs.flatMap(({ arn }) => on3(arn)),
      ...each(actions('s3:ListAllMyBuckets'), door),
    ]),
  ];
}
