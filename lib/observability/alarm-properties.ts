import type { CfnAlarm, CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { ALARM_KINDS, type AlarmKind } from '../../domain/observability/alarm-kinds';
import { expressionOf, type Metric, type Signal } from './signals/signal';

/** Settings of a row that alarms depend on. */
export interface AlarmSettings {
  /** Beginning of the names of the alarms, as the topic admits them. */
  readonly namePrefix: string;
  /**
   * Thresholds that replace those of the kinds, in the units of the kinds.
   *
   * @default - those of the kinds
   */
  readonly thresholds?: Readonly<Partial<Record<AlarmKind, number>>> | undefined;
  /**
   * Standard deviations within which a metric is not an anomaly.
   *
   * @default 2
   */
  readonly anomalyBand?: number | undefined;
}

/** Returns the properties of the alarm on a signal. A metric without data is no alarm: nothing was asked, or nothing failed. */
export const alarmProperties = (signal: Signal, settings: AlarmSettings, topicArn: string): CfnAlarmProps => ({
  alarmName: `${settings.namePrefix}${signal.name}`,
  alarmDescription: descriptionOf(signal, settings),
  ...conditionOf(signal, settings),
  evaluationPeriods: ALARM_KINDS[signal.kind].periods,
  treatMissingData: 'notBreaching',
  alarmActions: [topicArn],
  okActions: [topicArn],
});

/** Returns the threshold of a signal in the unit of its metric. */
export const thresholdOf = ({ kind, scale = 1 }: Signal, { thresholds }: Pick<AlarmSettings, 'thresholds'>): number =>
  (thresholds?.[kind] ?? ALARM_KINDS[kind].threshold) * scale;

function descriptionOf(signal: Signal, settings: AlarmSettings): string {
  const { says, unit } = ALARM_KINDS[signal.kind];
  const limit = signal.isAnomaly
    ? `more than ${bandOf(settings)} standard deviations above what is usual`
    : `${settings.thresholds?.[signal.kind] ?? ALARM_KINDS[signal.kind].threshold} ${unit} or more`;
  return `${says}: ${signal.watched}, ${limit}. Runbook: docs/runbooks/alarms/${signal.kind}.md`;
}

const bandOf = ({ anomalyBand = 2 }: AlarmSettings): number => anomalyBand;

function conditionOf(signal: Signal, settings: AlarmSettings): Partial<CfnAlarmProps> & { comparisonOperator: string } {
  const { metric, isAnomaly } = signal;
  if (isAnomaly) {
    return {
      metrics: [
        { id: 'value', metricStat: statOf(metric), returnData: true },
        { id: 'band', expression: `ANOMALY_DETECTION_BAND(value, ${bandOf(settings)})`, returnData: true },
      ],
      thresholdMetricId: 'band',
      comparisonOperator: 'GreaterThanUpperThreshold',
    };
  }
  const atLeast = {
    threshold: thresholdOf(signal, settings),
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
  };
  if (metric.dimensions === 'any') {
    const query = { id: 'value', expression: expressionOf(metric), period: metric.periodSeconds, returnData: true };
    return { ...atLeast, metrics: [query] };
  }
  const isPercentile = metric.statistic.startsWith('p');
  return {
    ...atLeast,
    ...metricOf(metric),
    ...(isPercentile ? { extendedStatistic: metric.statistic } : { statistic: metric.statistic }),
    period: metric.periodSeconds,
  };
}

const metricOf = ({ namespace, name, dimensions }: Metric) => ({
  ...{ namespace, metricName: name },
  dimensions: Object.entries(dimensions).map(([dimension, value]) => ({ name: dimension, value })),
});

const statOf = (metric: Metric): CfnAlarm.MetricStatProperty => ({
  metric: metricOf(metric),
  stat: metric.statistic,
  period: metric.periodSeconds,
});
