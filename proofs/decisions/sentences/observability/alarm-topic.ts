import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, each, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { groupsOf } from '../access/boundary';

/** Actions that change an alarm, its state, or whom it notifies. */
const ON_ALARMS = [
  'cloudwatch:DeleteAlarms',
  'cloudwatch:DisableAlarmActions',
  'cloudwatch:PutMetricAlarm',
  'cloudwatch:SetAlarmState',
];
const ON_TOPICS = [
  'sns:AddPermission',
  'sns:DeleteTopic',
  'sns:RemovePermission',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
  'sns:Unsubscribe',
];

/** Nobody whom the limits of this project bind can silence an alarm. A boundary of the organization decides for itself. */
function silenceSentences(world: World, alarm: string, topic: string): readonly Sentence[] {
  if (world.config.permissionsBoundary) return [];
  return groupsOf(world, () => true).map((who) =>
    world.never(who, 'cannot silence an alarm, nor change whom it notifies', [
      ...each(actions(...ON_ALARMS), on(alarm)),
      ...each(actions(...ON_TOPICS), on(topic)),
    ]),
  );
}

/** Returns who can notify by the topic of the alarms, and use the key for that. */
export function alarmTopicSentences(world: World): readonly Sentence[] {
  const { may, cannot, never, anybody, stranger, region, system, config } = world;
  const cloudWatch = world.service('cloudwatch.amazonaws.com');
  const alarmOf = (deployment: string) =>
    `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:private-bedrock-${deployment}/inference-failures`;
  const alarm = alarmOf(system.deployment);
  const right = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': alarm };
  const encrypt = (...contexts: readonly Question['context'][]) =>
    each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(world.key), carrying(...contexts));
  const topic = system.topics.find(({ at }) => at.includes('/Observability/'))?.arn;
  if (!config.observability || topic === undefined) {
    return [cannot(cloudWatch, 'cannot use the key for an alarm of the deployment', encrypt(right))];
  }
  const wrong = [
    {},
    { 'aws:SourceAccount': ACCOUNT },
    { 'aws:SourceArn': alarm },
    { ...right, 'aws:SourceAccount': OTHER_ACCOUNT },
    { ...right, 'aws:SourceArn': alarm.replace(ACCOUNT, OTHER_ACCOUNT) },
    { ...right, 'aws:SourceArn': alarmOf(`${system.deployment}-2`) },
    { ...right, 'aws:SourceArn': alarm.replace(':alarm:', ':alarm:other-') },
  ];
  const publish = (...contexts: readonly Question['context'][]) =>
    each(actions('sns:Publish'), on(topic), carrying(...contexts));
  return [
    ...silenceSentences(world, alarm, topic),
    may(cloudWatch, 'notifies of the alarms of the deployment', [...publish(right), ...encrypt(right)]),
    cannot(cloudWatch, 'cannot notify of an alarm of another deployment or account, nor use the key for it', [
      ...publish(...wrong),
      ...encrypt(...wrong),
    ]),
    cannot(cloudWatch, 'cannot change the topic of the alarms or the key', [
      ...each(actions('sns:Subscribe', 'sns:SetTopicAttributes'), on(topic), carrying(right)),
      ...each(actions('kms:CreateGrant', 'kms:PutKeyPolicy'), on(world.key), carrying(right)),
    ]),
    never(anybody, 'cannot notify by the topic of the alarms without TLS', publish({ 'aws:SecureTransport': 'false' })),
    ...[
      stranger,
      ...['events', 's3', 'budgets', 'costalerts'].map((name) => world.service(`${name}.amazonaws.com`)),
    ].map((who) => cannot(who, 'cannot notify by the topic of the alarms', publish(right))),
  ];
}
