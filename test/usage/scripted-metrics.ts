import { METRICS_NAMESPACE } from '../../lambda/shared/contract';
import { answered, type Call } from '../preflight/account/wire';

export const LITE = 'amazon.nova-lite-v1:0';
export const DAY = 86_400;

export interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Period: number;
    readonly Stat: string;
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}
export interface GetMetricData {
  readonly MetricDataQueries: readonly Query[];
  readonly StartTime: number;
  readonly NextToken?: string;
}

export const dimensions = (values: Readonly<Record<string, string>>) => ({
  Dimensions: Object.entries(values).map(([Name, Value]) => ({ Name, Value })),
});
export const of = (metric: Query['MetricStat']['Metric'], name: string) =>
  metric.Dimensions.find(({ Name }) => Name === name)?.Value ?? '';

/** Lists models, one a page, and the metrics of one deployment. */
export const listing =
  (models: readonly string[]) =>
  ({ fields }: Call) => {
    if (fields.Namespace === METRICS_NAMESPACE) {
      expect(fields.Dimensions).toEqual([{ Name: 'Deployment', Value: 'sandbox' }]);
      const own = ['converse', 'converseStream'].map((Operation) =>
        dimensions({ Deployment: 'sandbox', Model: LITE, Operation }),
      );
      return answered({ Metrics: [dimensions({ Deployment: 'sandbox' }), ...own] });
    }
    const at = Number(fields.NextToken ?? 0);
    const more = at + 1 < models.length ? { NextToken: String(at + 1) } : {};
    // The same requests by more dimensions must not be counted again.
    const others = dimensions({ ModelId: models[at] ?? '', ContextWindow: 'x' });
    return answered({ Metrics: models[at] ? [dimensions({ ModelId: models[at] }), others] : [], ...more });
  };

export type Value = (query: Query['MetricStat']['Metric'], day: number) => number | undefined;

/** Answers each query with a value for some days, half of it on each of two pages. */
export const data = (value: Value, days: number) => (call: Call) => {
  const { MetricDataQueries, StartTime, NextToken } = call.fields as unknown as GetMetricData;
  const results = MetricDataQueries.map(({ Id, MetricStat: { Metric } }) => {
    const points = Array.from(
      { length: days },
      (_, day) => [StartTime + day * DAY, value(Metric, day)] as const,
    ).filter(([, sum]) => sum !== undefined);
    return { Id, Timestamps: points.map(([time]) => time), Values: points.map(([, sum]) => (sum ?? 0) / 2) };
  });
  return answered({ MetricDataResults: results, ...(NextToken ? {} : { NextToken: 'page-2' }) });
};
