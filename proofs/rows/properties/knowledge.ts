import fc from 'fast-check';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { EVERYONE } from '../../../domain/knowledge/audience';
import { EMBEDDING_MODELS, embeddingModelsIn } from '../../../domain/knowledge/embedding-models';
import { answeringModels } from '../../../domain/models/answering-models';
import { CATALOGUE } from '../../../domain/models/model-catalogue';
import { planesIn } from '../../../domain/models/regions';
import { ACCOUNT } from '../../model/physical-ids';
import { type PropertyRows, textOf } from '../property';

/** A knowledge base, in a Region that has them: with each embedding model and length of vector, or the defaults. */
export const knowledge: PropertyRows<'knowledge'> = (region) => {
  const models = EMBEDDING_MODELS.filter(({ id }) => embeddingModelsIn(region).includes(id));
  if (!planesIn(region).includes('bedrock-agent-runtime') || models.length === 0) return fc.constant(undefined);
  const [first] = EMBEDDING_MODELS;
  return fc.option(
    fc.tuple(fc.constantFrom(...models), fc.nat(), fc.boolean(), others).chain(([model, index, isExplicit, rest]) =>
      fc.integer({ min: 20, max: Math.min(1000, model.inputTokens) }).map((chunkTokens) => ({
        ...(isExplicit || model !== first ? { embeddingModel: model.id } : {}),
        ...(isExplicit ? { dimensions: model.dimensions[index % model.dimensions.length] ?? 0, chunkTokens } : {}),
        ...rest,
      })),
    ),
    { nil: undefined, freq: 3 },
  );
};

/** Adds a model that answers to a row with a knowledge base and without one. */
export function knowledgeOfRow({ knowledge: made, models, region }: DeploymentConfig): Partial<DeploymentConfig> {
  if (!made || answeringModels(models, CATALOGUE).length > 0) return {};
  return { models: [...models, `arn:aws:bedrock:${region}:${ACCOUNT}:provisioned-model/abcdefghijkl`] };
}

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/).filter((text) => text !== EVERYONE);

const group = fc
  .oneof(
    fc.constantFrom('board', 'finance', '이사회', 'all-staff@example.com'),
    fc.stringMatching(/^[A-Za-z0-9_.:@/+=-]{1,64}$/),
  )
  .filter((text) => text !== EVERYONE);

/** None to twenty audiences, as many as fit into the environment of the function. */
const audiences = fc
  .dictionary(name, fc.uniqueArray(group, { minLength: 1, maxLength: 4 }), { maxKeys: 20, noNullPrototype: true })
  .filter((some) => Buffer.byteLength(JSON.stringify(some)) <= 2_048);

const agentId = textOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 10, 10);

const others = fc.record(
  {
    audiences,
    chunkOverlapPercent: fc.integer({ min: 1, max: 99 }),
    results: fc.integer({ min: 1, max: 25 }),
    vpcOnly: fc.boolean(),
    retrieveAndGenerate: fc.boolean(),
    agentAlias: fc.record({ agentId, aliasId: agentId }),
    agent: fc.record(
      {
        maxTurns: fc.integer({ min: 2, max: 20 }),
        maxTokens: fc.integer({ min: 256, max: 32_768 }),
        maxSeconds: fc.integer({ min: 5, max: 600 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
