import { ACCOUNT } from '../../../model/physical-ids';
import { breakerOf, FOR_NOBODY, OF_BREAKER, otherPolicies, withPolicy } from '../../parts/breaker';
import { actions, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { groupsOf, INVOKE } from '../access/boundary';

/** Nobody whom the limits of this project bind can disarm the breaker. A boundary of the organization decides for itself. */
export function disarmSentences(world: World): readonly Sentence[] {
  const breaker = breakerOf(world);
  if (!breaker || world.config.permissionsBoundary) return [];
  const { policy, roles, functions, machine, rule, alarms, topic } = breaker;
  const all = functions.map(({ arn }) => arn);
  const parts = [
    ...each(
      actions(
        'cloudwatch:DeleteAlarms',
        'cloudwatch:DisableAlarmActions',
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:SetAlarmState',
      ),
      on(...alarms),
    ),
    ...each(actions('events:DeleteRule', 'events:DisableRule', 'events:PutRule', 'events:RemoveTargets'), on(rule)),
    ...each(actions('states:DeleteStateMachine', 'states:UpdateStateMachine'), on(machine)),
    ...each(actions('states:StopExecution'), on(`${machine.replace(':stateMachine:', ':execution:')}:x`)),
    ...each(
      actions('sns:AddPermission', 'sns:DeleteTopic', 'sns:RemovePermission', 'sns:SetTopicAttributes'),
      on(topic),
    ),
    ...each(actions(...FOR_NOBODY), on(policy)),
    ...each(actions('budgets:ModifyBudget'), on(`arn:aws:budgets::${ACCOUNT}:budget/x`)),
    ...each(
      actions('budgets:DeleteBudgetAction', 'budgets:ExecuteBudgetAction', 'budgets:UpdateBudgetAction'),
      on(`arn:aws:budgets::${ACCOUNT}:budget/x/action/y`),
    ),
    ...each(
      actions('ce:DeleteAnomalyMonitor', 'ce:UpdateAnomalyMonitor'),
      on(`arn:aws:ce::${ACCOUNT}:anomalymonitor/x`),
    ),
    ...each(
      actions('ce:DeleteAnomalySubscription', 'ce:UpdateAnomalySubscription'),
      on(`arn:aws:ce::${ACCOUNT}:anomalysubscription/x`),
    ),
  ];
  const undo = [
    ...each(actions('iam:DetachRolePolicy'), on(...roles), withPolicy(policy, undefined)),
    ...each(actions('lambda:DeleteFunctionConcurrency', 'lambda:PutFunctionConcurrency'), on(...all)),
  ];
  return [
    ...groupsOf(world, ({ name }) => OF_BREAKER.includes(name)).map((who) =>
      world.cannot(who, 'cannot disarm the breaker: its alarms, rule, workflow, policy, topic and budget', parts),
    ),
    ...groupsOf(world, ({ name }) => !OF_BREAKER.includes(name)).map((who) =>
      world.cannot(who, 'cannot disarm the breaker, nor undo what it did', [...parts, ...undo]),
    ),
  ];
}

/** The boundary of the roles of the breaker alone: whatever they are given. */
export function spendBoundarySentences(world: World): readonly Sentence[] {
  const breaker = breakerOf(world);
  if (!breaker) return [];
  const { policy, roles, otherRoles, functions, topic, machine } = breaker;
  const use = actions('iam:AttachRolePolicy', 'iam:DetachRolePolicy');
  const all = functions.map(({ arn }) => arn);
  // Those of the models, too: the breaker asks none.
  const otherRegions = [...world.elsewhere, ...[...world.regions].filter((region) => region !== world.region)];
  return groupsOf(world, ({ name }) => OF_BREAKER.includes(name)).flatMap((who) => [
    world.may(who, 'is not kept from the work of the breaker', [
      ...each(use, on(...roles), withPolicy(policy)),
      ...each(
        actions('lambda:DeleteFunctionConcurrency', 'lambda:GetFunctionConcurrency', 'lambda:PutFunctionConcurrency'),
        on(...all),
      ),
      ...each(actions('iam:ListEntitiesForPolicy', 'iam:ListPolicyTags', 'iam:TagPolicy'), on(policy)),
      ...each(actions('cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', 'xray:PutTraceSegments')),
      ...each(actions('sns:Publish'), on(topic)),
      ...each(actions('states:ListExecutions', 'states:StartExecution'), on(machine)),
      ...each(actions('states:GetExecutionHistory'), on(`${machine.replace(':stateMachine:', ':execution:')}:x`)),
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(world.key)),
    ]),
    world.cannot(who, 'cannot attach or detach another policy, nor this one anywhere else', [
      ...each(use, on(...roles), otherPolicies(breaker)),
      ...each(use, on(...otherRoles), withPolicy(policy)),
    ]),
    world.cannot(who, 'cannot start, notify, stop, tag or decrypt anything else', [
      ...each(actions('states:ListExecutions', 'states:StartExecution'), on(`${machine}-2`)),
      ...each(actions('states:GetExecutionHistory'), on(`${machine.replace(':stateMachine:', ':execution:')}-2:x`)),
      ...each(actions('sns:Publish'), on(`${topic}-2`)),
      ...each(actions('lambda:PutFunctionConcurrency'), on(...all.map((arn) => `${arn}-2`))),
      ...each(actions('iam:ListPolicyTags', 'iam:TagPolicy'), on(`${policy}-2`)),
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(`${world.key}0`)),
    ]),
    world.never(who, 'cannot ask a model, reach data, or do anything else', [
      ...each(actions(...INVOKE), world.calls),
      ...each(actions('s3:GetObject', 's3:PutObject'), on('arn:aws:s3:::any/object')),
      ...each(actions('lambda:InvokeFunction', 'lambda:UpdateFunctionCode'), on(...all)),
      ...each(
        actions('iam:CreateRole', 'iam:PassRole', 'iam:PutRolePolicy', 'iam:DeleteRolePermissionsBoundary'),
        on(...roles),
      ),
      ...each(actions('sts:AssumeRole'), on(...otherRoles)),
    ]),
    world.never(who, 'cannot act in another Region, except on roles, which have none', [
      ...each(
        [
          ...each(actions('lambda:PutFunctionConcurrency'), on(...all)),
          ...each(actions('sns:Publish'), on(topic)),
          ...each(actions('cloudwatch:DescribeAlarms')),
        ],
        key('aws:RequestedRegion', ...otherRegions, undefined),
      ),
    ]),
  ]);
}
