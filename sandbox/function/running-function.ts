import { OperatorError } from '../../domain/operator-error';
import { LocalFunction } from '../local-lambda/local-function';
import { nodeBinary } from '../process/node-binary';
import type { Environment } from '../process/processes';
import type { DeployedFunction } from './deployed-function';

export interface RunOptions {
  /** Major version of the Node that it is run on. */
  readonly node: number;
  readonly region: string;
  /** Where bedrock-runtime answers. */
  readonly endpoint: string;
  readonly env: Environment;
}

/**
 * Runs the code of a deployed function on this machine, with the environment that it was deployed with.
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
    environment: { ...deployed.environment, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: endpoint },
    // Its log lines hold no prompt and no answer; here they would only be in the way.
    log: () => undefined,
  });
  return starting.catch((error: Error) => {
    throw new OperatorError(
      'PB-SANDBOX-004',
      `The deployed function does not start on Node ${node}: ${error.message}`,
      'It is the zip of the assembly: look at lambda/ and at what `npm run build` makes of it.',
      { cause: error },
    );
  });
}
