import type { Located } from '../../../domain/template/references';
import type { GraphEdge } from '../graph';
import { lets, reachedEndpoints } from '../network-reach';
import type { Scene } from '../scene';
import { identityAllows } from './statement';
import { verbsOf } from './verbs';

/**
 * What each role may do, by its identity policies. Who is in the VPC goes through the endpoint that it reaches and
 * whose policy lets the action through; from there on the arrows are the endpoint's.
 */
export function identityEdges(scene: Scene): GraphEdge[] {
  return scene.roles.flatMap((role) => {
    const from = scene.id(scene.actor(role));
    return from === undefined ? [] : edgesOf(scene, role, from);
  });
}

function edgesOf(scene: Scene, role: Located, from: string): GraphEdge[] {
  const doors = reachedEndpoints(scene, role);
  return identityAllows(role, scene.references).flatMap(({ actions, resources }) =>
    resources.flatMap((arn) => {
      const target = scene.target(arn, actions);
      if (!target) return [];
      const door = doors.find((endpoint) => lets(scene, endpoint, target.actions, arn));
      const to = (door && scene.id(door)) ?? target.id;
      return verbsOf(target.actions).map(
        (label) => ({ from, to, label, kind: isOfKeys(target.actions) ? 'key' : 'call' }) as const,
      );
    }),
  );
}

const isOfKeys = (actions: readonly string[]) => actions.every((action) => action.startsWith('kms:'));
