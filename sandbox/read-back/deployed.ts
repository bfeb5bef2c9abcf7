import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { AssemblyStack } from '../../domain/template/assembly';
import { isKept } from '../../domain/template/create-only';
import type { Clients } from '../clients';
import type { Found } from './reader';
import { READERS } from './readers';

/** Resource of a template, and its deployed counterpart if any. */
export interface DeployedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** True if it stays when its stack is deleted: its DeletionPolicy is `Retain`. */
  readonly kept?: boolean;
  /** Absent if it was not made. */
  readonly physicalId?: string;
  /** Absent if it was not read. */
  readonly found?: Found;
}

/** Physical id that stand_in.py gives to a resource that moto does not support. */
const NOT_MADE = 'not-made';

/** Reads the deployed resources of these stacks: their ids from CloudFormation, their properties from each service. */
export async function readDeployed(stacks: readonly AssemblyStack[], clients: Clients): Promise<DeployedResource[]> {
  return (await Promise.all(stacks.map((stack) => readStack(stack, clients)))).flat();
}

async function readStack({ stackName, template }: AssemblyStack, clients: Clients): Promise<DeployedResource[]> {
  const { StackResources = [] } = await clients.cloudformation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  const physicalIds = new Map(StackResources.map((made) => [made.LogicalResourceId, made.PhysicalResourceId]));
  return Promise.all(
    Object.entries(template.Resources).map(async ([logicalId, defined]) => {
      const { Type: type } = defined;
      const physicalId = physicalIds.get(logicalId);
      const resource = { stack: stackName, logicalId, type, kept: isKept(defined) };
      if (!physicalId || physicalId === NOT_MADE) return resource;
      const found = await READERS[type]?.(physicalId, clients);
      return { ...resource, physicalId, ...(found && { found }) };
    }),
  );
}
