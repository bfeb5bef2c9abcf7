import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { dollarsOf, type SpendAlarm } from '../../domain/deployment/spend/spend-alarms';

export interface SpendAlarmsProps {
  /** Beginning of the names of the alarms, as the topic admits them. */
  readonly namePrefix: string;
  readonly alarms: readonly SpendAlarm[];
  /** ARN of the topic that they notify when they are raised, and when they end. */
  readonly topicArn: string;
}

/** Returns the properties of an alarm on dollars: it is raised as soon as one evaluation reaches the limit. */
export const spendAlarmProperties = (
  alarm: SpendAlarm,
  { namePrefix, topicArn }: Omit<SpendAlarmsProps, 'alarms'>,
): cloudwatch.CfnAlarmProps => ({
  alarmName: `${namePrefix}${alarm.name}`,
  alarmDescription: descriptionOf(alarm),
  metrics: [
    { id: 'usd', expression: dollarsOf(alarm), label: 'US dollars', returnData: true },
    ...alarm.tokens.map(({ id, modelId, metric }) => ({
      id,
      metricStat: {
        metric: {
          ...{ namespace: 'AWS/Bedrock', metricName: metric },
          dimensions: [{ name: 'ModelId', value: modelId }],
        },
        ...{ stat: 'Sum', period: alarm.periodSeconds },
      },
      returnData: false,
    })),
  ],
  threshold: alarm.thresholdUsd,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  evaluationPeriods: 1,
  treatMissingData: 'notBreaching',
  alarmActions: [topicArn],
  okActions: [topicArn],
});

function descriptionOf({ words, thresholdUsd, limitUsd }: SpendAlarm): string {
  const part = thresholdUsd < limitUsd ? `, its part of the limit of $${limitUsd}` : '';
  return (
    `Tokens of models of the row cost $${Number(thresholdUsd.toFixed(2))} within ${words}${part}, by whoever in the account ` +
    'and Region asked for them. The breaker stops the models. Runbook: docs/runbooks/spend.md'
  );
}

/**
 * Alarms on dollars, made of the token metrics of models and their prices.
 *
 * @example
 * new SpendAlarms(stack, 'Alarms', { namePrefix: 'chat/', alarms: [], topicArn: alarmTopic.topicArn });
 */
export class SpendAlarms extends Construct {
  /** ARNs. */
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, { alarms, ...settings }: SpendAlarmsProps) {
    super(scope, id);
    this.arns = alarms.map(
      (alarm) => new cloudwatch.CfnAlarm(this, alarm.name, spendAlarmProperties(alarm, settings)).attrArn,
    );
  }
}
