import {
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { parsePolicy, type Reader } from './reader';

/** Does not read notifications: moto's S3 does not return the EventBridge setting. */
export const readBucket: Reader = async (Bucket, { s3 }) => {
  const [encryption, block, versioning, ownership, logging] = await Promise.all([
    s3.send(new GetBucketEncryptionCommand({ Bucket })).catch(unlessMissing),
    s3.send(new GetPublicAccessBlockCommand({ Bucket })).catch(unlessMissing),
    s3.send(new GetBucketVersioningCommand({ Bucket })),
    s3.send(new GetBucketOwnershipControlsCommand({ Bucket })).catch(unlessMissing),
    s3.send(new GetBucketLoggingCommand({ Bucket })),
  ]);
  const { TargetBucket, TargetPrefix } = logging.LoggingEnabled ?? {};
  return {
    properties: {
      BucketEncryption: encryption && {
        ServerSideEncryptionConfiguration: encryption.ServerSideEncryptionConfiguration?.Rules?.map((rule) => ({
          ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault,
        })),
      },
      PublicAccessBlockConfiguration: block?.PublicAccessBlockConfiguration,
      VersioningConfiguration: versioning.Status && { Status: versioning.Status },
      OwnershipControls: ownership?.OwnershipControls,
      LoggingConfiguration: TargetBucket && { DestinationBucketName: TargetBucket, LogFilePrefix: TargetPrefix },
    },
    attributes: { Arn: `arn:aws:s3:::${Bucket}` },
  };
};

export const readBucketPolicy: Reader = async (Bucket, { s3 }) => {
  const policy = await s3.send(new GetBucketPolicyCommand({ Bucket })).catch(unlessMissing);
  return { properties: { PolicyDocument: parsePolicy(policy?.Policy) } };
};

/** Ignores the errors that S3 returns for a setting that is not configured. */
function unlessMissing(error: unknown): undefined {
  const missing = [
    'NoSuchBucketPolicy',
    'NoSuchPublicAccessBlockConfiguration',
    'OwnershipControlsNotFoundError',
    'ServerSideEncryptionConfigurationNotFoundError',
  ];
  if (!missing.includes((error as Error).name)) throw error;
}
