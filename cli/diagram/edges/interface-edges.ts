import type { Located } from '../../../domain/template/references';
import type { GraphEdge, GraphNode } from '../graph';
import { groupsOf } from '../network-reach';
import { type Scene, unitOf } from '../scene';

/**
 * Network interfaces that a service creates in the VPC with a role, such as those of a model customization job.
 * Undefined for the role of a function, whose interfaces are the function's own, and for a role that creates none.
 */
export function interfacesOf(scene: Scene, role: Located): GraphNode | undefined {
  const id = scene.id(role);
  if (id === undefined || groupsOf(scene, role).length === 0) return undefined;
  return {
    id: `${id}_interfaces`,
    label: 'network interfaces',
    kind: 'interfaces',
    stack: unitOf(role),
    place: 'subnets',
  };
}

/** Returns the edge from each role to the network interfaces that it creates. */
export function interfaceEdges(scene: Scene): { readonly node: GraphNode; readonly edge: GraphEdge }[] {
  return scene.roles.flatMap((role) => {
    const node = interfacesOf(scene, role);
    return node ? [{ node, edge: { from: scene.id(role) ?? '', to: node.id, label: 'create', kind: 'call' } }] : [];
  });
}
