import {
  type BedrockClient,
  ListTagsForResourceCommand,
  paginateListCustomModelDeployments,
  paginateListCustomModels,
  paginateListModelCustomizationJobs,
  paginateListProvisionedModelThroughputs,
} from '@aws-sdk/client-bedrock';
import { DEPLOYMENT_TAG } from '../../../domain/deployment/names';
import { operatorErrorOf } from '../../aws/aws-failure';
import type { Costly } from './costly';

export interface Found {
  /** Tagged as of the deployment. */
  readonly ours: readonly Costly[];
  /** What others made: it is counted, and never touched. */
  readonly others: number;
  /** Whose tags could not be read: it may be ours, and is not touched either. */
  readonly unknown: readonly Costly[];
}

/**
 * Everything of its kinds in the account and Region, by whose it is.
 *
 * @throws OperatorError when it cannot be listed
 */
export async function findCostly(client: BedrockClient, deployment: string): Promise<Found> {
  const ours: Costly[] = [];
  const unknown: Costly[] = [];
  let others = 0;
  // One after the other: there are few, and the API of tags is throttled early.
  for (const costly of await listed(client)) {
    const owner = await ownerOf(client, costly);
    if (owner === UNKNOWN) unknown.push(costly);
    else if (owner === deployment) ours.push(costly);
    else others += 1;
  }
  return { ours, others, unknown };
}

async function listed(client: BedrockClient): Promise<readonly Costly[]> {
  try {
    return (await Promise.all([jobs(client), throughputs(client), deployments(client), models(client)])).flat();
  } catch (error) {
    const refusal = operatorErrorOf(error, 'What costs money could not be listed');
    throw refusal;
  }
}

async function jobs(client: BedrockClient): Promise<Costly[]> {
  const found: Costly[] = [];
  for await (const { modelCustomizationJobSummaries: page = [] } of paginateListModelCustomizationJobs(
    { client },
    { statusEquals: 'InProgress' },
  )) {
    for (const { jobArn = '', jobName = '' } of page) found.push({ kind: 'job', arn: jobArn, name: jobName });
  }
  return found;
}

async function throughputs(client: BedrockClient): Promise<Costly[]> {
  const found: Costly[] = [];
  for await (const { provisionedModelSummaries: page = [] } of paginateListProvisionedModelThroughputs(
    { client },
    {},
  )) {
    for (const { provisionedModelArn: arn = '', provisionedModelName: name = '', ...summary } of page) {
      const { commitmentExpirationTime: committedUntil } = summary;
      found.push({ kind: 'throughput', arn, name, ...(committedUntil && { committedUntil }) });
    }
  }
  return found;
}

async function deployments(client: BedrockClient): Promise<Costly[]> {
  const found: Costly[] = [];
  for await (const { modelDeploymentSummaries: page = [] } of paginateListCustomModelDeployments({ client }, {})) {
    for (const { customModelDeploymentArn: arn = '', customModelDeploymentName: name = '' } of page) {
      found.push({ kind: 'deployment', arn, name });
    }
  }
  return found;
}

async function models(client: BedrockClient): Promise<Costly[]> {
  const found: Costly[] = [];
  for await (const { modelSummaries: page = [] } of paginateListCustomModels({ client }, { isOwned: true })) {
    for (const { modelArn: arn = '', modelName: name = '' } of page) found.push({ kind: 'model', arn, name });
  }
  return found;
}

const UNKNOWN = Symbol('whose it is cannot be read');

async function ownerOf(client: BedrockClient, { arn }: Costly): Promise<string | undefined | typeof UNKNOWN> {
  try {
    const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceARN: arn }));
    return tags.find(({ key }) => key === DEPLOYMENT_TAG)?.value;
  } catch {
    return UNKNOWN;
  }
}
