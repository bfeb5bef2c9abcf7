import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3vectors from 'aws-cdk-lib/aws-s3vectors';
import { Construct } from 'constructs';
import { DISTANCE_METRIC, NON_FILTERABLE_KEYS, VECTOR_TYPE } from '../../domain/knowledge/index-metadata';
import { VECTOR_USE_ACTIONS } from '../access/boundary/boundary-actions';

/** Model that makes the vectors of an index, and their length. */
export interface Embedding {
  readonly model: string;
  readonly dimensions: number;
}

export interface VectorStoreProps {
  /** Name of the vector bucket, unique in its account and Region. The key policy must admit its indexing by this name. */
  readonly bucketName: string;
  readonly encryptionKey: kms.IKey;
  readonly embedding: Embedding;
  /** Name of the only role that can read or write vectors. The role may be created later. */
  readonly roleName: string;
}

/**
 * S3 vector bucket with one index, under one customer managed key. Its policy denies vectors to everyone but one role,
 * whatever their own policies say. Vectors are derived: they are deleted with the store, and a sync makes them again.
 *
 * Everything about an index is fixed when it is created. An index for another embedding therefore has another logical id:
 * CloudFormation creates it before it deletes the old one.
 *
 * Sources: Amazon S3 User Guide, "Data encryption with S3 Vectors" and "Managing vector bucket policies".
 *
 * @example
 * const store = new VectorStore(stack, 'Vectors', {
 *   bucketName: 'chat-vectors',
 *   encryptionKey: key,
 *   embedding: { model: 'amazon.titan-embed-text-v2:0', dimensions: 1024 },
 *   roleName: 'AmazonBedrockKnowledge-chat',
 * });
 */
export class VectorStore extends Construct {
  readonly index: s3vectors.CfnIndex;

  constructor(scope: Construct, id: string, props: VectorStoreProps) {
    super(scope, id);
    const encryptionConfiguration = { sseType: 'aws:kms', kmsKeyArn: props.encryptionKey.keyArn };
    const bucket = new s3vectors.CfnVectorBucket(this, 'Bucket', {
      vectorBucketName: props.bucketName,
      encryptionConfiguration,
    });
    new s3vectors.CfnVectorBucketPolicy(this, 'BucketPolicy', {
      vectorBucketArn: bucket.attrVectorBucketArn,
      policy: new iam.PolicyDocument({ statements: [this.refuseOthers(bucket.attrVectorBucketArn, props.roleName)] }),
    });
    this.index = new s3vectors.CfnIndex(this, `Index${embeddingId(props.embedding)}`, {
      vectorBucketArn: bucket.attrVectorBucketArn,
      dataType: VECTOR_TYPE.index,
      dimension: props.embedding.dimensions,
      distanceMetric: DISTANCE_METRIC,
      metadataConfiguration: { nonFilterableMetadataKeys: [...NON_FILTERABLE_KEYS] },
      encryptionConfiguration,
    });
  }

  /** Lets the role of a knowledge base use the index. Without `DeleteVectors`, only the second sync fails. */
  grantUse(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [...VECTOR_USE_ACTIONS],
      resourceArns: [this.index.attrIndexArn],
    });
  }

  private refuseOthers(bucketArn: string, roleName: string): iam.PolicyStatement {
    const role = { service: 'iam', region: '', resource: 'role', resourceName: roleName };
    return new iam.PolicyStatement({
      sid: 'RefuseOthers',
      effect: iam.Effect.DENY,
      principals: [new iam.StarPrincipal()],
      actions: [...VECTOR_ACTIONS],
      resources: [`${bucketArn}/index/*`],
      conditions: { ArnNotEquals: { 'aws:PrincipalArn': Stack.of(this).formatArn(role) } },
    });
  }
}

/** Returns the part of a construct id that says which embedding it belongs to: `AmazonTitanEmbedTextV20x1024`. */
export const embeddingId = ({ model, dimensions }: Embedding): string =>
  `${model
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}x${dimensions}`;

export const embeddingModelArn = (scope: Construct, { model }: Embedding): string =>
  Stack.of(scope).formatArn({ service: 'bedrock', account: '', resource: 'foundation-model', resourceName: model });

/** Actions on the vectors of an index. */
const VECTOR_ACTIONS = [
  's3vectors:DeleteVectors',
  's3vectors:GetVectors',
  's3vectors:ListVectors',
  's3vectors:PutVectors',
  's3vectors:QueryVectors',
] as const;
