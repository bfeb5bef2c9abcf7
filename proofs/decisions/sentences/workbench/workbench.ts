import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { type Knowledge, knowledgeOf } from '../../parts/knowledge';
import { type Workbench, workbenchOf } from '../../parts/workbench';
import { actions, carrying, type Door, doors, each, on, type Question } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';
import { INVOKE, otherGuardrails } from '../access/boundary';

const OPEN = 'sagemaker:CreatePresignedNotebookInstanceUrl';
const STOP = ['sagemaker:DescribeNotebookInstance', 'sagemaker:StopNotebookInstance'];
const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];

/** Changes of the notebook, and what of SageMaker nobody here needs. */
const FOR_NOBODY = [
  'sagemaker:CreateNotebookInstance',
  'sagemaker:CreateTrainingJob',
  'sagemaker:DeleteNotebookInstance',
  'sagemaker:InvokeEndpoint',
  'sagemaker:UpdateNotebookInstance',
  'sagemaker:UpdateNotebookInstanceLifecycleConfig',
];

/** Code in the notebook, and the person who opens it. */
export async function workbenchSentences(world: World): Promise<readonly Sentence[]> {
  const workbench = workbenchOf(world);
  if (!workbench) return [];
  const forNobody = await Promise.all(
    FOR_NOBODY.map(async (action) =>
      each(actions(action), on(await resourceFor(action, world.region)), inside('sagemaker.api')),
    ),
  );
  const parts = { ...workbench, forNobody: forNobody.flat() };
  return [...notebookSentences(world, parts), ...scientistSentences(world, parts)];
}

/** The workbench, and requests that nobody here may make. */
type Parts = Workbench & { readonly forNobody: readonly Question[] };

/** The way in which the notebook calls a service, and the ways in which somebody else could with its credentials. */
const inside = (service: string) => doors(`our ${service} endpoint`);
const outside = doors('internet', 'another endpoint');

function notebookSentences(world: World, workbench: Parts): readonly Sentence[] {
  const { may, cannot, never, guardrail, calls, key, region, bucket } = world;
  const { notebook, stream, readsDatasets, findsPassages, forNobody } = workbench;
  const knowledge = knowledgeOf(world);
  const role = world.role('notebook role');
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const via = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const inVpc = inside('bedrock-runtime');
  const dataset = bucket ? [`${bucket.arn}/datasets/train.jsonl`] : [];
  return [
    may(role, 'asks the models of the row through our endpoint', [...each(actions(...INVOKE), calls, carried, inVpc)]),
    never(role, 'cannot ask a model from anywhere else, with stolen credentials', [
      ...each(actions(...INVOKE), calls, carried, outside),
    ]),
    cannot(role, 'cannot ask another model, nor go around a profile', [
      ...each(
        actions(...INVOKE),
        world.callsBeside.map(({ call }) => call),
        carried,
        inVpc,
      ),
    ]),
    ...(guardrail
      ? [
          never(role, 'cannot ask a model without the guardrail', [
            ...each(actions(...INVOKE), calls, otherGuardrails(guardrail), inVpc),
          ]),
        ]
      : []),
    may(role, 'stops its own notebook', each(actions(...STOP), on(notebook), inside('sagemaker.api'))),
    cannot(role, 'cannot stop another notebook, nor start, open or change any', [
      ...each(actions(...STOP), on(`${notebook}-2`), inside('sagemaker.api')),
      ...each(actions(OPEN, 'sagemaker:StartNotebookInstance'), on(notebook), inside('sagemaker.api')),
      ...forNobody,
    ]),
    may(role, 'writes the log of its own notebook', each(actions(...LOG), on(stream), inside('logs'))),
    cannot(role, 'cannot write or read another log', [
      ...each(actions(...LOG), on(stream.replace('-workbench/', '-workbench-2/')), inside('logs')),
      ...each(actions('logs:GetLogEvents', 'logs:DeleteLogStream', 'logs:CreateLogGroup'), on(stream)),
    ]),
    ...(readsDatasets
      ? [may(role, 'reads datasets', each(actions('s3:GetObject'), on(...dataset), inside('s3')))]
      : []),
    cannot(role, 'cannot change datasets, nor reach other objects', [
      ...each(
        actions('s3:PutObject', 's3:DeleteObject', ...(readsDatasets ? [] : ['s3:GetObject'])),
        on(...dataset),
        ...(world.endpoint('s3') ? [inside('s3')] : []),
      ),
      ...each(
        actions('s3:GetObject', 's3:PutObject'),
        on('arn:aws:s3:::somebody-elses/x', ...(bucket ? [`${bucket.arn}/artifacts/metrics.csv`] : [])),
        doors('internet', ...(world.endpoint('s3') ? (['our s3 endpoint'] as readonly Door[]) : [])),
      ),
    ]),
    ...(knowledge ? passages(world, role, { knowledge, findsPassages }) : []),
    may(role, 'has its volume attached with the key', [
      ...each(actions('kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey'), on(key), [
        { context: { ...via('sagemaker'), 'aws:ViaAWSService': 'true' } },
      ]),
    ]),
    cannot(role, 'cannot use the key otherwise', [
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(key), carrying({}, via('ssm'))),
    ]),
    cannot(role, 'cannot take another role, hand one over, or call a function', [
      ...each(actions('sts:AssumeRole'), on(...world.system.roles.map(({ arn }) => arn))),
      ...each(
        actions('iam:PassRole'),
        on(role.principal),
        carrying({ 'iam:PassedToService': 'sagemaker.amazonaws.com' }),
      ),
      ...each(actions('lambda:InvokeFunction'), on(world.fn('Inference'))),
    ]),
  ];
}

