import { EMBEDDING_MODELS, embeddingModel } from '../knowledge/embedding-models';
import type { KnowledgeConfig } from './config/knowledge-config';

/** Settings of a knowledge base with every default. */
export type KnowledgeSettings = Required<KnowledgeConfig>;

/** Returns the settings of a row, with the defaults of those that it omits. */
export function knowledgeSettings(config: KnowledgeConfig): KnowledgeSettings {
  const { embeddingModel: id = EMBEDDING_MODELS[0].id } = config;
  const model = embeddingModel(id) ?? EMBEDDING_MODELS[0];
  return {
    embeddingModel: id,
    dimensions: model.dimensions[0],
    chunkTokens: 300,
    chunkOverlapPercent: 20,
    results: 5,
    vpcOnly: false,
    ...config,
  };
}
