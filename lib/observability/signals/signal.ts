import type { AlarmKind } from '../../../domain/observability/alarm-kinds';

/** One metric, as CloudWatch keeps it. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** All dimensions with their values. `any`: the sum over all of them, by a query of CloudWatch Metrics Insights. */
  readonly dimensions: Readonly<Record<string, string>> | 'any';
  readonly statistic: 'Sum' | 'Maximum' | 'p50' | 'p95';
  readonly periodSeconds: number;
}

/** One alarm: a metric, and the value at which it is raised. */
export interface Signal {
  /** Name of the alarm, without the prefix of the deployment. */
  readonly name: string;
  readonly kind: AlarmKind;
  /** Thing that is watched, such as `function private-bedrock-chat-inference`. */
  readonly watched: string;
  readonly metric: Metric;
  /** Threshold in the unit of the metric, for each unit of the threshold of the kind. @default 1 */
  readonly scale?: number;
  /** The alarm is raised above a band of what the metric usually is, instead of at the threshold. @default false */
  readonly isAnomaly?: boolean;
}

/** Watched row. The account can be a CloudFormation token. */
export interface Environment {
  readonly deployment: string;
  readonly account: string;
}

/** Seconds that alarms add up or compare. Metrics of AWS arrive every minute, late ones within five. */
export const FIVE_MINUTES = 300;

/** A metric that counts. */
export const sumOf = (namespace: string, name: string, dimensions: Readonly<Record<string, string>>): Metric => ({
  ...{ namespace, name, dimensions },
  statistic: 'Sum',
  periodSeconds: FIVE_MINUTES,
});

/** Query of a metric over all its dimensions. */
export const expressionOf = ({ namespace, name, statistic }: Metric): string =>
  `SELECT ${statistic.toUpperCase()}(${name}) FROM "${namespace}"`;
