import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { AssemblyStack } from '../../domain/template/assembly';
import type { Clients } from '../clients';
import type { Found } from './reader';
import { READERS } from './readers';

/** One resource of a template and what came of it. */
export interface DeployedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Stays when its stack is deleted: its DeletionPolicy is `Retain`. */
  readonly kept?: boolean;
  /** Absent: it was not made. */
  readonly physicalId?: string;
  /** Absent: it was not read back. */
  readonly found?: Found;
}

/** What stand_in.py names a resource of a type that moto does not know. */
const NOT_MADE = 'not-made';

/** What was really made of these stacks, asked of CloudFormation and then of each service. */
export async function readDeployed(stacks: readonly AssemblyStack[], clients: Clients): Promise<DeployedResource[]> {
  return (await Promise.all(stacks.map((stack) => readStack(stack, clients)))).flat();
}

async function readStack({ stackName, template }: AssemblyStack, clients: Clients): Promise<DeployedResource[]> {
  const { StackResources = [] } = await clients.cloudformation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  const physicalIds = new Map(StackResources.map((made) => [made.LogicalResourceId, made.PhysicalResourceId]));
  return Promise.all(
    Object.entries(template.Resources).map(async ([logicalId, { Type: type, DeletionPolicy }]) => {
      const physicalId = physicalIds.get(logicalId);
      const resource = { stack: stackName, logicalId, type, kept: DeletionPolicy === 'Retain' };
      if (!physicalId || physicalId === NOT_MADE) return resource;
      const found = await READERS[type]?.(physicalId, clients);
      return { ...resource, physicalId, ...(found && { found }) };
    }),
  );
}
