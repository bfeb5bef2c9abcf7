import { isEmptyStatus } from '../../domain/deployment/stack-status';
import { holdsData, isKept, isSameName } from '../../domain/template/create-only';
import { refusalsIn } from '../../domain/template/refusals';
import type { TemplateResource } from '../../domain/template/template';
import type { DeploymentCommands } from '../app/deployment-commands';
import { type ExportUse, type Obstacle, order, type Step } from './order';
import {
  changeOf,
  type DeployedStack,
  type PlannedStack,
  pairStacks,
  replacements,
  type StackPair,
  withdrawnExports,
} from './stack-pair';

/** Resource with data that a plan deletes, keeps without a stack, or replaces. */
export interface DataChange {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly fate: 'deleted' | 'kept' | 'replaced';
}

export interface Plan {
  /** Names of the deployed stacks that the assembly no longer has. */
  readonly forgotten: readonly string[];
  readonly steps: readonly Step[];
  readonly data: readonly DataChange[];
  readonly obstacles: readonly Obstacle[];
}

/** Reader of the account, as far as a plan needs it. */
export interface Account {
  readonly exports: () => Promise<ReadonlySet<string>>;
  readonly importers: (name: string) => Promise<readonly string[]>;
  readonly physicalIds: (stack: string) => Promise<ReadonlyMap<string, string>>;
}

/**
 * Plans the change from the deployed stacks to those of an assembly.
 *
 * @param commands of the app, for remedies
 * @throws OperatorError if AWS cannot be asked
 */
export async function planChange(
  deployed: readonly DeployedStack[],
  planned: readonly PlannedStack[],
  account: Account,
  commands: DeploymentCommands,
): Promise<Plan> {
  const pairs = pairStacks(deployed, planned);
  const { steps, obstacles } = order(pairs, await exportUse(pairs, account));
  const data = (await Promise.all(pairs.map((pair) => dataChanges(pair, account)))).flat();
  const all = [
    ...pairs.flatMap((pair) => unfinished(pair, commands)),
    ...pairs.flatMap((pair) => refused(pair, commands)),
    ...pairs.flatMap(sameName),
    ...obstacles,
  ];
  return {
    forgotten: pairs.flatMap((pair) => (pair.planned ? [] : pair.name)),
    steps: all.length > 0 ? [] : steps,
    data,
    obstacles: all,
  };
}

/** Asks only about exports that the change withdraws: one call each. */
async function exportUse(pairs: readonly StackPair[], account: Account): Promise<ExportUse> {
  const withdrawn = pairs.map(withdrawnExports).flatMap(({ removed, changed }) => [...removed, ...changed]);
  const exists = await account.exports();
  const importers = new Map(
    await Promise.all(withdrawn.map(async (name) => [name, await account.importers(name)] as const)),
  );
  return { exists: (name) => exists.has(name), importers: (name) => importers.get(name) ?? [] };
}

async function dataChanges(pair: StackPair, account: Account): Promise<readonly DataChange[]> {
  if (!pair.deployed || changeOf(pair) === 'same') return [];
  const replaced = replacements(pair);
  const lost = Object.entries(pair.deployed.template.Resources).filter(
    ([id, resource]) => holdsData(resource) && (!pair.planned?.template.Resources[id] || replaced.has(id)),
  );
  if (lost.length === 0) return [];
  const ids = await account.physicalIds(pair.name);
  return lost.map(([logicalId, resource]) => ({
    stack: pair.name,
    logicalId,
    type: resource.Type,
    physicalId: ids.get(logicalId) ?? logicalId,
    fate: fateOf(resource, replaced.has(logicalId)),
  }));
}

function fateOf(resource: TemplateResource, isReplaced: boolean): DataChange['fate'] {
  if (isReplaced) return 'replaced';
  return isKept(resource) ? 'kept' : 'deleted';
}

/** Finds stacks that CloudFormation does not change now. It deletes a stack in every status but those in progress. */
function unfinished({ name, deployed, planned }: StackPair, commands: DeploymentCommands): readonly Obstacle[] {
  const { status = '' } = deployed ?? {};
  const text = `${name} is in ${status}.`;
  if (status.endsWith('_IN_PROGRESS') && !isEmptyStatus(status)) {
    return [{ text, remedy: 'Wait until CloudFormation has finished, then plan again.' }];
  }
  if (!planned) return [];
  if (ROLLED_BACK_BY_CDK.includes(status)) {
    return [{ text, remedy: `Run \`${commands.cdk(`rollback ${planned.id}`)}\`, then plan again.` }];
  }
  if (status === 'DELETE_FAILED') {
    const remedy = `Read its last events in the CloudFormation console and remove what they name. Run \`${commands.cdk(`destroy ${planned.id} --exclusively`)}\`, then plan again.`;
    return [{ text, remedy }];
  }
  if (status === 'IMPORT_ROLLBACK_FAILED') {
    return [{ text, remedy: 'Finish the rollback of the import in the CloudFormation console, then plan again.' }];
  }
  return [];
}

const ROLLED_BACK_BY_CDK = ['CREATE_FAILED', 'UPDATE_FAILED', 'UPDATE_ROLLBACK_FAILED'];

/** Finds stacks that a rule of their own template refuses. A removal is no update, so that no rule prevents it. */
function refused(pair: StackPair, commands: DeploymentCommands): readonly Obstacle[] {
  if (!pair.planned || changeOf(pair) === 'same') return [];
  return refusalsIn(pair.planned.template).map((reason) => ({
    text: `CloudFormation refuses ${pair.name}. ${reason}`,
    remedy: `Change the row, then plan again. To remove the deployment: \`${commands.own('plan', '--remove')}\`.`,
  }));
}

/** Finds replacements under the same name: the new resource cannot exist beside the old one. */
function sameName(pair: StackPair): readonly Obstacle[] {
  return [...replacements(pair)].flatMap(([id, properties]) => {
    const before = pair.deployed?.template.Resources[id];
    const after = pair.planned?.template.Resources[id];
    if (!before || !after || !isSameName(before, after)) return [];
    const copy = holdsData(before) ? ', copy the data,' : '';
    return [
      {
        text: `${pair.name} replaces ${id} (${before.Type}), because ${properties.join(', ')} cannot change in place, and the new one has the same name.`,
        remedy: `Undo this change of the row, or make the change in a new row${copy} and remove the old row.`,
      },
    ];
  });
}
