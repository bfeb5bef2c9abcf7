import { ACCOUNT } from '../model/physical-ids';
import { type Context, decisions, holds, is, isOneOf, type Settings, same, tags, words } from './setting';

/** Lengths of vector that each model makes if the row names none. Source: the parameters of each model. */
const LONGEST: Readonly<Record<string, number>> = {
  'amazon.titan-embed-text-v2:0': 1024,
  'amazon.titan-embed-text-v1': 1536,
  'cohere.embed-english-v3': 1024,
  'cohere.embed-multilingual-v3': 1024,
};

const modelOf = ({ config }: Context) => config.knowledge?.embeddingModel ?? 'amazon.titan-embed-text-v2:0';
const dimensionsOf = (context: Context) => context.config.knowledge?.dimensions ?? LONGEST[modelOf(context)];
const encrypted = holds('vectors are encrypted with the key of the deployment', (value, { key }) =>
  same(value, { KmsKeyArn: key, SseType: 'aws:kms' }),
);
const ofBase = holds(
  'a data source belongs to the knowledge base of the deployment',
  isOneOf('AWS::Bedrock::KnowledgeBase', 'KnowledgeBaseId'),
);
const documentsArn = ({ config, deployment }: Context) =>
  `arn:aws:s3:::pb-documents-${deployment}-${ACCOUNT}-${config.region}`;

export const KNOWLEDGE: Readonly<Record<string, Settings>> = {
  'AWS::S3Vectors::VectorBucket': {
    EncryptionConfiguration: encrypted,
    Tags: tags,
    VectorBucketName: decisions,
  },
  'AWS::S3Vectors::VectorBucketPolicy': {
    Policy: decisions,
    VectorBucketArn: holds(
      'a policy of vectors is that of the vector bucket of the deployment',
      isOneOf('AWS::S3Vectors::VectorBucket', 'VectorBucketArn'),
    ),
  },
  'AWS::S3Vectors::Index': {
    DataType: is('an index holds numbers as Bedrock writes them', 'float32'),
    Dimension: holds('an index holds vectors as long as the embedding model makes them', (value, context) =>
      same(value, dimensionsOf(context)),
    ),
    DistanceMetric: is('vectors are compared by their angle', 'cosine'),
    EncryptionConfiguration: encrypted,
    MetadataConfiguration: is('a long chunk can be stored: its text is no metadata to filter by', {
      NonFilterableMetadataKeys: ['AMAZON_BEDROCK_TEXT', 'AMAZON_BEDROCK_METADATA'],
    }),
    Tags: tags,
    VectorBucketArn: holds(
      'an index is in the vector bucket of the deployment, whose policy holds for it',
      isOneOf('AWS::S3Vectors::VectorBucket', 'VectorBucketArn'),
    ),
  },
  'AWS::Bedrock::KnowledgeBase': {
    Description: words,
    KnowledgeBaseConfiguration: holds(
      'documents are embedded by the model of the row, in its Region',
      (value, context) =>
        same(value, {
          Type: 'VECTOR',
          VectorKnowledgeBaseConfiguration: {
            EmbeddingModelArn: `arn:aws:bedrock:${context.config.region}::foundation-model/${modelOf(context)}`,
            EmbeddingModelConfiguration: {
              BedrockEmbeddingModelConfiguration: { Dimensions: dimensionsOf(context), EmbeddingDataType: 'FLOAT32' },
            },
          },
        }),
    ),
    Name: words,
    RoleArn: holds('a knowledge base works as its own role', (value, { deployment, config }) =>
      same(value, `arn:aws:iam::${ACCOUNT}:role/AmazonBedrockKnowledge-${deployment}-${config.region}`),
    ),
    StorageConfiguration: holds('vectors are stored in the index of the deployment', (value, context) => {
      const { S3VectorsConfiguration = {}, Type, ...others } = value as Readonly<Record<string, object>>;
      const { IndexArn, ...more } = S3VectorsConfiguration as Readonly<Record<string, unknown>>;
      return (
        same([Type, others, more], ['S3_VECTORS', {}, {}]) &&
        isOneOf('AWS::S3Vectors::Index', 'IndexArn')(IndexArn, context)
      );
    }),
    Tags: tags,
  },
  'AWS::Bedrock::DataSource': {
    DataDeletionPolicy: is('vectors are deleted with their data source', 'DELETE'),
    DataSourceConfiguration: holds(
      'documents come only from the bucket of this account, and reports are no documents',
      (value, context) =>
        same(value, {
          S3Configuration: {
            BucketArn: documentsArn(context),
            BucketOwnerAccountId: ACCOUNT,
            InclusionPrefixes: ['documents/'],
          },
          Type: 'S3',
        }),
    ),
    Description: words,
    KnowledgeBaseId: ofBase,
    Name: words,
    ServerSideEncryptionConfiguration: holds(
      'the data of a running ingestion is encrypted with the key of the deployment',
      (value, { key }) => same(value, { KmsKeyArn: key }),
    ),
    VectorIngestionConfiguration: holds(
      'documents are cut as the row says, and parsed by no model',
      (value, { config }) =>
        same(value, {
          ChunkingConfiguration: {
            ChunkingStrategy: 'FIXED_SIZE',
            FixedSizeChunkingConfiguration: {
              MaxTokens: config.knowledge?.chunkTokens ?? 300,
              OverlapPercentage: config.knowledge?.chunkOverlapPercent ?? 20,
            },
          },
        }),
    ),
  },
};
