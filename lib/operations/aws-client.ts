import { NodeHttpHandler } from '@smithy/node-http-handler';

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
