import { paginateListKnowledgeBases } from '@aws-sdk/client-bedrock-agent';
import { paginateListVectorBuckets } from '@aws-sdk/client-s3vectors';
import { knowledgeSettings } from '../../../domain/deployment/knowledge-settings';
import { knowledgeBaseName } from '../../../domain/deployment/names/names';
import { listFromAws } from '../../aws/call-aws';
import type { PreflightContext } from '../inspection';
import { fail, type InspectionResult } from '../inspection-result';

/**
 * Looks for the vectors and the knowledge base of an earlier deployment, whose names the next one needs. Both are made
 * from the documents: a sync makes them again, so that nothing is lost with them.
 */
export async function knowledgeLeftovers(context: PreflightContext): Promise<readonly InspectionResult[]> {
  const { config, stacks } = context;
  if (!config.knowledge || (await stacks.exists('Knowledge'))) return [];
  return [...(await leftKnowledgeBase(context)), ...(await leftVectors(context))];
}

async function leftVectors({ clients, names }: PreflightContext): Promise<readonly InspectionResult[]> {
  const name = names.vectorBucket;
  const buckets = await listFromAws(
    's3vectors:ListVectorBuckets',
    paginateListVectorBuckets({ client: clients.s3vectors }, { prefix: name }),
    (page) => page.vectorBuckets,
  );
  if (!buckets.some(({ vectorBucketName }) => vectorBucketName === name)) return [];
  return [
    fail(`vector bucket ${name} remains from an earlier deployment, without its stack`, {
      say:
        'Delete it: a sync makes the vectors again. First each index that ' +
        `\`aws s3vectors list-indexes --vector-bucket-name ${name}\` prints: docs/runbooks/leftovers.md`,
      run: `aws s3vectors delete-vector-bucket --vector-bucket-name ${name}`,
    }),
  ];
}

async function leftKnowledgeBase({
  clients,
  names,
  config: { knowledge = {} },
}: PreflightContext): Promise<readonly InspectionResult[]> {
  const { embeddingModel: model, dimensions } = knowledgeSettings(knowledge);
  const name = knowledgeBaseName(names.prefix, { model, dimensions });
  const bases = await listFromAws(
    'bedrock:ListKnowledgeBases',
    paginateListKnowledgeBases({ client: clients.bedrockAgent }, {}),
    (page) => page.knowledgeBaseSummaries,
  );
  return bases
    .filter((base) => base.name === name)
    .map(({ knowledgeBaseId: id }) =>
      fail(`knowledge base ${name} (${id}) remains from an earlier deployment, without its stack`, {
        say:
          'Delete it: a sync indexes the documents again. First each data source that ' +
          `\`aws bedrock-agent list-data-sources --knowledge-base-id ${id}\` prints: docs/runbooks/leftovers.md`,
        run: `aws bedrock-agent delete-knowledge-base --knowledge-base-id ${id}`,
      }),
    );
}
