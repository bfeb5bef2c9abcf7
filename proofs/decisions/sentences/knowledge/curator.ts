import { UPLOAD_MANIFEST_KEY } from '../../../../domain/knowledge/prefixes';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { type Knowledge, knowledgeOf } from '../../parts/knowledge';
import { actions, carrying, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { keyOfTuner } from '../access/tuner';

/** Role that uploads and deletes documents. In a row that is VPC-only, only from inside. */
export function curatorSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const isClosed = world.config.knowledge?.vpcOnly === true;
  const { may, cannot } = world;
  const curator = world.role('curator');
  const curates = documentsOf(knowledge);
  return [
    ...ofDocuments(world, 'curator', knowledge, doors('our s3 endpoint')),
    isClosed
      ? cannot(
          curator,
          'cannot reach documents from outside the VPC',
          each(curates, doors('internet', 'another endpoint')),
        )
      : may(curator, 'reaches documents from anywhere, as the row says', each(curates)),
    cannot(curator, 'cannot ask a knowledge base, a function or a model', [
      ...each(actions('bedrock:Retrieve', 'bedrock:StartIngestionJob'), on(knowledge.base)),
      ...each(actions('bedrock:RetrieveAndGenerate'), on('*')),
      ...each(actions('lambda:InvokeFunction'), on(...world.system.functions.map(({ arn }) => arn))),
      ...each(actions(...INVOKE), world.calls),
    ]),
    ...syncSentences(world),
    ...keyOfTuner(world, 'curator', ['kms:Decrypt', 'kms:GenerateDataKey'], []),
  ];
}

/** Starts a sync and sees its state. The history of an execution has names of documents. */
function syncSentences(world: World): readonly Sentence[] {
  const { may, cannot, region, system } = world;
  const curator = world.role('curator');
  const machine = `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${system.deployment}-ingestion`;
  const execution = `${machine.replace(':stateMachine:', ':execution:')}:x`;
  return [
    may(curator, 'starts the workflow that syncs, and sees how it goes', [
      ...each(actions('states:StartExecution'), on(machine)),
      ...each(actions('states:DescribeExecution'), on(execution)),
    ]),
    cannot(curator, 'cannot start or see another workflow, read the history of this one, nor stop or change it', [
      ...each(actions('states:StartExecution'), on(`${machine}-other`, machine.replace(ACCOUNT, OTHER_ACCOUNT))),
      ...each(actions('states:DescribeExecution'), on(execution.replace('-ingestion:', '-ingestion-other:'))),
      ...each(actions('states:GetExecutionHistory', 'states:StopExecution'), on(execution)),
      ...each(actions('states:UpdateStateMachine', 'states:DeleteStateMachine'), on(machine)),
    ]),
  ];
}

/** Access to documents on the day when the VPC fails. */
export function documentsBreakGlassSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge || !world.has('documents break-glass role')) return [];
  const name = 'documents break-glass role';
  const { cannot } = world;
  return [
    ...ofDocuments(world, name, knowledge, doors('internet', 'another endpoint')),
    cannot(world.role(name), 'cannot ask a knowledge base, reach training data, or invoke a model', [
      ...each(actions('bedrock:Retrieve'), on(knowledge.base)),
      ...(world.bucket ? each(actions('s3:GetObject'), on(`${world.bucket.arn}/datasets/train.jsonl`)) : []),
      ...each(actions(...INVOKE), world.calls),
    ]),
    ...keyOfTuner(world, name, ['kms:Decrypt', 'kms:GenerateDataKey'], []),
  ];
}

/** Requests of a role that curates documents. */
const documentsOf = ({ documents }: Knowledge) =>
  each(
    actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'),
    on(`${documents.arn}/documents/a.md`),
  );

function ofDocuments(
  world: World,
  name: string,
  knowledge: Knowledge,
  from: ReturnType<typeof doors>,
): readonly Sentence[] {
  const { may, cannot } = world;
  const who = world.role(name);
  const { arn } = knowledge.documents;
  const report = `${arn}/sync-reports/a.json`;
  const others = key('aws:ResourceAccount', OTHER_ACCOUNT, undefined);
  return [
    may(
      who,
      'uploads, reads and deletes documents, writes the manifest of uploads, and reads and lists the reports of syncs',
      [
        ...each(documentsOf(knowledge), from),
        ...each(actions('s3:PutObject'), on(`${arn}/${UPLOAD_MANIFEST_KEY}`), from),
        ...each(actions('s3:GetObject'), on(report), from),
        ...each(actions('s3:ListBucket'), on(arn), from, key('s3:prefix', 'documents/a', 'sync-reports/a')),
      ],
    ),
    cannot(who, 'cannot change reports, delete a version for good, or change the bucket', [
      ...each(actions('s3:PutObject', 's3:DeleteObject'), on(report), from),
      ...each(actions('s3:DeleteObject'), on(`${arn}/${UPLOAD_MANIFEST_KEY}`), from),
      ...each(actions('s3:DeleteObjectVersion', 's3:PutObjectAcl'), on(`${arn}/documents/a.md`), from),
      ...each(actions('s3:PutBucketPolicy', 's3:DeleteBucket', 's3:PutBucketNotification'), on(arn), from),
    ]),
    cannot(who, 'cannot list the whole bucket, reach beside its two rooms, or reach another bucket', [
      ...each(actions('s3:ListBucket'), on(arn), from, carrying({}, { 's3:prefix': '' }, { 's3:prefix': 'other/' })),
      ...each(
        actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
        on(`${arn}/other/x`, 'arn:aws:s3:::somebody-elses/documents/a.md'),
        from,
      ),
    ]),
    cannot(who, 'cannot follow the name of the documents bucket into another account', [
      ...each(documentsOf(knowledge), from, others),
      ...each(actions('s3:GetObject'), on(report), from, others),
      ...each(actions('s3:PutObject'), on(`${arn}/${UPLOAD_MANIFEST_KEY}`), from, others),
      ...each(actions('s3:ListBucket'), on(arn), from, others, key('s3:prefix', 'documents/a', 'sync-reports/a')),
    ]),
  ];
}
