import type { DeploymentCommands } from '../app/deployment-commands';

/** Function that receives the question. */
export interface FunctionTarget {
  readonly functionName: string;
  readonly region: string;
  /** Alias to call. @default - none: the latest version */
  readonly alias?: string | undefined;
  /** Thing that the alias stands for. @default 'audience' */
  readonly aliasOf?: 'audience' | 'team';
  /** Row of the function. @default - only the function is known */
  readonly deployment?: string;
  /** Commands about that row, for remedies. @default - only the function is known */
  readonly commands?: DeploymentCommands;
  /** Model that answers when the request names none, if known. */
  readonly defaultModel?: string | undefined;
  /** Remark for the operator on how the function was found. */
  readonly note?: string;
}

/**
 * Returns the target for `--function`. Its Region is the given one, or that of the ARN.
 *
 * @param fallback returns the Region of the deployment, for a name without a Region
 */
export function namedFunction(
  functionName: string,
  region: string | undefined,
  fallback: () => string,
): FunctionTarget {
  const [, inArn] = /^arn:[^:]+:lambda:([^:]+):/.exec(functionName) ?? [];
  return { functionName, region: region ?? inArn ?? fallback() };
}
