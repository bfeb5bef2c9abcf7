import { Names } from '../../../domain/deployment/names/names';
import { breakerNames } from '../../../domain/deployment/spend/breaker-names';
import { spendAlarmNames } from '../../../domain/deployment/spend/spend-alarms';
import { stoppedFunctions } from '../../../domain/deployment/spend/stopped-functions';
import { ACCOUNT, OTHER_ACCOUNT } from '../../model/physical-ids';
import { key } from '../question';
import type { World } from '../world';

/** Roles of the breaker, which have a boundary of their own. */
export const OF_BREAKER: readonly string[] = ['breaker', 'breaker operator', 'breaker rule', 'budget action'];

/** Roles that the breaker stops: those that can call a model, or buy what calls one. */
export const STOPPED: readonly string[] = [
  'administrator',
  'invoker',
  'application role',
  'inference function',
  'knowledge function',
  'delegated function',
  'tuning workflow',
  'knowledge base role',
  'notebook role',
];

/** Names and ARNs of the breaker of a deployment. Undefined if the row has none. */
export function breakerOf({ config, system, region }: World) {
  if (!config.spend) return undefined;
  const names = new Names(system.deployment, region);
  const { breaker, stopPolicy } = breakerNames(names);
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
  const isStopped = ({ name }: { readonly name: string }) => STOPPED.includes(name);
  return {
    policy: `arn:aws:iam::${ACCOUNT}:policy/${stopPolicy}`,
    roles: system.roles.filter(isStopped).map((role) => role.arn),
    otherRoles: [
      ...system.roles.filter((role) => !isStopped(role)).map((role) => role.arn),
      `arn:aws:iam::${ACCOUNT}:role/Admin`,
    ],
    functions: stoppedFunctions(names, config).map(({ name, reserved }) => ({
      arn: arn('lambda', `function:${name}`),
      reserved,
    })),
    machine: arn('states', `stateMachine:${breaker}`),
    rule: arn('events', `rule/${breaker}`),
    topic: arn('sns', names.alarmTopic),
    alarms: spendAlarmNames(system.deployment, config).map((name) => arn('cloudwatch', `alarm:${names.alarms}${name}`)),
  };
}

export type Breaker = NonNullable<ReturnType<typeof breakerOf>>;

export const withPolicy = (...arns: readonly (string | undefined)[]) => key('iam:PolicyARN', ...arns);

export const otherPolicies = ({ policy }: Breaker) =>
  withPolicy(
    'arn:aws:iam::aws:policy/AdministratorAccess',
    `${policy}-2`,
    policy.replace(ACCOUNT, OTHER_ACCOUNT),
    undefined,
  );

/** Requests with which a role could use the policy otherwise, change what it says, or reach a model. */
export const FOR_NOBODY = [
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:UntagPolicy',
];
