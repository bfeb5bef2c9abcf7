import { DEPLOYMENTS } from '../../lib/config/deployments';

export type DeploymentName = keyof typeof DEPLOYMENTS;

/** Function that receives the question. */
export interface FunctionTarget {
  readonly functionName: string;
  readonly region: string;
  /** Model that answers when the request names none, if known. */
  readonly defaultModel?: string | undefined;
  /** Remark for the operator on how the function was found. */
  readonly note?: string;
}

/** Returns the target for `--function`. Its Region is the given one, that of the ARN, or that of the row. */
export function namedFunction(
  functionName: string,
  region: string | undefined,
  deployment: DeploymentName,
): FunctionTarget {
  const [, inArn] = /^arn:[^:]+:lambda:([^:]+):/.exec(functionName) ?? [];
  return { functionName, region: region ?? inArn ?? DEPLOYMENTS[deployment].region };
}
