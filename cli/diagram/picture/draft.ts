import type { Graph, GraphEdge, GraphNode } from '../graph';
import type { Picture, PictureNode } from './picture';

/** Makes a drawing of some nodes and edges of the graph. The key is not a node, but a sign on what it encrypts. */
export function pictureOf(
  graph: Graph,
  titles: Pick<Picture, 'name' | 'heading' | 'description'>,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): Picture {
  const encrypted = new Set(graph.edges.filter(({ kind }) => kind === 'encrypt').map(({ from }) => from));
  const drawn = nodes.map((node) => pictureNode(node, encrypted.has(node.id)));
  return {
    ...titles,
    ...(drawn.some(({ place }) => place) && graph.vpc && { vpc: vpcTitles(graph.vpc) }),
    nodes: drawn,
    edges: edges.map(({ from, to, label, kind }) => ({ from, to, label, kind })),
    hasKeySign: drawn.some(({ isEncrypted }) => isEncrypted),
  };
}

function pictureNode({ id, label, kind, place }: GraphNode, isEncrypted: boolean): PictureNode {
  const [title = '', ...lines] = label.split('\n');
  return { id, title, lines, kind, ...(place && { place }), isEncrypted };
}

export function vpcTitles({ name, subnetCount, isIsolated }: NonNullable<Graph['vpc']>) {
  return {
    title: `${isIsolated ? 'Isolated VPC' : 'VPC'} ${name}`,
    subnets: `${subnetCount} ${subnetCount === 1 ? 'subnet' : 'subnets'}${isIsolated ? ', no route to the internet' : ''}`,
  };
}
