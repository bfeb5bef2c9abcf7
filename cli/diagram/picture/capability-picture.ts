import type { Graph, GraphEdge, GraphNode } from '../graph';
import { pictureOf } from './draft';
import type { Picture } from './picture';

/** Draws one stack: its own nodes, their callers, and everything that they call. */
export function capabilityPicture(graph: Graph, stack: string, name: string): Picture {
  const heading = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const own = new Set(graph.nodes.filter((node) => node.stack === stack).map(({ id }) => id));
  const drawn = graph.edges.filter(({ kind, label }) => kind === 'call' || (kind === 'log' && label !== ''));
  const near = drawn.filter(({ from, to, kind }) => own.has(from) || (kind === 'call' && own.has(to)));
  const beyond = drawn.filter((edge) => near.some((call) => leadsOnTo(call, edge)));
  const ends = new Set([...near, ...beyond].flatMap(({ from, to }) => [from, to]));
  const callers = new Set(near.filter(({ to }) => own.has(to)).map(({ from }) => from));
  const byCallers = drawn.filter(({ from, to, kind }) => kind === 'call' && callers.has(from) && ends.has(to));
  const edges = [...new Set([...near, ...beyond, ...byCallers])];
  const isJoined = ({ id }: GraphNode) => own.has(id) || edges.some(({ from, to }) => from === id || to === id);
  const titles = { name, heading, description: `${heading}: its parts, their callers, and what they call` };
  return pictureOf(graph, titles, graph.nodes.filter(isJoined), edges);
}

/** Tells whether an edge leads from an endpoint to a target of a call through it. */
const leadsOnTo = ({ to, through = [] }: GraphEdge, edge: GraphEdge) => edge.from === to && through.includes(edge.to);
