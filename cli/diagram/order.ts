import type { Graph, GraphEdge, GraphNode } from './graph';

/**
 * The order in which a picture has the fewest crossings: who calls comes before who is called, and within a stack who
 * is called before who is not. Mermaid lays out what it reads first, first.
 */
export function ordered({ nodes, edges }: Pick<Graph, 'nodes' | 'edges'>): Pick<Graph, 'nodes' | 'edges'> {
  const depths = new Map(nodes.map(({ id }) => [id, depthOf(id, edges, new Set())]));
  const stackDepth = ({ stack }: GraphNode) =>
    Math.max(...nodes.filter((node) => node.stack === stack).map(({ id }) => depths.get(id) ?? 0));
  const isCalled = ({ id }: GraphNode) => (edges.some(({ to }) => to === id) ? 0 : 1);
  const inOrder = [...nodes].sort((a, b) => stackDepth(a) - stackDepth(b) || isCalled(a) - isCalled(b));
  const place = new Map(inOrder.map(({ id }, at) => [id, at]));
  const from = (edge: GraphEdge) => place.get(edge.from) ?? 0;
  return { nodes: inOrder, edges: [...edges].sort((a, b) => from(a) - from(b)) };
}

/** The longest way to a node; a way back to where it has been ends it. */
function depthOf(id: string, edges: readonly GraphEdge[], seen: ReadonlySet<string>): number {
  const callers = edges.filter(({ from, to }) => to === id && !seen.has(from)).map(({ from }) => from);
  return callers.reduce((depth, from) => Math.max(depth, 1 + depthOf(from, edges, new Set([...seen, id]))), 0);
}
