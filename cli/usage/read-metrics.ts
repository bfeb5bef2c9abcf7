import {
  CloudWatchClient,
  type Metric,
  type MetricDataQuery,
  paginateGetMetricData,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import { isoDay } from '../../domain/usage/usage';
import { listFromAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';

/** One metric to sum by day. */
export interface DailyMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Most queries of one call. Source: Amazon CloudWatch API Reference, GetMetricData. */
const MOST_QUERIES = 500;
const DAY_SECONDS = 86_400;

/** Metrics of one account and Region. Reads only. */
export class Metrics {
  private readonly client: CloudWatchClient;

  constructor(region: string) {
    this.client = new CloudWatchClient(clientConfig(region));
  }

  /** Lists the dimensions of a metric that had data in the last two weeks. @throws OperatorError */
  async dimensionsOf(
    namespace: string,
    name: string,
    dimensions: Readonly<Record<string, string>> = {},
  ): Promise<readonly Readonly<Record<string, string>>[]> {
    const metrics = await listFromAws<{ Metrics?: Metric[] }, Metric>(
      'cloudwatch:ListMetrics',
      paginateListMetrics(
        { client: this.client },
        {
          Namespace: namespace,
          MetricName: name,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
      ),
      ({ Metrics: page }) => page,
    );
    return metrics.map(({ Dimensions = [] }) =>
      Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value])),
    );
  }

  /**
   * Sums metrics by day. A day without data has no entry.
   *
   * @param from ISO day of the first day, UTC
   * @throws OperatorError
   */
  async sums(
    metrics: readonly DailyMetric[],
    from: string,
    now: Date,
  ): Promise<readonly ReadonlyMap<string, number>[]> {
    const sums = metrics.map(() => new Map<string, number>());
    for (let first = 0; first < metrics.length; first += MOST_QUERIES) {
      const queries = metrics.slice(first, first + MOST_QUERIES).map((metric, index) => queryOf(metric, first + index));
      const pages = paginateGetMetricData(
        { client: this.client },
        {
          MetricDataQueries: queries,
          StartTime: new Date(`${from}T00:00:00Z`),
          EndTime: now,
          ScanBy: 'TimestampAscending',
        },
      );
      const results = await listFromAws(
        'cloudwatch:GetMetricData',
        pages,
        ({ MetricDataResults }) => MetricDataResults,
      );
      for (const { Id = '', Timestamps = [], Values = [] } of results) {
        const sum = sums[Number(Id.slice(1))];
        Timestamps.forEach((time, at) => {
          // The parts of one result can be spread over pages.
          sum?.set(isoDay(time), (sum.get(isoDay(time)) ?? 0) + (Values[at] ?? 0));
        });
      }
    }
    return sums;
  }
}

const queryOf = ({ namespace, name, dimensions }: DailyMetric, index: number): MetricDataQuery => ({
  Id: `m${index}`,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: DAY_SECONDS,
    Stat: 'Sum',
  },
});
