import type { Graph, GraphEdge, GraphNode, Place } from '../graph';
import type { NodeKind } from '../node-kinds';
import { words } from '../words';
import { capabilityOf, hasActors } from './capabilities';
import { vpcTitles } from './draft';
import type { Picture, PictureEdge, PictureNode } from './picture';

/** Kinds that the overview leaves to the drawings of the capabilities. */
const DETAILS: readonly NodeKind[] = ['flow log', 'guardrail', 'key', 'log group'];

/** Draws a whole deployment: each capability is one box in the VPC, one outside it, or both. */
export function overviewPicture(graph: Graph): Picture {
  const calls = graph.edges.filter(({ kind }) => kind === 'call');
  const groups = groupsOf(graph, calls);
  const groupOf = new Map(groups.flatMap(({ id, members }) => members.map((member) => [member.id, id])));
  const edges = joined(calls, groupOf);
  const nodes = groups.map(({ members, ...node }) => node);
  return {
    name: 'overview',
    heading: 'Overview',
    description: `Overview of ${graph.deployment}: callers, the VPC with its endpoints, and the services behind them`,
    ...(graph.vpc && { vpc: vpcTitles(graph.vpc) }),
    nodes,
    edges,
    hasKeySign: nodes.some(({ isEncrypted }) => isEncrypted),
  };
}

type Group = PictureNode & { readonly members: readonly GraphNode[] };

function groupsOf(graph: Graph, calls: readonly GraphEdge[]): readonly Group[] {
  const groups = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    if (!isShown(node, calls)) continue;
    const id = groupId(node);
    groups.set(id, [...(groups.get(id) ?? []), node]);
  }
  const encrypted = graph.edges.filter(({ kind }) => kind === 'encrypt').map(({ from }) => from);
  return [...groups].map(([id, members]) => groupNode(id, members, encrypted));
}

function isShown({ id, kind, stack }: GraphNode, calls: readonly GraphEdge[]): boolean {
  if (DETAILS.includes(kind)) return false;
  if (hasActors(stack)) return true;
  return kind !== 'role' && calls.some(({ from, to }) => from === id || to === id);
}

/** A capability's nodes in the same place are one group, and so are endpoints in the same place. */
function groupId({ id, kind, stack, place }: GraphNode): string {
  const capability = capabilityOf(stack);
  if (capability !== undefined) return `${capability}_${place ?? 'outside'}`;
  return kind === 'endpoint' ? `endpoints_${place}` : id;
}

function groupNode(id: string, members: readonly GraphNode[], encrypted: readonly string[]): Group {
  const [first] = members as readonly [GraphNode];
  return {
    id,
    ...textOf(first, members),
    ...placeOf(first.place),
    isEncrypted: members.some((member) => encrypted.includes(member.id)),
    members,
  };
}

function textOf(first: GraphNode, members: readonly GraphNode[]): Pick<PictureNode, 'title' | 'lines' | 'kind'> {
  const names = members.map(({ label }) => label.split('\n')[0] ?? '');
  const capability = capabilityOf(first.stack);
  if (capability !== undefined) {
    const isRoles = members.every(({ kind }) => kind === 'role');
    return { title: words(capability), lines: names, kind: isRoles ? 'role' : 'capability' };
  }
  const [title = '', ...details] = first.label.split('\n');
  if (members.length === 1) return { title, lines: details, kind: first.kind };
  return { title: `${members.length} ${details[0]}s`, lines: names, kind: first.kind };
}

const placeOf = (place: Place | undefined) => (place ? { place } : {});

/** One arrow for all calls from one group to another; an answer to a call, such as assuming a role, draws none. */
function joined(calls: readonly GraphEdge[], groupOf: ReadonlyMap<string, string>): PictureEdge[] {
  const labels = new Map<string, Set<string>>();
  for (const { from, to, label } of calls) {
    const ends = [groupOf.get(from), groupOf.get(to)];
    if (ends.includes(undefined) || ends[0] === ends[1]) continue;
    const way = ends.join('\n');
    labels.set(way, new Set([...(labels.get(way) ?? []), ...label.split(' · ')]));
  }
  return [...labels].flatMap(([way, all]) => {
    const [from = '', to = ''] = way.split('\n');
    const isAnswer = [...all].every((label) => label.startsWith('assume')) && labels.has(`${to}\n${from}`);
    return isAnswer ? [] : [{ from, to, label: [...all].join(' · '), kind: 'call' as const }];
  });
}
