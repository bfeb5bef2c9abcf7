import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AWS_METRICS } from '../../../domain/metrics/aws-metrics';
import type { PurgeAlarm } from '../../../domain/observability/purge-alarms';
import type { NoticeTopic } from '../notice-topic';

/** Names of what is watched. */
export interface PurgeAlarmsProps {
  /** Beginning of the names of the alarms, as the topic admits them. */
  readonly namePrefix: string;
  readonly topic: NoticeTopic;
  readonly purgeFunctionName: string;
  /** ARN of the state machine that purges at its end. */
  readonly scribingArn: string;
  /** ARN of the state machine that purges what the other has left. */
  readonly purgingArn: string;
  /** Names of the rules that start the state machines. */
  readonly ruleNames: { readonly scribing: string; readonly purging: string };
}

type AwsMetric<N extends string = string> = Extract<(typeof AWS_METRICS)[number], { readonly namespace: N }>;

interface Watched {
  readonly says: string;
  readonly namespace: 'AWS/Events' | 'AWS/Lambda' | 'AWS/States';
  readonly metric: AwsMetric<'AWS/Events' | 'AWS/Lambda' | 'AWS/States'>['metrics'][number];
  readonly dimension: readonly [name: string, value: string];
  /** Periods in a row with a value. @default 1 */
  readonly periods?: number;
}

/** The purge is retried with pauses of ten minutes at most: each period has an attempt. */
const PERIOD = Duration.minutes(15);

/**
 * Alarms on everything after which a consultation can be in the bucket longer than its row says: a purge that fails, an
 * execution that was stopped or took too long, and an event that started no workflow. They notify the topic of the notices,
 * and name no consultation.
 *
 * AWS writes these metrics only when something is to be counted: a period without data is one in which nothing failed. No
 * alarm tells of its end, since the failure of one period is not mended by the silence of the next.
 *
 * @example
 * new PurgeAlarms(stack, 'Alarms', {
 *   namePrefix: 'clinic-scribing/',
 *   topic,
 *   purgeFunctionName: 'clinic-purge',
 *   scribingArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:clinic-scribing',
 *   purgingArn: 'arn:aws:states:us-east-1:111122223333:stateMachine:clinic-purging',
 *   ruleNames: { scribing: 'clinic-scribing', purging: 'clinic-purging' },
 * });
 */
export class PurgeAlarms extends Construct {
  constructor(scope: Construct, id: string, props: PurgeAlarmsProps) {
    super(scope, id);
    for (const [name, { says, namespace, metric, dimension, periods = 1 }] of Object.entries(watched(props))) {
      new cloudwatch.CfnAlarm(this, name, {
        alarmName: `${props.namePrefix}${name}`,
        alarmDescription: `${says}. Runbook: docs/runbooks/purge-failed.md`,
        ...{ namespace, metricName: metric, dimensions: [{ name: dimension[0], value: dimension[1] }] },
        ...{ statistic: 'Sum', period: PERIOD.toSeconds(), evaluationPeriods: periods },
        ...{ threshold: 1, comparisonOperator: 'GreaterThanOrEqualToThreshold', treatMissingData: 'notBreaching' },
        alarmActions: [props.topic.topicArn],
      });
    }
  }
}

/** Returns what is watched, by the name of the alarm. */
function watched({
  purgeFunctionName,
  scribingArn,
  purgingArn,
  ruleNames,
}: PurgeAlarmsProps): Readonly<Record<PurgeAlarm, Watched>> {
  const execution = (metric: 'ExecutionsAborted' | 'ExecutionsFailed' | 'ExecutionsTimedOut', machine: string) =>
    ({ namespace: 'AWS/States', metric, dimension: ['StateMachineArn', machine] }) as const;
  const event = (rule: string) =>
    ({ namespace: 'AWS/Events', metric: 'FailedInvocations', dimension: ['RuleName', rule] }) as const;
  const left = 'a consultation may be left in the bucket';
  return {
    'purge-errors': {
      // One period is what retries are for.
      ...{ says: 'The purge function has failed for half an hour', periods: 2 },
      ...{ namespace: 'AWS/Lambda', metric: 'Errors', dimension: ['FunctionName', purgeFunctionName] },
    },
    'purging-failed': { says: `A purge failed: ${left}`, ...execution('ExecutionsFailed', purgingArn) },
    'purging-timed-out': { says: `A purge took too long: ${left}`, ...execution('ExecutionsTimedOut', purgingArn) },
    'purging-stopped': { says: `A purge was stopped: ${left}`, ...execution('ExecutionsAborted', purgingArn) },
    'scribing-timed-out': {
      says: 'An execution took too long: see that its consultation was purged',
      ...execution('ExecutionsTimedOut', scribingArn),
    },
    'scribing-stopped': {
      says: 'An execution was stopped: see that its consultation was purged',
      ...execution('ExecutionsAborted', scribingArn),
    },
    'scribing-not-started': { says: `A recording started no execution: ${left}`, ...event(ruleNames.scribing) },
    'purging-not-started': { says: `A stopped execution started no purge: ${left}`, ...event(ruleNames.purging) },
  };
}
