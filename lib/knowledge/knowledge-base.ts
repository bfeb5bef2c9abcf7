import { Aws } from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { knowledgeBaseName } from '../../domain/deployment/names/names';
import { VECTOR_TYPE } from '../../domain/knowledge/index-metadata';
import { KNOWLEDGE_PREFIXES } from '../../domain/knowledge/prefixes';
import type { DocumentsBucket } from './documents-bucket';
import type { KnowledgeBaseRole } from './knowledge-base-role';
import { type Embedding, embeddingId, embeddingModelArn, type VectorStore } from './vector-store';

/** Size of the chunks into which documents are cut. */
export interface Chunking {
  readonly tokens: number;
  readonly overlapPercent: number;
}

export interface KnowledgeBaseProps {
  /** Beginning of its name; the embedding follows, since names are unique and a replacement exists beside the old one. */
  readonly namePrefix: string;
  readonly documents: DocumentsBucket;
  readonly store: VectorStore;
  readonly role: KnowledgeBaseRole;
  /** Encrypts the data of a running ingestion. */
  readonly encryptionKey: kms.IKey;
  readonly embedding: Embedding;
  readonly chunking: Chunking;
}

/**
 * Knowledge base of Amazon Bedrock over the documents of one bucket, with the text parser of Bedrock and chunks of a fixed
 * size. Bedrock deletes the vectors of a data source with it.
 *
 * Creation waits for the policies of the role and for the index, which Bedrock checks; deletion goes the other way, since
 * Bedrock needs both to delete the vectors. Another embedding makes another knowledge base, and another chunking another
 * data source, each with a logical id of its own. Stop a running ingestion job before either: Bedrock refuses to delete a
 * data source in use.
 *
 * Source: Amazon Bedrock User Guide, "Create a knowledge base".
 *
 * @example
 * const base = new KnowledgeBase(stack, 'KnowledgeBase', {
 *   namePrefix: 'chat',
 *   documents,
 *   store,
 *   role,
 *   encryptionKey: key,
 *   embedding: { model: 'amazon.titan-embed-text-v2:0', dimensions: 1024 },
 *   chunking: { tokens: 300, overlapPercent: 20 },
 * });
 */
export class KnowledgeBase extends Construct {
  readonly knowledgeBase: bedrock.CfnKnowledgeBase;
  readonly dataSource: bedrock.CfnDataSource;

  constructor(scope: Construct, id: string, props: KnowledgeBaseProps) {
    super(scope, id);
    const { role, store, documents, embedding, chunking } = props;
    this.knowledgeBase = new bedrock.CfnKnowledgeBase(this, `Base${embeddingId(embedding)}`, {
      name: knowledgeBaseName(props.namePrefix, embedding),
      roleArn: role.roleArn,
      knowledgeBaseConfiguration: {
        type: 'VECTOR',
        vectorKnowledgeBaseConfiguration: {
          embeddingModelArn: embeddingModelArn(this, embedding),
          embeddingModelConfiguration: {
            bedrockEmbeddingModelConfiguration: {
              dimensions: embedding.dimensions,
              embeddingDataType: VECTOR_TYPE.model,
            },
          },
        },
      },
      storageConfiguration: {
        type: 'S3_VECTORS',
        s3VectorsConfiguration: { indexArn: store.index.attrIndexArn },
      },
    });
    this.knowledgeBase.node.addDependency(role, store);
    this.dataSource = new bedrock.CfnDataSource(
      this,
      `Source${embeddingId(embedding)}x${chunking.tokens}x${chunking.overlapPercent}`,
      {
        knowledgeBaseId: this.knowledgeBase.attrKnowledgeBaseId,
        name: `documents-${chunking.tokens}-${chunking.overlapPercent}`,
        dataDeletionPolicy: 'DELETE',
        dataSourceConfiguration: {
          type: 'S3',
          s3Configuration: {
            bucketArn: documents.literalArn,
            bucketOwnerAccountId: Aws.ACCOUNT_ID,
            inclusionPrefixes: [KNOWLEDGE_PREFIXES.documents],
          },
        },
        serverSideEncryptionConfiguration: { kmsKeyArn: props.encryptionKey.keyArn },
        vectorIngestionConfiguration: {
          chunkingConfiguration: {
            chunkingStrategy: 'FIXED_SIZE',
            fixedSizeChunkingConfiguration: {
              maxTokens: chunking.tokens,
              overlapPercentage: chunking.overlapPercent,
            },
          },
        },
      },
    );
    this.dataSource.node.addDependency(documents);
  }

  /** Lets the grantee find passages in this knowledge base and no other. */
  grantRetrieve(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['bedrock:Retrieve'],
      resourceArns: [this.knowledgeBase.attrKnowledgeBaseArn],
    });
  }

  /** Lets the grantee start ingestion jobs and follow them. Excludes stopping one. */
  grantSync(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['bedrock:GetIngestionJob', 'bedrock:ListIngestionJobs', 'bedrock:StartIngestionJob'],
      resourceArns: [this.knowledgeBase.attrKnowledgeBaseArn],
    });
  }
}
