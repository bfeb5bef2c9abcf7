import type { Graph, GraphEdge, GraphNode } from './graph';

/**
 * The same graph with fewer lines:
 * - uses of a key are left to a note;
 * - nodes of a stack that nobody calls, and that lead alike to the same place, become one node with a line for each;
 * - arrows that lead alike to every node of a stack become one, to the stack.
 */
export function folded({ nodes, edges }: Graph): Pick<Graph, 'nodes' | 'edges'> {
  const drawn = edges.filter(({ kind }) => kind !== 'key');
  const twins = twinsOf(nodes, drawn);
  const left = nodes.filter(({ id }) => !twins.has(id)).map((node) => withTwins(node, nodes, twins));
  const leftEdges = drawn.filter(({ from }) => !twins.has(from));
  return { nodes: left, edges: distinct(leftEdges.map((edge) => toStack(edge, leftEdges, left))) };
}

/** Of each node that is folded, the one that stands for it. */
function twinsOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, string> {
  const firsts = new Map<string, string>();
  const twins = new Map<string, string>();
  for (const { id, kind, stack, inVpc } of nodes) {
    const leads = edges.filter(({ from }) => from === id).map(({ to, label, kind: of }) => ({ to, label, of }));
    if (stack === undefined || leads.length === 0 || edges.some(({ to }) => to === id)) continue;
    const alike = JSON.stringify({ kind, stack, inVpc, leads });
    const first = firsts.get(alike);
    if (first === undefined) firsts.set(alike, id);
    else twins.set(id, first);
  }
  return twins;
}

function withTwins(node: GraphNode, nodes: readonly GraphNode[], twins: ReadonlyMap<string, string>): GraphNode {
  const labels = nodes.filter(({ id }) => twins.get(id) === node.id).map(({ label }) => label);
  return { ...node, label: [node.label, ...labels].join('\n') };
}

function toStack(edge: GraphEdge, edges: readonly GraphEdge[], nodes: readonly GraphNode[]): GraphEdge {
  const stack = nodes.find(({ id }) => id === edge.to)?.stack;
  if (stack === undefined) return edge;
  const whole = nodes.filter((node) => node.stack === stack);
  const isWhole = whole.every(({ id }) => edges.some((other) => sameEdge({ ...edge, to: id }, other)));
  return whole.length > 1 && isWhole ? { ...edge, to: stack } : edge;
}

const distinct = (edges: readonly GraphEdge[]) =>
  edges.filter((edge, at) => edges.findIndex((other) => sameEdge(edge, other)) === at);

const sameEdge = (a: GraphEdge, b: GraphEdge) =>
  a.from === b.from && a.to === b.to && a.label === b.label && a.kind === b.kind;
