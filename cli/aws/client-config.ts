import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { AwsAgent } from './aws-agent';
import { assertProfile } from './profile';

/** Milliseconds. */
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 60_000;

/**
 * Returns the configuration of every AWS client of a command: an explicit Region, timeouts, proxy and certificate
 * authorities. Credentials, endpoint and number of attempts come from the environment, as the AWS CLI reads them. The
 * first request of a client fails with the name of a profile that does not exist.
 *
 * @param requestTimeout milliseconds that an answer may take; 0 for no limit
 * @throws OperatorError if AWS_CA_BUNDLE names no certificate
 */
export const clientConfig = (region: string, requestTimeout = REQUEST_TIMEOUT) => ({
  region,
  requestHandler: requestHandler(requestTimeout),
  // The SDK's own clients for IAM Identity Center and `aws login` do not take over the request handler.
  credentialDefaultProvider: (init: object) => {
    const provider = defaultProvider({ ...init, clientConfig: { requestHandler: requestHandler(REQUEST_TIMEOUT) } });
    return async (options?: Parameters<typeof provider>[0]) => {
      await assertProfile();
      return provider(options);
    };
  },
});

/** The same for S3, with buckets addressed by path: every stand-in for S3 supports it, and our bucket names allow it. */
export const s3ClientConfig = (region: string) => ({ ...clientConfig(region), forcePathStyle: true });

const requestHandler = (requestTimeout: number) =>
  new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT,
    requestTimeout,
    throwOnRequestTimeout: true,
    httpsAgent: new AwsAgent(),
  });
