import {
  type BedrockClient,
  ListTagsForResourceCommand,
  paginateListCustomModelDeployments,
  paginateListCustomModels,
  paginateListModelCustomizationJobs,
  paginateListProvisionedModelThroughputs,
} from '@aws-sdk/client-bedrock';
import { DEPLOYMENT_TAG } from '../../../domain/deployment/names/tags';
import { listFromAws } from '../../aws/call-aws';
import type { BillableResource } from './billable-resource';

export interface Found {
  /** Resources with the tag of the deployment. */
  readonly ours: readonly BillableResource[];
  /** Number of resources with another tag or none: they are never removed. */
  readonly others: number;
  /** Resources whose tags cannot be read: they are not removed either. */
  readonly unknown: readonly BillableResource[];
}

/**
 * Lists the billable resources of the account and Region, by owner.
 *
 * @throws OperatorError when they cannot be listed
 */
export async function findBillableResources(client: BedrockClient, deployment: string): Promise<Found> {
  const ours: BillableResource[] = [];
  const unknown: BillableResource[] = [];
  let others = 0;
  const listed = await Promise.all([jobs(client), throughputs(client), deployments(client), models(client)]);
  // One at a time: there are few resources, and AWS throttles the API for tags early.
  for (const resource of listed.flat()) {
    const owner = await ownerOf(client, resource);
    if (owner === UNKNOWN) unknown.push(resource);
    else if (owner === deployment) ours.push(resource);
    else others += 1;
  }
  return { ours, others, unknown };
}

const jobs = (client: BedrockClient) =>
  listFromAws(
    'bedrock:ListModelCustomizationJobs',
    paginateListModelCustomizationJobs({ client }, { statusEquals: 'InProgress' }),
    ({ modelCustomizationJobSummaries: page }) =>
      page?.map(({ jobArn = '', jobName = '' }): BillableResource => ({ kind: 'job', arn: jobArn, name: jobName })),
  );

const throughputs = (client: BedrockClient) =>
  listFromAws(
    'bedrock:ListProvisionedModelThroughputs',
    paginateListProvisionedModelThroughputs({ client }, {}),
    ({ provisionedModelSummaries: page }) =>
      page?.map(
        ({
          provisionedModelArn: arn = '',
          provisionedModelName: name = '',
          commitmentExpirationTime: committedUntil,
        }): BillableResource => ({ kind: 'throughput', arn, name, ...(committedUntil && { committedUntil }) }),
      ),
  );

const deployments = (client: BedrockClient) =>
  listFromAws(
    'bedrock:ListCustomModelDeployments',
    paginateListCustomModelDeployments({ client }, {}),
    ({ modelDeploymentSummaries: page }) =>
      page?.map(
        ({ customModelDeploymentArn: arn = '', customModelDeploymentName: name = '' }): BillableResource => ({
          kind: 'deployment',
          arn,
          name,
        }),
      ),
  );

const models = (client: BedrockClient) =>
  listFromAws(
    'bedrock:ListCustomModels',
    paginateListCustomModels({ client }, { isOwned: true }),
    ({ modelSummaries: page }) =>
      page?.map(({ modelArn: arn = '', modelName: name = '' }): BillableResource => ({ kind: 'model', arn, name })),
  );

const UNKNOWN = Symbol('unknown owner');

async function ownerOf(client: BedrockClient, { arn }: BillableResource): Promise<string | undefined | typeof UNKNOWN> {
  try {
    const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceARN: arn }));
    return tags.find(({ key }) => key === DEPLOYMENT_TAG)?.value;
  } catch {
    return UNKNOWN;
  }
}
