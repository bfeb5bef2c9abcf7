import { Names } from '../../domain/deployment/names/names';
import { spendAlarmNames } from '../../domain/deployment/spend/spend-alarms';
import { stoppedFunctions } from '../../domain/deployment/spend/stopped-functions';
import { defineBreaker } from '../../lib/spend/workflow/definition';
import { STOPPED } from '../decisions/parts/breaker';
import { ACCOUNT } from '../model/physical-ids';
import { roleWords } from '../model/role-words';
import { alarmTopic } from './alarms/alarms';
import type { Context } from './setting';

/** True for the rule and the workflow of the breaker. */
export const ofBreaker = ({ placed }: Context): boolean => placed.at.includes('/Spend/');

/** An alarm on costs is raised: no other alarm, and no end of one. */
export const spendPattern = ({ config, deployment }: Context) => ({
  source: ['aws.cloudwatch'],
  'detail-type': ['CloudWatch Alarm State Change'],
  resources: spendAlarmNames(deployment, config).map(
    (name) => `arn:aws:cloudwatch:${config.region}:${ACCOUNT}:alarm:private-bedrock-${deployment}/${name}`,
  ),
  detail: { state: { value: ['ALARM'] } },
});

/** Definition of the breaker. */
export function breakerDefinition(context: Context): object {
  const { config, deployment } = context;
  const { resolver } = context;
  const roles = resolver.resources.filter(({ resource }) => resource.Type === 'AWS::IAM::Role');
  return defineBreaker({
    ...{ partition: 'aws', deployment, topicArn: alarmTopic(context) },
    policyArn: `arn:aws:iam::${ACCOUNT}:policy/private-bedrock-${deployment}-${config.region}-stop`,
    roleNames: STOPPED.flatMap((name) => roles.filter((role) => roleWords(role) === name)).map((role) =>
      resolver.attributeOf(role, 'Ref'),
    ),
    functionNames: stoppedFunctions(new Names(deployment, config.region), config).map(({ name }) => name),
  });
}

/** Target of the rule of the breaker: name and time of the alarm, for as long as EventBridge tries. */
export const BREAKER_TARGET = {
  InputTransformer: {
    InputPathsMap: { alarm: '$.detail.alarmName', time: '$.time' },
    InputTemplate: '{"alarm": <alarm>, "time": <time>}',
  },
  RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
};
