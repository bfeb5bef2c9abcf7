/** Template of a knowledge base over the bucket `Documents`, as small as CloudFormation takes it. */
export const knowledgeTemplate = (name: string, dimension = 512) => ({
  Resources: {
    Documents: { Type: 'AWS::S3::Bucket', Properties: { BucketName: `${name}-documents` } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: `AmazonBedrock-${name}`, AssumeRolePolicyDocument: { Statement: [] } },
    },
    Store: { Type: 'AWS::S3Vectors::VectorBucket', Properties: { VectorBucketName: `${name}-vectors` } },
    Index: {
      Type: 'AWS::S3Vectors::Index',
      Properties: {
        VectorBucketArn: { 'Fn::GetAtt': ['Store', 'VectorBucketArn'] },
        IndexName: 'passages',
        DataType: 'float32',
        Dimension: dimension,
        DistanceMetric: 'cosine',
        MetadataConfiguration: { NonFilterableMetadataKeys: ['AMAZON_BEDROCK_TEXT', 'AMAZON_BEDROCK_METADATA'] },
      },
    },
    Base: {
      Type: 'AWS::Bedrock::KnowledgeBase',
      Properties: {
        Name: `${name}-${dimension}`,
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        KnowledgeBaseConfiguration: {
          Type: 'VECTOR',
          VectorKnowledgeBaseConfiguration: {
            EmbeddingModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0',
            EmbeddingModelConfiguration: {
              BedrockEmbeddingModelConfiguration: { Dimensions: 512, EmbeddingDataType: 'FLOAT32' },
            },
          },
        },
        StorageConfiguration: {
          Type: 'S3_VECTORS',
          S3VectorsConfiguration: { IndexArn: { 'Fn::GetAtt': ['Index', 'IndexArn'] } },
        },
      },
    },
    Source: {
      Type: 'AWS::Bedrock::DataSource',
      Properties: {
        Name: 'documents',
        KnowledgeBaseId: { 'Fn::GetAtt': ['Base', 'KnowledgeBaseId'] },
        DataSourceConfiguration: {
          Type: 'S3',
          S3Configuration: {
            BucketArn: `arn:aws:s3:::${name}-documents`,
            BucketOwnerAccountId: '123456789012',
            InclusionPrefixes: ['documents/'],
          },
        },
        VectorIngestionConfiguration: {
          ChunkingConfiguration: {
            ChunkingStrategy: 'FIXED_SIZE',
            FixedSizeChunkingConfiguration: { MaxTokens: 50, OverlapPercentage: 20 },
          },
        },
      },
    },
  },
  Outputs: {
    Base: { Value: { Ref: 'Base' } },
    Source: { Value: { 'Fn::GetAtt': ['Source', 'DataSourceId'] } },
  },
});
