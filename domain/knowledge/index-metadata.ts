/**
 * Metadata under which Bedrock stores the text of a chunk and the position of its document. Both are longer than the 2 KB
 * of metadata that a query can filter by, so that the index must declare them as not filterable: otherwise the ingestion
 * of every longer chunk fails.
 *
 * Source: Amazon Bedrock User Guide, "Prerequisites for using a vector store you created for a knowledge base".
 */
export const NON_FILTERABLE_KEYS = ['AMAZON_BEDROCK_TEXT', 'AMAZON_BEDROCK_METADATA'] as const;

/** Measure by which the index compares two vectors. */
export const DISTANCE_METRIC = 'cosine';

/** The only type of number that S3 Vectors stores. */
export const VECTOR_TYPE = { index: 'float32', model: 'FLOAT32' } as const;
