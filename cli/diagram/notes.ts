import { WAYS_OUT } from '../../domain/network/ways-out';
import { identityAllows } from './edges/statement';
import type { GraphEdge, GraphNode } from './graph';
import { DRAWN } from './node-kinds';
import type { Scene } from './scene';

/** What the picture leaves out, in sentences that the templates bear out. */
export function notesOf(scene: Scene, nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string[] {
  return [
    'An arrow is an Allow of an identity, trust or endpoint policy; Denies draw none.',
    ...boundaryNote(scene),
    ...keyNote(scene, nodes, edges),
    ...networkNote(scene),
    ...restNote(scene),
  ];
}

function boundaryNote(scene: Scene): string[] {
  if (scene.roles.length === 0) return [];
  const without = scene.roles.filter(({ resource }) => resource.Properties?.PermissionsBoundary === undefined);
  return [
    without.length === 0
      ? `Every role (${scene.roles.length}) is under a permissions boundary. A function, workflow, rule, or flow logs, and their role are one node.`
      : `Without a permissions boundary: ${without.map(({ key }) => key).join(', ')}.`,
  ];
}

function keyNote(scene: Scene, nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string[] {
  const users = edges.filter(({ kind }) => kind === 'key').map(({ from }) => from);
  const labels = nodes.filter(({ id }) => users.includes(id)).map(({ label }) => label.split('\n')[0]);
  if (labels.length === 0) return [];
  const allows = scene.roles
    .flatMap((role) => identityAllows(role, scene.references))
    .filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));
  const isBound = allows.every(({ conditions }) => 'kms:viaservice' in conditions);
  return [`The key may be used by: ${labels.join(', ')}${isBound ? '; each use through one AWS service alone' : ''}.`];
}

function networkNote(scene: Scene): string[] {
  const out = scene.ofType(...WAYS_OUT, 'AWS::EC2::Route');
  if (out.length > 0) return [`Ways out of the VPC: ${out.map(({ key }) => key).join(', ')}.`];
  return scene.ofType('AWS::EC2::VPC').length > 0
    ? ['A thick frame: in the VPC, out of which leads no gateway, peering or route but the gateway endpoints shown.']
    : [];
}

function restNote(scene: Scene): string[] {
  const counts = new Map<string, number>();
  for (const { resource } of scene.references.resources) {
    const type = resource.Type.replace('AWS::', '');
    if (!(resource.Type in DRAWN)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const list = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([type, count]) => `${count} ${type}`);
  return list.length === 0 ? [] : [`Read for the arrows or left out: ${list.join(', ')}.`];
}
