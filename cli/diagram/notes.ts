import { identityAllows } from './edges/statement';
import type { GraphEdge, GraphNode } from './graph';
import { DRAWN } from './node-kinds';
import type { Scene } from './scene';
import { waysOut } from './vpc';

/** Returns sentences on what the drawings do not show, each derived from the templates. */
export function notesOf(scene: Scene, nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string[] {
  return [
    'An arrow is an Allow statement of an identity, trust or endpoint policy. Deny statements are not drawn.',
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
      ? `All ${scene.roles.length} roles have a permissions boundary. The role of a function, workflow, rule or flow log is not drawn separately.`
      : `Roles without a permissions boundary: ${without.map(({ key }) => key).join(', ')}.`,
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
  return [
    `Policies allow the use of the key to: ${labels.join(', ')}${isBound ? ' (each only through named AWS services)' : ''}.`,
  ];
}

function networkNote(scene: Scene): string[] {
  const out = waysOut(scene);
  if (out.length > 0) return [`Ways out of the VPC: ${out.map(({ key }) => key).join(', ')}.`];
  return scene.ofType('AWS::EC2::VPC').length > 0
    ? [
        'The VPC has no internet gateway, NAT gateway, peering connection or other route out, except the endpoints shown.',
      ]
    : [];
}

function restNote(scene: Scene): string[] {
  const counts = new Map<string, number>();
  for (const { resource } of scene.references.resources) {
    const type = resource.Type.replace('AWS::', '');
    if (!(resource.Type in DRAWN)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const list = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([type, count]) => `${count} ${type}`);
  return list.length === 0 ? [] : [`Not drawn: ${list.join(', ')}.`];
}
