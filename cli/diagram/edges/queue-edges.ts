import type { GraphEdge } from '../graph';
import type { Scene } from '../scene';
import { allowsOf } from './statement';
import { verbsOf } from './verbs';

/**
 * Returns the calls that the policy of each queue allows: from the resource that a statement names by `aws:SourceArn`, such
 * as a rule of EventBridge, which sends without a role.
 */
export function queueEdges(scene: Scene): GraphEdge[] {
  return scene.ofType('AWS::SQS::QueuePolicy').flatMap(({ resource, stack }) =>
    allowsOf(resource.Properties?.PolicyDocument, stack, scene.references).flatMap(
      ({ actions, resources, conditions }) => {
        const senders = (conditions['aws:sourcearn'] ?? []).flatMap((arn) => scene.target(arn, actions)?.id ?? []);
        const queues = resources.flatMap((arn) => scene.target(arn, actions) ?? []);
        return senders.flatMap((from) =>
          queues.flatMap(({ id, actions }) =>
            verbsOf(actions).map((label) => ({ from, to: id, label, kind: 'call' }) as const),
          ),
        );
      },
    ),
  );
}
