import type { Located } from '../../../domain/template/references';
import { BEDROCK_API } from '../external';
import type { GraphEdge } from '../graph';
import type { Scene } from '../scene';
import { type Allow, allowsOf } from './statement';
import { verbsOf } from './verbs';

/** Returns the calls that the policy of each endpoint allows. */
export function endpointEdges(scene: Scene): GraphEdge[] {
  return scene.ofType('AWS::EC2::VPCEndpoint').flatMap((endpoint) => {
    const from = scene.id(endpoint) ?? '';
    const allows = allowsOf(endpoint.resource.Properties?.PolicyDocument, endpoint.stack, scene.references);
    return [...namedEdges(scene, from, allows), ...openEdge(from, allows, endpoint)];
  });
}

function namedEdges(scene: Scene, from: string, allows: readonly Allow[]): GraphEdge[] {
  return allows.flatMap(({ actions, resources, conditions }) =>
    resources.flatMap((arn) => {
      const target = scene.target(arn, actions);
      if (!target) return [];
      const guarded = 'bedrock:guardrailidentifier' in conditions ? ' with guardrail' : '';
      return verbsOf(target.actions).map(
        (verb) => ({ from, to: target.id, label: verb + guarded, kind: 'call' }) as const,
      );
    }),
  );
}

/** Actions that the endpoint policy allows on any resource of the service. */
function openEdge(from: string, allows: readonly Allow[], { resource }: Located): GraphEdge[] {
  const actions = new Set(allows.filter(({ resources }) => resources.includes('*')).flatMap((allow) => allow.actions));
  // Without a policy of its own an endpoint lets everything through.
  const label = resource.Properties?.PolicyDocument === undefined ? 'everything' : 'listed actions';
  return actions.size > 0 || label === 'everything' ? [{ from, to: BEDROCK_API.id, label, kind: 'call' }] : [];
}
