import { DEPLOYMENTS } from '../../lib/config/deployments';

export type DeploymentName = keyof typeof DEPLOYMENTS;

/** The function that is asked. */
export interface Target {
  readonly functionName: string;
  readonly region: string;
  /** The model that answers when none is named, as far as it is known. */
  readonly defaultModel?: string | undefined;
  /** What the person who asks should know of how it was found. */
  readonly note?: string;
}

/** A function that is named. Its Region: the one that is given, that of its ARN, that of the row. */
export function namedFunction(functionName: string, region: string | undefined, deployment: DeploymentName): Target {
  const [, inArn] = /^arn:[^:]+:lambda:([^:]+):/.exec(functionName) ?? [];
  return { functionName, region: region ?? inArn ?? DEPLOYMENTS[deployment].region };
}
