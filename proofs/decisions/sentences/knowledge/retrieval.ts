import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { type Knowledge, knowledgeOf } from '../../parts/knowledge';
import { actions, carrying, doors, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';
import { bounded } from '../access/boundary';
import { insideOf } from '../storage/bucket';

/** Ways to passages of documents, with the base that they name or none. */
const find = (base: string) => [
  ...each(actions('bedrock:Retrieve'), on(base)),
  ...each(
    actions('bedrock:RetrieveAndGenerate', 'bedrock:GetDocumentContent', 'bedrock:AgenticRetrieveStream'),
    on('*'),
  ),
];

/** Changes by which a role could bring documents into a base, or take its passages to an agent. */
const change = (base: string) => [
  ...each(
    actions(
      'bedrock:AssociateAgentKnowledgeBase',
      'bedrock:CreateDataSource',
      'bedrock:DeleteDataSource',
      'bedrock:DeleteKnowledgeBase',
      'bedrock:DeleteKnowledgeBaseDocuments',
      'bedrock:IngestKnowledgeBaseDocuments',
      'bedrock:UpdateAgentKnowledgeBase',
      'bedrock:UpdateDataSource',
      'bedrock:UpdateKnowledgeBase',
    ),
    on(base),
  ),
  ...each(actions('bedrock:AssociateThirdPartyKnowledgeBase'), on('*')),
];

const given = (world: World): readonly Who[] => world.system.roles.map((role) => world.given(role));

/** Passages, vectors and documents: who reaches them, and that nobody else does. */
export function knowledgeSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { base, asker, delegate } = knowledge;
  const { never } = world;
  const notebooks = world.config.workbench?.findsPassages ? world.system.roles.filter(isNotebook) : [];
  const finding = [
    asker.principal,
    ...(delegate?.isGenerating ? [delegate.who.principal] : []),
    ...notebooks.map(({ arn }) => arn),
  ];
  const others = given(world).filter(({ principal }) => !finding.includes(principal));
  return [
    ...others.map((who) => never(who, 'cannot find a passage of a document', find(base))),
    ...given(world).map((who) =>
      never(who, 'cannot bring documents into a knowledge base around its bucket', change(base)),
    ),
    ...bounded(world).flatMap((who) => storesAndQueue(world, who, knowledge)),
    ...vectorSentences(world, knowledge),
    ...documentSentences(world, knowledge),
  ];
}

const isNotebook = ({ name }: { readonly name: string }) => name === 'notebook role';

function vectorSentences(world: World, { index, vectors }: Knowledge): readonly Sentence[] {
  const { may, never, cannot, anybody, stranger, service } = world;
  const use = each(
    actions(...['Delete', 'Get', 'List', 'Put', 'Query'].map((verb) => `s3vectors:${verb}Vectors`)),
    on(index, `${vectors.arn}/index/another`),
  );
  const everybody = [
    ...[anybody, stranger, service('bedrock.amazonaws.com')],
    ...given(world).filter(({ principal }) => !principal.includes('AmazonBedrockKnowledge-')),
  ];
  return [
    ...everybody.map((who) => never(who, 'cannot read, query, write or delete a vector', use)),
    may(anybody, 'creates and deletes indexes, as CloudFormation does, and reads no vector of them', [
      ...each(actions('s3vectors:CreateIndex', 's3vectors:DeleteIndex', 's3vectors:GetIndex'), on(index)),
      ...each(actions('s3vectors:DeleteVectorBucket', 's3vectors:GetVectorBucketPolicy'), on(vectors.arn)),
    ]),
    cannot(
      stranger,
      'cannot change the vector bucket',
      each(actions('s3vectors:DeleteVectorBucket', 's3vectors:PutVectorBucketPolicy'), on(vectors.arn)),
    ),
  ];
}

/** Denials of the boundary on the stores of a knowledge base and on its queue: whatever a role is given. */
function storesAndQueue(world: World, who: Who, { documents, vectors, index }: Knowledge): readonly Sentence[] {
  const inside = insideOf(world);
  const queues = world.system.queues.map(({ arn }) => arn);
  const others = queues.flatMap((arn) => [`${arn}-other`, arn.replace(ACCOUNT, OTHER_ACCOUNT)]);
  return [
    world.cannot(who, 'cannot delete a report, a version of a document, or a store of vectors, nor change one', [
      ...each(actions('s3:DeleteObjectVersion', 's3:PutObjectAcl'), on(`${documents.arn}/documents/a.md`), inside),
      ...each(actions('s3:DeleteObject'), on(`${documents.arn}/sync-reports/a.json`), inside),
      ...each(actions('s3:PutBucketPolicy', 's3:DeleteBucket'), on(documents.arn)),
      ...each(actions('s3vectors:CreateIndex', 's3vectors:DeleteIndex'), on(index)),
      ...each(
        actions(
          's3vectors:DeleteVectorBucket',
          's3vectors:DeleteVectorBucketPolicy',
          's3vectors:PutVectorBucketPolicy',
        ),
        on(vectors.arn),
      ),
    ]),
    world.cannot(who, 'cannot send to the queue or change it, nor take from another', [
      ...each(actions('sqs:SendMessage', 'sqs:PurgeQueue', 'sqs:SetQueueAttributes'), on(...queues)),
      ...each(actions('sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'), on(...others)),
    ]),
  ];
}

