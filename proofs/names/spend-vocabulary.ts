import { RESET_TAGS } from '../../domain/deployment/spend/reset-record';
import { breakerOf } from '../decisions/parts/breaker';
import type { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';

/** Resources of the breaker that policies may name. */
export function spendResources(world: World): readonly string[] {
  const breaker = breakerOf(world);
  if (!breaker) return [];
  const { policy, roles, topic, machine } = breaker;
  return [policy, ...roles, topic, machine];
}

/** Values of conditions about the breaker, by condition key in lower case. */
export function spendValues(world: World): Readonly<Record<string, readonly string[]>> {
  const breaker = breakerOf(world);
  if (!breaker) return {};
  return {
    'aws:sourcearn': [breaker.machine, breaker.rule, `arn:aws:budgets::${ACCOUNT}:budget/*`],
    'aws:tagkeys': [...Object.values(RESET_TAGS), 'false'],
    'iam:policyarn': [breaker.policy],
    'kms:viaservice': [`sns.${world.region}.amazonaws.com`],
  };
}
