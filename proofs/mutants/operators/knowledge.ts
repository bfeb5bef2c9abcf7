import { OTHER_ACCOUNT } from '../../model/physical-ids';
import { withResource } from '../edit';
import type { Operator } from '../mutant';
import { OTHER_KEY } from '../others';
import { onResources, type PropertyEdit, resourcesOf } from '../resources';

const BASE = 'AWS::Bedrock::KnowledgeBase';
const INDEX = 'AWS::S3Vectors::Index';
const SOURCE = 'AWS::Bedrock::DataSource';
const S3 = ['DataSourceConfiguration', 'S3Configuration'] as const;
const VECTOR = ['KnowledgeBaseConfiguration', 'VectorKnowledgeBaseConfiguration'] as const;
const CHUNKS = ['VectorIngestionConfiguration', 'ChunkingConfiguration'] as const;
const PROFILE = 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-2-lite-v1:0';
const OTHER_MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-image-v1';

/** An operator that changes one thing of every resource of a type. */
const set = (kind: string, type: string | RegExp, ...edits: readonly PropertyEdit[]): Operator =>
  onResources(kind, type, () => edits);

export const KNOWLEDGE: readonly Operator[] = [
  set('vectors encrypted by S3 alone', /^AWS::S3Vectors::(Index|VectorBucket)$/, {
    path: ['EncryptionConfiguration'],
    to: { SseType: 'AES256' },
  }),
  set(
    'vectors encrypted with another key',
    /^AWS::S3Vectors::(Index|VectorBucket)$/,
    { what: 'another', path: ['EncryptionConfiguration', 'KmsKeyArn'], to: OTHER_KEY },
    { what: 'unsaid', path: ['EncryptionConfiguration'] },
  ),
  {
    kind: 'vector bucket policy removed',
    changes: (subject) =>
      resourcesOf(subject, 'AWS::S3Vectors::VectorBucketPolicy').map(({ at, stack, logicalId }) => ({
        what: '',
        at,
        templates: withResource(subject.templates, stack, logicalId),
      })),
  },
  set(
    'index that does not fit the model or the chunks',
    INDEX,
    { what: 'length', path: ['Dimension'], to: 8 },
    { what: 'metric', path: ['DistanceMetric'], to: 'euclidean' },
    { what: 'metadata', path: ['MetadataConfiguration'] },
    {
      what: 'metadata of another store',
      path: ['MetadataConfiguration', 'NonFilterableMetadataKeys'],
      to: ['AMAZON_BEDROCK_TEXT_CHUNK', 'AMAZON_BEDROCK_METADATA'],
    },
    { what: 'bucket', path: ['VectorBucketArn'], to: 'arn:aws:s3vectors:us-east-1:111122223333:bucket/another' },
  ),
  set(
    'knowledge base with another model, store or role',
    BASE,
    { what: 'model', path: [...VECTOR, 'EmbeddingModelArn'], to: OTHER_MODEL },
    { what: 'length', path: [...VECTOR, 'EmbeddingModelConfiguration'] },
    {
      what: 'store',
      path: ['StorageConfiguration', 'S3VectorsConfiguration', 'IndexArn'],
      to: 'arn:aws:s3vectors:us-east-1:111122223333:bucket/another/index/another',
    },
    { what: 'role', path: ['RoleArn'], to: 'arn:aws:iam::111122223333:role/AmazonBedrockOther' },
    {
      what: 'images stored elsewhere',
      path: [...VECTOR, 'SupplementalDataStorageConfiguration'],
      to: {
        SupplementalDataStorageLocations: [
          { SupplementalDataStorageLocationType: 'S3', S3Location: { URI: 's3://somebody-elses-bucket' } },
        ],
      },
    },
  ),
  set(
    'documents from elsewhere',
    SOURCE,
    { what: 'the web', path: ['DataSourceConfiguration'], to: { Type: 'WEB', WebConfiguration: {} } },
    { what: 'another bucket', path: [...S3, 'BucketArn'], to: 'arn:aws:s3:::somebody-elses-bucket' },
    { what: 'another account', path: [...S3, 'BucketOwnerAccountId'], to: OTHER_ACCOUNT },
    { what: 'whomever the bucket belongs to', path: [...S3, 'BucketOwnerAccountId'] },
    { what: 'the whole bucket', path: [...S3, 'InclusionPrefixes'] },
    { what: 'reports', path: [...S3, 'InclusionPrefixes'], to: ['sync-reports/'] },
    { what: 'another base', path: ['KnowledgeBaseId'], to: 'ANOTHER001' },
  ),
  set('vectors outlive their data source', SOURCE, { path: ['DataDeletionPolicy'], to: 'RETAIN' }),
  set(
    'ingestion encrypted with a key of AWS',
    SOURCE,
    { path: ['ServerSideEncryptionConfiguration'] },
    { what: 'another key', path: ['ServerSideEncryptionConfiguration', 'KmsKeyArn'], to: OTHER_KEY },
  ),
  set(
    'documents read by a model',
    SOURCE,
    {
      what: 'parser',
      path: ['VectorIngestionConfiguration', 'ParsingConfiguration'],
      to: {
        ParsingStrategy: 'BEDROCK_FOUNDATION_MODEL',
        BedrockFoundationModelConfiguration: { ModelArn: PROFILE },
      },
    },
    {
      what: 'context',
      path: ['VectorIngestionConfiguration', 'ContextEnrichmentConfiguration'],
      to: { Type: 'BEDROCK_FOUNDATION_MODEL', BedrockFoundationModelConfiguration: { ModelArn: PROFILE } },
    },
    { what: 'chunks', path: [...CHUNKS], to: { ChunkingStrategy: 'SEMANTIC' } },
    {
      what: 'function',
      path: ['VectorIngestionConfiguration', 'CustomTransformationConfiguration'],
      to: { IntermediateStorage: { S3Location: { URI: 's3://somebody-elses-bucket' } }, Transformations: [] },
    },
  ),
  onResources('daily sync that does not happen', 'AWS::Events::Rule', ({ ScheduleExpression, Targets }) =>
    ScheduleExpression === undefined
      ? []
      : [
          { what: 'off', path: ['State'], to: 'DISABLED' },
          { what: 'yearly', path: ['ScheduleExpression'], to: 'rate(365 days)' },
          { what: 'by an event', path: ['EventPattern'], to: { source: ['aws.s3'] } },
          {
            what: 'another workflow',
            path: ['Targets'],
            to: (Targets as readonly object[]).map((target) => ({
              ...target,
              Arn: `arn:aws:states:us-east-1:${OTHER_ACCOUNT}:stateMachine:another`,
            })),
          },
        ],
  ),
  set('chunks of another size', SOURCE, { path: [...CHUNKS, 'FixedSizeChunkingConfiguration', 'MaxTokens'], to: 8192 }),
];
