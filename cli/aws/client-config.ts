import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Milliseconds. */
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 60_000;

/**
 * Returns the configuration of every AWS client of a command: an explicit Region and timeouts. Credentials, endpoint and
 * number of attempts come from the environment, as the AWS CLI reads them.
 *
 * @param requestTimeout milliseconds that an answer may take; 0 for no limit
 */
export const clientConfig = (region: string, requestTimeout = REQUEST_TIMEOUT) => ({
  region,
  requestHandler: new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT,
    requestTimeout,
    throwOnRequestTimeout: true,
  }),
});

/** The same for S3, with buckets addressed by path: every stand-in for S3 supports it, and our bucket names allow it. */
export const s3ClientConfig = (region: string) => ({ ...clientConfig(region), forcePathStyle: true });
