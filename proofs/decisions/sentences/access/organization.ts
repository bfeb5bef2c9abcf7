import type { NamedPolicy } from '../../../model/policy';
import { actions, carrying, doors, each } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from './boundary';

/**
 * A service control policy as organizations have it: nothing outside the Regions of the company. As an example of how a
 * deployment lives under one; it is not part of the deployment. Source: Amazon Bedrock User Guide, global-cross-region-inference.
 */
const REGION_DENY = (regions: readonly string[]): NamedPolicy => ({
  name: 'an example SCP: our Regions alone',
  document: {
    Statement: [
      {
        Effect: 'Deny',
        Action: 'bedrock:*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': regions } },
      },
    ],
  },
});

export function organizationSentences(world: World): readonly Sentence[] {
  const { guardrail, may, cannot } = world;
  const role = world.role('inference function');
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const calls = world.calls;
  const isGlobal = ({ context }: (typeof calls)[number]) => context['aws:RequestedRegion'] === 'unspecified';
  const regions = calls
    .flatMap(({ context }) => [context['aws:RequestedRegion']].flat())
    .filter((name) => name !== undefined && name !== 'unspecified');
  const under = (sentence: Sentence): Sentence => ({
    ...sentence,
    points: sentence.points.map((point) => ({
      ...point,
      request: {
        ...point.request,
        policies: { ...point.request.policies, organization: [REGION_DENY(regions as string[])] },
      },
    })),
  });
  const ask = (some: typeof calls) => each(actions(...INVOKE), some, doors('our bedrock-runtime endpoint'), carried);
  return [
    under(
      may(
        role,
        'still invokes in the Regions that an organization allows',
        ask(calls.filter((call) => !isGlobal(call))),
      ),
    ),
    ...(calls.some(isGlobal)
      ? [
          under(
            cannot(
              role,
              'cannot invoke a global profile where an organization does not allow the Region `unspecified`',
              ask(calls.filter(isGlobal)),
            ),
          ),
        ]
      : []),
  ];
}
