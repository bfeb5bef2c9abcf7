import { setTimeout as pause } from 'node:timers/promises';
import {
  type BedrockClient,
  DeleteCustomModelCommand,
  DeleteCustomModelDeploymentCommand,
  DeleteProvisionedModelThroughputCommand,
  GetCustomModelDeploymentCommand,
  StopModelCustomizationJobCommand,
} from '@aws-sdk/client-bedrock';
import { awsFailure } from '../../aws/aws-failure';
import { type BillableResource, KINDS, type Kind, REMOVAL_ORDER } from './billable-resource';

/** Resource that is still there, with the reason. */
export interface Remaining {
  readonly resource: BillableResource;
  readonly reason: string;
  readonly remedy: string;
}

export interface RemovalSettings {
  /** Receives the name of the resource that is being removed. */
  readonly note: (line: string) => void;
  /** Milliseconds between two checks of a deployment that is being deleted. */
  readonly interval: number;
  readonly now: Date;
}

/** Checks of a deployment before its model is tried in any case. */
const MAX_CHECKS = 60;

/** Removes the resources in the order that AWS requires. A failure does not keep it from trying the others. */
export async function removeBillableResources(
  client: BedrockClient,
  resources: readonly BillableResource[],
  settings: RemovalSettings,
): Promise<readonly Remaining[]> {
  const remaining: Remaining[] = [];
  for (const kind of REMOVAL_ORDER) {
    for (const resource of resources.filter((one) => one.kind === kind)) {
      settings.note(`${KINDS[kind].label} ${resource.name}`);
      const failure = await tryToRemove(client, resource, settings);
      if (failure) remaining.push({ resource, ...failure });
    }
  }
  return remaining;
}

async function tryToRemove(
  client: BedrockClient,
  { kind, arn, committedUntil }: BillableResource,
  { interval, now }: RemovalSettings,
): Promise<Omit<Remaining, 'resource'> | undefined> {
  if (committedUntil && committedUntil > now) {
    const day = committedUntil.toISOString().slice(0, 10);
    return {
      reason: `its commitment ends on ${day}`,
      remedy: `Run this command again after ${day}: AWS does not delete it earlier.`,
    };
  }
  try {
    await REMOVE[kind](client, arn, interval);
    return undefined;
  } catch (error) {
    const failure = awsFailure(error);
    // It is gone already.
    if (failure.kind === 'not-found') return undefined;
    const isConflict = failure.name === 'ConflictException';
    return {
      reason: `${failure.message} (${failure.name})`,
      remedy: isConflict ? 'Run this command again in a few minutes.' : failure.remedy,
    };
  }
}

const REMOVE: Readonly<Record<Kind, (client: BedrockClient, arn: string, interval: number) => Promise<unknown>>> = {
  job: (client, jobIdentifier) => client.send(new StopModelCustomizationJobCommand({ jobIdentifier })),
  throughput: (client, provisionedModelId) =>
    client.send(new DeleteProvisionedModelThroughputCommand({ provisionedModelId })),
  deployment: async (client, customModelDeploymentIdentifier, interval) => {
    await client.send(new DeleteCustomModelDeploymentCommand({ customModelDeploymentIdentifier }));
    // Ends when the API no longer finds it.
    for (let check = 0; check < MAX_CHECKS; check++) {
      await client.send(new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier }));
      await pause(interval);
    }
  },
  model: (client, modelIdentifier) => client.send(new DeleteCustomModelCommand({ modelIdentifier })),
};
