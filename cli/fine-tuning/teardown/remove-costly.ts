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
import { type Costly, KINDS, type Kind, ORDER } from './costly';

/** What is still there, and why. */
export interface Left {
  readonly costly: Costly;
  readonly what: string;
  readonly remedy: string;
}

export interface Pace {
  /** Told what is being done. */
  readonly note: (line: string) => void;
  /** Milliseconds between two looks at a deployment that is being deleted. */
  readonly wait: number;
  readonly now: Date;
}

/** Looks at a deployment before its model is tried anyway. */
const LOOKS = 60;

/** Removes all of them, in the order in which they can go. One that does not go is in nobody's way but its model's. */
export async function removeCostly(
  client: BedrockClient,
  all: readonly Costly[],
  pace: Pace,
): Promise<readonly Left[]> {
  const left: Left[] = [];
  for (const kind of ORDER) {
    for (const costly of all.filter((one) => one.kind === kind)) {
      pace.note(`${KINDS[kind].words} ${costly.name}`);
      const reason = await tried(client, costly, pace);
      if (reason) left.push({ costly, ...reason });
    }
  }
  return left;
}

async function tried(client: BedrockClient, costly: Costly, pace: Pace): Promise<Omit<Left, 'costly'> | undefined> {
  const { committedUntil } = costly;
  if (committedUntil && committedUntil > pace.now) {
    const day = committedUntil.toISOString().slice(0, 10);
    return { what: `its term ends on ${day}`, remedy: `Run this again after ${day}: AWS deletes it no sooner.` };
  }
  try {
    await REMOVE[costly.kind](client, costly.arn, pace.wait);
    return undefined;
  } catch (error) {
    const { kind, name, what, remedy } = awsFailure(error);
    // Somebody else was quicker.
    if (kind === 'not-found') return undefined;
    const isConflict = name === 'ConflictException';
    return { what: `${what} (${name})`, remedy: isConflict ? 'Run this again in some minutes.' : remedy };
  }
}

const REMOVE: Readonly<Record<Kind, (client: BedrockClient, arn: string, wait: number) => Promise<unknown>>> = {
  job: (client, jobIdentifier) => client.send(new StopModelCustomizationJobCommand({ jobIdentifier })),
  throughput: (client, provisionedModelId) =>
    client.send(new DeleteProvisionedModelThroughputCommand({ provisionedModelId })),
  deployment: async (client, customModelDeploymentIdentifier, wait) => {
    await client.send(new DeleteCustomModelDeploymentCommand({ customModelDeploymentIdentifier }));
    // Until it is gone, which the API says by not finding it.
    for (let look = 0; look < LOOKS; look++) {
      await client.send(new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier }));
      await pause(wait);
    }
  },
  model: (client, modelIdentifier) => client.send(new DeleteCustomModelCommand({ modelIdentifier })),
};
