import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { knowledgeOf } from '../../parts/knowledge';
import { actions, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';

/** Role of Bedrock while it ingests documents and looks for passages: from Bedrock's own network. */
export function knowledgeBaseRoleSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { may, cannot, region } = world;
  const { documents, index, vectors, embeddingModel } = knowledge;
  const role = world.role('knowledge base role');
  const model = (id: string, where = region) => `arn:aws:bedrock:${where}::foundation-model/${id}`;
  const document = `${documents.arn}/documents/a.md`;
  const notOurs = key('aws:ResourceAccount', OTHER_ACCOUNT, undefined);
  const anywhere = doors('internet', 'another endpoint');
  const useVectors = ['Delete', 'Get', 'Put', 'Query'].map((verb) => `s3vectors:${verb}Vectors`);
  return [
    may(role, 'reads and lists documents from the network of Bedrock', [
      ...each(actions('s3:GetObject'), on(document), anywhere),
      ...each(actions('s3:ListBucket'), on(documents.arn), anywhere),
    ]),
    cannot(role, 'cannot change or delete documents, read reports, or change the bucket', [
      ...each(
        actions('s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectTagging'),
        on(document),
      ),
      ...each(actions('s3:GetObject'), on(`${documents.arn}/sync-reports/a.json`, `${documents.arn}/other/x`)),
      ...each(actions('s3:PutBucketPolicy', 's3:DeleteBucket'), on(documents.arn)),
    ]),
    cannot(role, 'cannot read another bucket, nor one of another account with the name of ours', [
      ...each(actions('s3:GetObject'), on('arn:aws:s3:::somebody-elses/documents/a.md')),
      ...(world.bucket ? each(actions('s3:GetObject'), on(`${world.bucket.arn}/datasets/train.jsonl`)) : []),
      ...each(actions('s3:GetObject'), on(document), notOurs),
      ...each(actions('s3:ListBucket'), on(documents.arn), notOurs),
    ]),
    may(
      role,
      'makes vectors with the embedding model of the row',
      each(actions('bedrock:InvokeModel'), on(model(embeddingModel))),
    ),
    cannot(role, 'cannot invoke another model, the models of the row included, nor in another Region', [
      ...each(actions(...INVOKE), on(model('amazon.nova-9-lite-v1:0'), model('amazon.titan-embed-image-v1'))),
      ...each(
        actions(...INVOKE),
        world.calls.filter(({ resource }) => resource !== model(embeddingModel)),
      ),
      ...each(
        actions('bedrock:InvokeModel'),
        on(model(embeddingModel, world.elsewhere[0])),
        key('aws:RequestedRegion', world.elsewhere[0]),
      ),
    ]),
    may(role, 'uses the index of the deployment', each(actions(...useVectors, 's3vectors:GetIndex'), on(index))),
    cannot(role, 'cannot use another index, nor change a vector bucket', [
      ...each(
        actions(...useVectors, 's3vectors:GetIndex'),
        on(`${vectors.arn}/index/another`, `arn:aws:s3vectors:${region}:${ACCOUNT}:bucket/another/index/another`),
      ),
      ...each(actions('s3vectors:DeleteIndex'), on(index)),
      ...each(actions('s3vectors:DeleteVectorBucket', 's3vectors:PutVectorBucketPolicy'), on(vectors.arn)),
    ]),
    ...keySentences(world),
    cannot(role, 'cannot find passages, ingest by itself, or hand a role on', [
      ...each(
        actions('bedrock:Retrieve', 'bedrock:StartIngestionJob', 'bedrock:IngestKnowledgeBaseDocuments'),
        on(knowledge.base),
      ),
      ...each(actions('bedrock:RetrieveAndGenerate'), on('*')),
      ...each(actions('iam:PassRole'), on(role.arn), key('iam:PassedToService', 'bedrock.amazonaws.com')),
    ]),
  ];
}

/** AWS documents no service for the data of a running ingestion: a request that names none is allowed, too. */
function keySentences(world: World): readonly Sentence[] {
  const { may, cannot, region } = world;
  const role = world.role('knowledge base role');
  const via = (...services: readonly string[]) => services.map((service) => `${service}.${region}.amazonaws.com`);
  const other = world.key.replace(/[^/]+$/, '11111111-2222-3333-4444-555555555555');
  const use = actions('kms:Decrypt', 'kms:GenerateDataKey');
  return [
    may(
      role,
      'uses the key through S3, S3 Vectors and Bedrock, and where the request names no service',
      each(use, on(world.key), key('kms:ViaService', ...via('s3', 's3vectors', 'bedrock'), undefined)),
    ),
    cannot(role, 'cannot use the key through another service, for anything else, nor another key', [
      ...each(
        use,
        on(world.key),
        key('kms:ViaService', ...via('secretsmanager', 'lambda'), `s3.${world.elsewhere[0]}.amazonaws.com`),
      ),
      ...each(
        actions('kms:CreateGrant', 'kms:Encrypt', 'kms:ReEncryptFrom', 'kms:PutKeyPolicy'),
        on(world.key),
        key('kms:ViaService', ...via('s3', 's3vectors'), undefined),
      ),
      ...each(use, on(other), key('kms:ViaService', ...via('s3', 's3vectors'), undefined)),
    ]),
  ];
}
