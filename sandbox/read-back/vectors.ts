import { GetIndexCommand, GetVectorBucketCommand, GetVectorBucketPolicyCommand } from '@aws-sdk/client-s3vectors';
import { pascalNames } from '../api-names';
import { parsePolicy, type Reader } from './reader';

export const readVectorBucket: Reader = async (vectorBucketArn, { s3vectors }) => {
  const { vectorBucket } = await s3vectors.send(new GetVectorBucketCommand({ vectorBucketArn }));
  return {
    properties: {
      VectorBucketName: vectorBucket?.vectorBucketName,
      EncryptionConfiguration: pascalNames(vectorBucket?.encryptionConfiguration),
    },
    attributes: { VectorBucketArn: vectorBucketArn },
  };
};

export const readVectorBucketPolicy: Reader = async (vectorBucketArn, { s3vectors }) => {
  const { policy } = await s3vectors.send(new GetVectorBucketPolicyCommand({ vectorBucketArn }));
  return { properties: { Policy: parsePolicy(policy), VectorBucketArn: vectorBucketArn } };
};

export const readIndex: Reader = async (indexArn, { s3vectors }) => {
  const { index } = await s3vectors.send(new GetIndexCommand({ indexArn }));
  return {
    properties: {
      VectorBucketArn: indexArn.split('/index/')[0],
      DataType: index?.dataType,
      Dimension: index?.dimension,
      DistanceMetric: index?.distanceMetric,
      MetadataConfiguration: pascalNames(index?.metadataConfiguration),
      EncryptionConfiguration: pascalNames(index?.encryptionConfiguration),
    },
    attributes: { IndexArn: indexArn },
  };
};
