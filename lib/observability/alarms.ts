import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { type AlarmSettings, alarmProperties } from './alarm-properties';
import type { AlarmTopic } from './alarm-topic';
import type { Signal } from './signals/signal';

export interface AlarmsProps extends AlarmSettings {
  readonly signals: readonly Signal[];
  /** Topic that they notify when they are raised, and when they end. */
  readonly topic: AlarmTopic;
}

/**
 * One alarm for each signal. Each names its runbook, and notifies the topic when it is raised and when it ends.
 *
 * @example
 * new Alarms(stack, 'Alarms', {
 *   namePrefix: 'chat/',
 *   topic: alarmTopic,
 *   signals: [
 *     {
 *       name: 'function-errors',
 *       kind: 'function-errors',
 *       watched: 'function chat',
 *       metric: {
 *         namespace: 'AWS/Lambda',
 *         name: 'Errors',
 *         dimensions: { FunctionName: 'chat' },
 *         statistic: 'Sum',
 *         periodSeconds: 300,
 *       },
 *     },
 *   ],
 * });
 */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { signals, topic, ...settings }: AlarmsProps) {
    super(scope, id);
    for (const signal of signals) {
      new cloudwatch.CfnAlarm(this, signal.name, alarmProperties(signal, settings, topic.topicArn));
    }
  }
}