/** Passages of documents: only if the row says so, and only through our endpoint. */
function passages(
  { may, cannot, never }: World,
  role: Who,
  { knowledge: { base }, findsPassages }: { readonly knowledge: Knowledge; readonly findsPassages: boolean },
): readonly Sentence[] {
  const inVpc = inside('bedrock-agent-runtime');
  const find = actions('bedrock:Retrieve');
  const others = each(find, on(base.replace(/[^/]+$/, 'ANOTHER001')), inVpc);
  if (!findsPassages) return [cannot(role, 'cannot find a passage', [...each(find, on(base), inVpc), ...others])];
  return [
    may(role, 'finds passages in the knowledge base through our endpoint', each(find, on(base), inVpc)),
    never(role, 'cannot find passages from anywhere else, with stolen credentials', each(find, on(base), outside)),
    cannot(role, 'cannot find passages of another knowledge base, nor let Bedrock answer from them', [
      ...others,
      ...each(actions('bedrock:RetrieveAndGenerate', 'bedrock:GetDocumentContent'), inVpc),
    ]),
  ];
}

function scientistSentences(world: World, { notebook, stream, forNobody }: Parts): readonly Sentence[] {
  const { may, cannot, never, key, region, calls } = world;
  const role = world.role('scientist');
  const use = ['sagemaker:StartNotebookInstance', ...STOP];
  const via = { 'kms:ViaService': `sagemaker.${region}.amazonaws.com` };
  return [
    may(role, 'starts, stops and sees the notebook', each(actions(...use), on(notebook))),
    may(role, 'opens the notebook from the VPC', [
      ...each(actions(OPEN), on(notebook), doors('our sagemaker.api endpoint', 'our notebook endpoint')),
    ]),
    never(role, 'cannot open it from anywhere else', each(actions(OPEN), on(notebook), outside)),
    cannot(role, 'cannot use another notebook, nor make, change or delete any', [
      ...each(
        actions(OPEN, ...use),
        on(`${notebook}-2`, notebook.replace(ACCOUNT, OTHER_ACCOUNT)),
        inside('sagemaker.api'),
      ),
      ...forNobody,
    ]),
    may(role, 'has the volume attached when the notebook starts', [
      ...each(actions('kms:CreateGrant', 'kms:DescribeKey'), on(key), carrying(via)),
    ]),
    cannot(role, 'cannot ask a model but in the notebook, nor read data, logs or what the key encrypts', [
      ...each(actions(...INVOKE), calls),
      ...each(actions('kms:Decrypt'), on(key), carrying({}, via)),
      ...each(actions('logs:GetLogEvents', 'logs:PutLogEvents'), on(stream)),
      ...each(actions('s3:GetObject'), on('arn:aws:s3:::any/x')),
      ...each(actions('iam:PassRole'), on(world.role('notebook role').principal)),
    ]),
  ];
}
