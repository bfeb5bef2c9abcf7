import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { OperatorError } from '../domain/operator-error';
import type { Clients } from './clients';
import type { DeployedResource } from './read-back/deployed';

/**
 * Deletes every version of every object in these buckets: CloudFormation deletes only empty buckets.
 * A bucket with access logging comes before the bucket that holds its log.
 */
export async function emptyBuckets(resources: readonly DeployedResource[], { s3 }: Clients): Promise<void> {
  const buckets = resources.filter(({ type }) => type === 'AWS::S3::Bucket');
  const isLogged = ({ found }: DeployedResource) => found?.properties.LoggingConfiguration !== undefined;
  for (const { physicalId } of [...buckets.filter(isLogged), ...buckets.filter((bucket) => !isLogged(bucket))]) {
    if (physicalId) await emptyBucket(physicalId, s3);
  }
}

/** Most objects that one call deletes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const AT_ONCE = 1_000;

/** Deletes every version of every object in this bucket. */
export async function emptyBucket(Bucket: string, s3: S3Client): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket, MaxKeys: AT_ONCE }),
    );
    const objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (objects.length === 0) return;
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: objects } }));
    const [refused] = Errors;
    if (refused) {
      throw new OperatorError(
        'PB-SANDBOX-033',
        `Cannot delete ${refused.Key} in ${Bucket}: ${refused.Message}`,
        'Stop the sandbox with Ctrl-C: its resources exist only while it runs.',
      );
    }
  }
}