/** Roles with a use for documents; each has sentences of its own. */
const READERS = ['curator', 'documents break-glass role', 'ingestion function', 'knowledge base role'];

function documentSentences(world: World, { documents }: Knowledge): readonly Sentence[] {
  const { cannot, system } = world;
  const inside = doors('internet', 'our s3 endpoint');
  return system.roles
    .filter(({ name }) => !READERS.includes(name))
    .map(({ name }) =>
      cannot(world.role(name), 'cannot read, write, delete or list documents and reports', [
        ...each(
          actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
          on(`${documents.arn}/documents/a.md`, `${documents.arn}/sync-reports/a.json`),
          inside,
        ),
        ...each(actions('s3:ListBucket'), on(documents.arn), inside, carrying({}, { 's3:prefix': 'documents/' })),
      ]),
    );
}

/** The endpoint of bedrock-agent-runtime: for one role, one action and one knowledge base. */
export function knowledgeEndpoint(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge || !world.makes('bedrock-agent-runtime')) return [];
  const { base, asker } = knowledge;
  const { may, cannot, anybody, stranger, region } = world;
  const door = doors('our bedrock-agent-runtime endpoint');
  const theirs = {
    ...asker,
    principal: asker.principal.replace(ACCOUNT, OTHER_ACCOUNT),
    words: 'a role of another account with its name',
  };
  const retrieve = each(actions('bedrock:Retrieve'), on(base), door);
  const elsewhere = [
    `arn:aws:bedrock:${region}:${ACCOUNT}:knowledge-base/ANOTHER001`,
    base.replace(ACCOUNT, OTHER_ACCOUNT),
    base.replace(region, world.elsewhere[0]),
  ];
  return [
    may(asker, 'finds passages in our knowledge base through the bedrock-agent-runtime endpoint', retrieve),
    ...[asker, anybody].map((who) =>
      cannot(
        who,
        'cannot find passages in another knowledge base through our endpoint',
        each(actions('bedrock:Retrieve'), on(...elsewhere), door),
      ),
    ),
    ...[asker, anybody].map((who) =>
      cannot(who, 'cannot use the bedrock-agent-runtime endpoint for anything else', [
        ...each(
          actions(
            'bedrock:GenerateQuery',
            'bedrock:InvokeInlineAgent',
            'bedrock:Rerank',
            'bedrock:RetrieveAndGenerate',
            'bedrock:CreateSession',
            'bedrock:GetDocumentContent',
          ),
          on('*'),
          door,
        ),
        ...each(
          actions('bedrock:InvokeAgent'),
          on(`arn:aws:bedrock:${region}:${ACCOUNT}:agent-alias/ABCDEFGHIJ/KLMNOPQRST`),
          door,
        ),
        ...each(actions('bedrock:StartIngestionJob', 'bedrock:GetKnowledgeBase'), on(base), door),
      ]),
    ),
    ...[anybody, stranger, theirs].map((who) =>
      cannot(who, 'cannot find passages through our bedrock-agent-runtime endpoint', retrieve),
    ),
  ];
}

/** The gateway endpoint of S3: documents are uploaded, read and deleted through it. */
export function documentsThroughS3(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { may, cannot, anybody, stranger } = world;
  const { arn } = knowledge.documents;
  const door = doors('our s3 endpoint');
  const curate = [
    ...each(actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), on(`${arn}/documents/a.md`), door),
    ...each(actions('s3:ListBucket'), on(arn), door),
  ];
  return [
    may(anybody, 'uploads, reads and deletes documents through the S3 endpoint', curate),
    cannot(stranger, 'cannot reach documents through our S3 endpoint', curate),
    cannot(
      anybody,
      'cannot delete a report, or a version of a document, nor change its bucket through the S3 endpoint',
      [
        ...each(actions('s3:DeleteObject'), on(`${arn}/sync-reports/a.json`), door),
        ...each(actions('s3:DeleteObjectVersion', 's3:PutObjectAcl'), on(`${arn}/documents/a.md`), door),
        ...each(actions('s3:PutBucketPolicy', 's3:DeleteBucket'), on(arn), door),
      ],
    ),
  ];
}
