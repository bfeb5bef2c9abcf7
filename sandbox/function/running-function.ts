import { OperatorError } from '../../domain/operator-error';
import { LocalFunction } from '../local-lambda/local-function';
import { nodeBinary } from '../process/node-binary';
import type { Environment } from '../process/processes';
import type { DeployedFunction } from './deployed-function';

export interface RunOptions {
  /** Major version of Node that runs it. */
  readonly node: number;
  readonly region: string;
  /** Address of the sandbox. */
  readonly endpoint: string;
  readonly env: Environment;
}

/**
 * Runs the code of a deployed function on this machine, in its deployed environment.
 *
 * @throws OperatorError if it does not start
 */
export function startDeployed(
  deployed: DeployedFunction,
  { node, region, endpoint, env }: RunOptions,
): Promise<LocalFunction> {
  const nodePath = process.versions.node.startsWith(`${node}.`) ? process.execPath : nodeBinary(node, env);
  const starting = LocalFunction.start({
    ...deployed,
    region,
    nodePath,
    environment: {
      ...deployed.environment,
      AWS_ENDPOINT_URL: endpoint,
      // With an IP address, the SDK puts a bucket into the path: not every machine resolves `bucket.localhost`.
      AWS_ENDPOINT_URL_S3: endpoint.replace('localhost', '127.0.0.1'),
    },
    // The answers are what a person wants to see here, not the log lines of the function.
    log: () => undefined,
  });
  return starting.catch((error: Error) => {
    throw new OperatorError(
      'PB-SANDBOX-004',
      `The deployed function does not start on Node ${node}: ${error.message}`,
      'The zip of the assembly has this code. Fix it in lambda/, then synthesize again.',
      { cause: error },
    );
  });
}
