import * as iam from 'aws-cdk-lib/aws-iam';
import { INVOKE_ACTIONS, MANTLE_INFERENCE_ACTIONS } from './actions';
import type { InvocableModel } from './invocable-model';
import { sidOfProfile } from './invoke-sids';

/**
 * The statements of a permissions boundary that deny invoking anything beside these models:
 * what is not in the list, what is in it only behind a profile and did not come through that profile,
 * and the bedrock-mantle plane, whose requests name no model that IAM could see.
 *
 * `aws:RequestedRegion` needs no Deny: the region-less ARN exists only in requests that carry `unspecified`.
 */
export function denyInvokeBeside(models: readonly InvocableModel[]): iam.PolicyStatement[] {
  const ways = waysByArn(models);
  return [
    new iam.PolicyStatement({
      sid: 'DenyOtherModels',
      effect: iam.Effect.DENY,
      actions: [...INVOKE_ACTIONS],
      // An empty NotResource is not valid.
      ...(ways.size > 0 ? { notResources: [...ways.keys()] } : { resources: ['*'] }),
    }),
    new iam.PolicyStatement({
      sid: 'DenyMantle',
      effect: iam.Effect.DENY,
      actions: [...MANTLE_INFERENCE_ACTIONS],
      resources: ['*'],
    }),
    ...groupByProfiles(ways).map(
      ({ profiles, arns }) =>
        new iam.PolicyStatement({
          sid: `DenyAround${profiles.map(sidOfProfile).join('And')}`,
          effect: iam.Effect.DENY,
          actions: [...INVOKE_ACTIONS],
          resources: arns,
          // A negated operator matches when the key equals none of the values and also when the key is absent,
          // which is the case of a model that is invoked directly.
          conditions: { StringNotEquals: { 'bedrock:InferenceProfileArn': profiles } },
        }),
    ),
  ];
}

/** For each ARN the profiles that lead to it; `direct` when it may also be invoked without one. */
type Ways = ReadonlyMap<string, { direct: boolean; readonly profiles: Set<string> }>;

function waysByArn(models: readonly InvocableModel[]): Ways {
  const ways = new Map<string, { direct: boolean; readonly profiles: Set<string> }>();
  for (const { arn, throughProfile } of models.flatMap((model) => model.targets)) {
    const way = ways.get(arn) ?? { direct: false, profiles: new Set() };
    if (throughProfile) way.profiles.add(throughProfile);
    else way.direct = true;
    ways.set(arn, way);
  }
  return ways;
}

interface ProfileGroup {
  readonly profiles: string[];
  readonly arns: string[];
}

/** ARNs that the same profiles lead to, and no direct way. */
function groupByProfiles(ways: Ways): readonly ProfileGroup[] {
  const groups = new Map<string, ProfileGroup>();
  for (const [arn, { direct, profiles }] of ways) {
    if (direct) continue;
    const sorted = [...profiles].sort();
    const key = sorted.join(' ');
    const group = groups.get(key) ?? { profiles: sorted, arns: [] };
    group.arns.push(arn);
    groups.set(key, group);
  }
  return [...groups.values()];
}
