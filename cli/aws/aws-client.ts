import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Addresses buckets by path, which every name of ours allows and every stand-in for S3 understands. */
export const s3ClientOf = (region: string) => ({ ...clientOf(region), forcePathStyle: true });

/** Configuration of every AWS client of a command: the Region by name, everything else as AWS's own tools read it. */
export const clientOf = (region: string) => ({
  region,
  maxAttempts: 3,
  requestHandler: new NodeHttpHandler({
    connectionTimeout: 5_000,
    requestTimeout: 60_000,
    throwOnRequestTimeout: true,
  }),
});
