import { folded } from './fold';
import type { Graph, GraphEdge, GraphNode } from './graph';
import type { NodeKind } from './node-kinds';
import { ordered } from './order';

const SHAPES: Readonly<Record<NodeKind, readonly [open: string, close: string]>> = {
  bucket: ['[(', ')]'],
  endpoint: ['[', ']'],
  external: ['([', '])'],
  'flow log': ['[', ']'],
  function: ['[', ']'],
  guardrail: ['[[', ']]'],
  key: ['{{', '}}'],
  'log group': ['[/', '/]'],
  person: ['([', '])'],
  role: ['(', ')'],
  rule: ['[', ']'],
  workflow: ['[/', '\\]'],
};

const ARROWS: Readonly<Record<GraphEdge['kind'], string>> = { call: '-->', encrypt: '-.->', log: '-.->', key: '' };

/** The graph as a Mermaid flowchart: a subgraph for each stack, arrows between. */
export function mermaid(graph: Graph): string {
  const { nodes, edges } = ordered(folded(graph));
  const stacks = [...new Set(nodes.flatMap(({ stack }) => stack ?? []))];
  const inVpc = nodes.filter((node) => node.inVpc).map(({ id }) => id);
  return [
    'flowchart LR',
    ...nodes.filter(({ stack }) => stack === undefined).map((node) => `  ${shape(node)}`),
    ...stacks.flatMap((stack) => [
      `  subgraph ${stack}`,
      ...nodes.filter((node) => node.stack === stack).map((node) => `    ${shape(node)}`),
      '  end',
    ]),
    ...edges.map(({ from, to, label, kind }) => `  ${from} ${ARROWS[kind]}|"${text(label)}"| ${to}`),
    ...(inVpc.length > 0 ? ['  classDef vpc stroke-width:3px', `  class ${inVpc.join(',')} vpc`] : []),
  ].join('\n');
}

const shape = ({ id, label, kind }: GraphNode) => `${id}${SHAPES[kind][0]}"${text(label)}"${SHAPES[kind][1]}`;

/** Mermaid reads entities as `#quot;`. */
const text = (label: string) => label.replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('\n', '<br/>');
