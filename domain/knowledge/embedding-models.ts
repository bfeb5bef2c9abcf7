import { CATALOGUE } from '../models/model-catalogue';

/** Model that turns text into vectors for a knowledge base. */
export interface EmbeddingModel {
  readonly id: string;
  /** Lengths of vector that it can make. The first is the default. */
  readonly dimensions: readonly [number, ...number[]];
  /** Longest text, in tokens. */
  readonly inputTokens: number;
}

/**
 * Models that a knowledge base on S3 Vectors can use and that only read text. Regions and the Marketplace step are in the
 * catalogue of models.
 *
 * Sources: Amazon Bedrock User Guide, "Supported models and Regions for Amazon Bedrock knowledge bases", and the
 * parameters of each model, read 2026-11-27.
 */
export const EMBEDDING_MODELS: readonly [EmbeddingModel, ...EmbeddingModel[]] = [
  { id: 'amazon.titan-embed-text-v2:0', dimensions: [1024, 512, 256], inputTokens: 8192 },
  { id: 'amazon.titan-embed-text-v1', dimensions: [1536], inputTokens: 8192 },
  { id: 'cohere.embed-english-v3', dimensions: [1024], inputTokens: 512 },
  { id: 'cohere.embed-multilingual-v3', dimensions: [1024], inputTokens: 512 },
];

/** Returns the model of this id; undefined if no knowledge base here can use it. */
export const embeddingModel = (id: string): EmbeddingModel | undefined =>
  EMBEDDING_MODELS.find((model) => model.id === id);

/** Returns the ids of the models that this Region offers, in the order of preference. */
export const embeddingModelsIn = (region: string): readonly string[] =>
  EMBEDDING_MODELS.map(({ id }) => id).filter((id) => CATALOGUE.find(id)?.regions.includes(region));
