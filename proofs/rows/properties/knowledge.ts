import fc from 'fast-check';
import { EMBEDDING_MODELS, embeddingModelsIn } from '../../../domain/knowledge/embedding-models';
import { planesIn } from '../../../domain/models/regions';
import type { PropertyRows } from '../property';

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

const others = fc.record(
  {
    chunkOverlapPercent: fc.integer({ min: 1, max: 99 }),
    results: fc.integer({ min: 1, max: 25 }),
    vpcOnly: fc.boolean(),
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
