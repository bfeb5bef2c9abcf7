import type { Located } from '../../../domain/template/references';
import type { GraphEdge } from '../graph';
import { groupsOf, lets, reachedEndpoints } from '../network-reach';
import type { Scene } from '../scene';
import { interfacesOf } from './interface-edges';
import { identityAllows } from './statement';
import { verbsOf } from './verbs';

/**
 * Returns the calls that the identity policies of each role allow. A caller in the VPC calls through the endpoint that
 * it reaches and whose policy allows the action; the arrows from there on are the endpoint's.
 */
export function identityEdges(scene: Scene): GraphEdge[] {
  return scene.roles.flatMap((role) => {
    const from = scene.id(scene.actor(role));
    return from === undefined ? [] : edgesOf(scene, role, from);
  });
}

function edgesOf(scene: Scene, role: Located, from: string): GraphEdge[] {
  const endpoints = reachedEndpoints(scene, role);
  const existing = groupsOf(scene, role).length > 0 ? scene.existingEndpoints : [];
  const caller = interfacesOf(scene, role)?.id ?? from;
  return identityAllows(role, scene.references).flatMap(({ actions, resources }) =>
    resources.flatMap((arn): readonly GraphEdge[] => {
      const target = scene.target(arn, actions);
      if (!target) return [];
      const labels = verbsOf(target.actions);
      const through = (to: string) =>
        labels.map((label) => ({ from: caller, to, label, kind: 'call', through: [target.id] }) as const);
      const endpoint = endpoints.find((each) => lets(scene, each, target.actions, arn));
      const own = endpoint && scene.id(endpoint);
      if (own !== undefined) return through(own);
      const other = existing.find(({ serves }) => serves(target.actions))?.node.id;
      // The policy of an endpoint of others is in no template.
      if (other !== undefined)
        return [...through(other), { from: other, to: target.id, label: 'as its owner allows', kind: 'call' }];
      const kind = isOfKeys(target.actions) ? 'key' : 'call';
      return labels.map((label) => ({ from, to: target.id, label, kind }));
    }),
  );
}

const isOfKeys = (actions: readonly string[]) => actions.every((action) => action.startsWith('kms:'));
