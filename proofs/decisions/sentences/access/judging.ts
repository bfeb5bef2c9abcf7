import { ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';

const APPLY = actions('bedrock:ApplyGuardrail');

/**
 * Use of the guardrail by a role: itself, and its profile in each Region where AWS may judge.
 *
 * @param mayOthers the role uses every guardrail of the account: the administrator, by AmazonBedrockFullAccess
 */
export function judgingSentences(world: World, who: Who, guardrail: string, mayOthers = false): readonly Sentence[] {
  const { region, guardrailProfile, elsewhere, may, cannot } = world;
  const regions = Object.keys(guardrailProfile);
  const profile = Object.values(guardrailProfile)[0]?.replace(/^.*\//, '');
  const inRegion = (name: string, resource: string): readonly Question[] =>
    each(APPLY, on(resource), key('aws:RequestedRegion', name));
  const others = [
    guardrail.replace(/[^/]+$/, 'zzzzzzzzzzzz'),
    `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail-profile/another.guardrail.v1:0`,
    ...elsewhere.map(
      (name) => `arn:aws:bedrock:${name}:${ACCOUNT}:guardrail-profile/${profile ?? 'us.guardrail.v1:0'}`,
    ),
  ];
  return [
    may(who, 'has texts judged by the guardrail', each(APPLY, on(guardrail))),
    ...(regions.length > 0
      ? [
          may(
            who,
            'has texts judged in each Region of the guardrail profile of the row',
            Object.entries(guardrailProfile).flatMap(([name, arn]) => inRegion(name, arn)),
          ),
        ]
      : []),
    ...(mayOthers
      ? []
      : [
          cannot(who, 'cannot have texts judged by another guardrail or guardrail profile', each(APPLY, on(...others))),
        ]),
  ];
}

/** Regions of the guardrail, for the boundary: what it says of every role. */
export function judgingInRegions(world: World, who: Who, guardrail: string): readonly Sentence[] {
  return [
    world.never(
      who,
      'cannot have texts judged where the guardrail of the row does not judge',
      each(
        APPLY,
        on(guardrail, ...Object.values(world.guardrailProfile)),
        key('aws:RequestedRegion', ...world.elsewhere, undefined),
      ),
    ),
  ];
}

/** Use of the key by whoever names the guardrail: Bedrock decrypts the guardrail in its name, and nothing else. */
export function guardrailKey(world: World, who: Who, isCustom = false): readonly Sentence[] {
  const { may, cannot, region } = world;
  const viaBedrock = { 'kms:ViaService': `bedrock.${region}.amazonaws.com` };
  const ofGuardrail = { 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'x' };
  const ask = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(world.key), carrying(...contexts));
  return [
    may(
      who,
      'decrypts through Bedrock what belongs to a guardrail',
      ask(['kms:Decrypt'], { ...viaBedrock, ...ofGuardrail }),
    ),
    isCustom
      ? may(who, 'decrypts custom models through Bedrock', ask(['kms:Decrypt'], viaBedrock))
      : cannot(who, 'cannot decrypt through Bedrock what belongs to no guardrail', ask(['kms:Decrypt'], viaBedrock)),
    cannot(
      who,
      'cannot decrypt what belongs to a guardrail in another way',
      ask(['kms:Decrypt'], ofGuardrail, { ...ofGuardrail, 'kms:ViaService': `lambda.${region}.amazonaws.com` }),
    ),
    cannot(
      who,
      'cannot encrypt with the key, share it or manage it',
      ask(
        ['kms:Encrypt', 'kms:CreateGrant', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey'],
        viaBedrock,
      ),
    ),
  ];
}
