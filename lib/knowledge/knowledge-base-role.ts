import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { grantStatements } from '../iam/grant-statements';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { DocumentsBucket } from './documents-bucket';
import { type Embedding, embeddingId, embeddingModelArn, type VectorStore } from './vector-store';

export interface KnowledgeBaseRoleProps {
  readonly roleName: string;
  readonly documents: DocumentsBucket;
  readonly store: VectorStore;
  readonly encryptionKey: kms.IKey;
  readonly embedding: Embedding;
}

/**
 * Role that Bedrock assumes for the knowledge bases of this account: it reads documents, turns them into vectors and uses
 * one index. It can change no document and answer no question.
 *
 * The rights on an embedding and its index are a policy of their own: while a new knowledge base replaces an old one, both
 * keep theirs.
 *
 * Sources: Amazon Bedrock User Guide, "Create a service role for Amazon Bedrock Knowledge Bases" and "Encryption of
 * knowledge base resources".
 *
 * @example
 * const role = new KnowledgeBaseRole(stack, 'Role', {
 *   roleName: 'AmazonBedrockKnowledge-chat',
 *   documents,
 *   store,
 *   encryptionKey: key,
 *   embedding: { model: 'amazon.titan-embed-text-v2:0', dimensions: 1024 },
 * });
 */
export class KnowledgeBaseRole extends iam.Role {
  constructor(scope: Construct, id: string, props: KnowledgeBaseRoleProps) {
    const stack = Stack.of(scope);
    super(scope, id, {
      roleName: props.roleName,
      description: 'Assumed by Amazon Bedrock to ingest documents and find passages',
      assumedBy: serviceTrust(
        'bedrock.amazonaws.com',
        stack.formatArn({ service: 'bedrock', resource: 'knowledge-base', resourceName: '*' }),
      ),
    });
    const documents = new RolePolicy(this, 'DocumentsPolicy', { description: 'Read the documents', role: this });
    props.documents.grantIngest(documents);
    grantKey(documents, props.encryptionKey);
    const vectors = new RolePolicy(this, `VectorsPolicy${embeddingId(props.embedding)}`, {
      description: 'Make vectors, and use the index',
      role: this,
      statements: [
        new iam.PolicyStatement({
          sid: 'MakeVectors',
          actions: ['bedrock:InvokeModel'],
          resources: [embeddingModelArn(this, props.embedding)],
        }),
      ],
    });
    props.store.grantUse(vectors);
  }
}

/**
 * Lets the role use the key: through S3 and S3 Vectors, and for the data of a running ingestion, for which AWS documents no
 * `kms:ViaService`. A request that names a service must name one of these.
 */
function grantKey(grantee: iam.IGrantable, key: kms.IKey): void {
  const services = ['bedrock', 's3', 's3vectors'].map((service) => `${service}.${Stack.of(key).region}.amazonaws.com`);
  grantStatements(grantee, [
    new iam.PolicyStatement({
      sid: 'UseTheKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [key.keyArn],
      conditions: { StringEqualsIfExists: { 'kms:ViaService': services } },
    }),
  ]);
}
