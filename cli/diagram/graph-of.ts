import type { Assembly } from '../../domain/template/assembly';
import { endpointEdges } from './edges/endpoint-edges';
import { identityEdges } from './edges/identity-edges';
import { interfaceEdges } from './edges/interface-edges';
import { propertyEdges } from './edges/property-edges';
import { queueEdges } from './edges/queue-edges';
import { trusts } from './edges/trust-edges';
import { BEDROCK_API, EXTERNALS } from './external';
import type { Graph, GraphEdge, GraphNode } from './graph';
import { notesOf } from './notes';
import { Scene } from './scene';
import { vpcOf } from './vpc';

/** Returns the graph of an assembly, only from its templates: the same templates make the same graph, to the byte. */
export function graphOf(assembly: Assembly): Graph {
  const scene = new Scene(assembly);
  const trusted = trusts(scene);
  const interfaces = interfaceEdges(scene);
  const edges = merged([
    ...trusted.map(({ edge }) => edge),
    ...interfaces.map(({ edge }) => edge),
    ...identityEdges(scene),
    ...endpointEdges(scene),
    ...queueEdges(scene),
    ...propertyEdges(scene),
  ]);
  const nodes = [
    ...scene.nodes(),
    ...interfaces.map(({ node }) => node),
    ...scene.existingEndpoints.map(({ node }) => node).filter(({ id }) => edges.some(({ to }) => to === id)),
    ...outside(
      edges,
      trusted.map(({ node }) => node),
    ),
  ];
  return {
    deployment: assembly.stacks[0]?.id.split('/')[0] ?? '',
    ...vpcOf(scene, assembly),
    nodes,
    edges,
    notes: notesOf(scene, nodes, edges),
  };
}

/** Returns the nodes outside the templates that have an arrow. */
function outside(edges: readonly GraphEdge[], principals: readonly GraphNode[]): GraphNode[] {
  const known = [
    ...principals,
    ...[BEDROCK_API, ...EXTERNALS].map(({ id, label }) => ({ id, label, kind: 'external' as const })),
  ];
  const byId = new Map(known.map((node) => [node.id, node]));
  return [...byId.values()].filter(({ id }) => edges.some(({ from, to }) => from === id || to === id));
}

/** One edge for all of a kind between two nodes, with their labels. */
function merged(edges: readonly GraphEdge[]): GraphEdge[] {
  const byEnds = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const key = [edge.from, edge.to, edge.kind].join('\n');
    const known = byEnds.get(key);
    const labels = new Set([...(known?.label.split(' · ') ?? []), edge.label]);
    const through = [...new Set([...(known?.through ?? []), ...(edge.through ?? [])])];
    byEnds.set(key, { ...edge, label: [...labels].join(' · '), ...(through.length > 0 && { through }) });
  }
  return [...byEnds.values()];
}
