import { changeOf, exportsOf, importsOf, type StackPair, withdrawnExports } from './stack-pair';

/** One deployment or deletion of a stack. A bridge is an update that still has the old resources and exports. */
export interface Step {
  readonly kind: 'deploy' | 'bridge' | 'delete';
  readonly pair: StackPair;
  /** Reasons why the step is at its place, one sentence each. */
  readonly reasons: readonly string[];
}

/** Reason why a change cannot be made. */
export interface Obstacle {
  readonly text: string;
  readonly remedy: string;
}

/** Exports of the Region before the change, and who imports them. */
export interface ExportUse {
  readonly exists: (name: string) => boolean;
  readonly importers: (name: string) => readonly string[];
}

export interface Order {
  readonly steps: readonly Step[];
  readonly obstacles: readonly Obstacle[];
}

interface Node {
  readonly pair: StackPair;
  /** Stacks whose new exports this one imports. */
  readonly needs: Set<Node>;
  /** Stacks that import an export which this one withdraws. */
  readonly waitsFor: Set<Node>;
}

/**
 * Orders the changes of stacks so that CloudFormation accepts each: a stack stops importing before the export is removed,
 * and starts importing after it exists. Where both orders are needed at once, the exporting stack is deployed twice: first
 * with old and new resources side by side (a bridge), at last without the old ones.
 */
export function order(pairs: readonly StackPair[], use: ExportUse): Order {
  const nodes = pairs
    .filter((pair) => changeOf(pair) !== 'same')
    .map((pair): Node => ({ pair, needs: new Set(), waitsFor: new Set() }));
  const obstacles = nodes.flatMap((node) => link(node, nodes, use));
  if (obstacles.length > 0) return { steps: [], obstacles };
  return sorted(nodes);
}

/** Connects a stack with those that it waits for. Returns the reasons why it never can change. */
function link(node: Node, nodes: readonly Node[], use: ExportUse): readonly Obstacle[] {
  const named = (name: string) => nodes.find(({ pair }) => pair.name === name);
  const owner = (name: string) => nodes.find(({ pair }) => exportsOf(pair.planned?.template ?? NOTHING).has(name));
  for (const name of importsOf(node.pair.planned?.template)) {
    const from = owner(name);
    if (from && from !== node && !use.exists(name)) node.needs.add(from);
  }
  const { removed, changed } = withdrawnExports(node.pair);
  return [...removed, ...changed].flatMap((name) =>
    use.importers(name).flatMap((importer) => {
      const user = named(importer);
      const stillImports = user?.pair.planned && importsOf(user.pair.planned.template).has(name);
      if (!user || stillImports) return [obstacle(node.pair.name, name, importer, removed.includes(name))];
      node.waitsFor.add(user);
      return [];
    }),
  );
}

const NOTHING = { Resources: {} };

const obstacle = (stack: string, name: string, importer: string, isRemoved: boolean): Obstacle => ({
  text: `${stack} ${isRemoved ? 'removes' : 'changes'} the export ${name}, which ${importer} imports.`,
  remedy: `CloudFormation refuses this. Change ${importer} first so that it no longer imports the value, then plan again.`,
});

function sorted(nodes: readonly Node[]): Order {
  const waiting = new Set([...nodes].sort((one, other) => one.pair.rank - other.pair.rank));
  const bridged = new Set<Node>();
  const steps: Step[] = [];
  const done = (others: Set<Node>, orBridged = false) =>
    [...others].every((other) => !waiting.has(other) || (orBridged && bridged.has(other)));
  while (waiting.size > 0) {
    const ready = [...waiting].find((node) => done(node.needs, true) && done(node.waitsFor));
    if (ready) {
      waiting.delete(ready);
      const kind = ready.pair.planned ? 'deploy' : 'delete';
      steps.push({ kind, pair: ready.pair, reasons: reasonsOf(ready) });
      continue;
    }
    const bridge = [...waiting].find(
      (node) => !bridged.has(node) && node.pair.planned && node.pair.deployed && done(node.needs, true),
    );
    if (!bridge) return { steps: [], obstacles: [deadlock([...waiting])] };
    bridged.add(bridge);
    const users = [...bridge.waitsFor].filter((node) => waiting.has(node)).map(({ pair }) => pair.name);
    steps.push({
      kind: 'bridge',
      pair: bridge.pair,
      reasons: [`${bridge.pair.name} has old and new resources until ${listed(users)} use the new ones.`],
    });
  }
  return { steps, obstacles: [] };
}

/** A deleted user needs no explanation: it is gone. */
function reasonsOf({ pair, waitsFor }: Node): readonly string[] {
  const users = [...waitsFor].filter((user) => user.pair.planned).map((user) => user.pair.name);
  return users.length > 0 ? [`${pair.name} removes exports that ${listed(users)} no longer import.`] : [];
}

const listed = (names: readonly string[]) => new Intl.ListFormat('en').format(names);

const deadlock = (nodes: readonly Node[]): Obstacle => ({
  text: `No order exists for ${nodes.map(({ pair }) => pair.name).join(', ')}: each waits for another.`,
  remedy: 'Make the change in two: first the part that adds resources, then the part that removes the old ones.',
});
