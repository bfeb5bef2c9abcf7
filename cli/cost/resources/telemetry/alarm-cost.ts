import { asRecord, type CostRule } from '../cost-context';
import { costLine } from '../cost-line';

/** Metrics that CloudWatch bills for a band: the metric, and the two ends of the band. */
const METRICS_OF_BAND = 3;

/**
 * Prices `AWS::CloudWatch::Alarm` by the metrics that it evaluates. A query of Metrics Insights is billed by the metrics that
 * it finds, which no template says: it counts as one.
 */
export const alarmCost: CostRule = (located, { prices }) => {
  const { Metrics, Period } = located.resource.Properties ?? {};
  const queries = Array.isArray(Metrics) ? Metrics.map(asRecord) : [];
  if (typeof Period === 'number' && Period < 60) return { unpriced: ['an alarm of high resolution'] };
  const hasBand = queries.some(({ Expression }) => String(Expression).startsWith('ANOMALY_DETECTION_BAND'));
  const isQuery = queries.some(({ Expression }) => String(Expression).startsWith('SELECT'));
  const plain = queries.filter(({ MetricStat }) => MetricStat !== undefined).length;
  const count = hasBand ? METRICS_OF_BAND : Math.max(plain, 1);
  return {
    lines: [
      costLine(
        {
          ...{ located, feature: 'telemetry', what: 'alarms', kind: 'fixed', price: 'alarm-metric-month' },
          factors: [[count, 'metrics']],
          ...(isQuery && { note: 'a query counts as one metric; it is billed by those that it finds' }),
        },
        prices,
      ),
    ],
  };
};

/** Prices `AWS::CloudWatch::Dashboard`. The first three of an account are free, if none has more than 50 metrics. */
export const dashboardCost: CostRule = (located, { prices }) => ({
  lines: [
    costLine(
      {
        ...{ located, feature: 'telemetry', what: 'dashboard', kind: 'fixed', price: 'dashboard-month' },
        factors: [[1, 'dashboard']],
        note: 'free for the first three of an account, if none has more than 50 metrics',
      },
      prices,
    ),
  ],
});
