import {
  CloudWatchClient,
  type MetricAlarm,
  type MetricDataQuery,
  paginateDescribeAlarms,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { type FoundAlarm, usdOf } from '../../domain/deployment/spend/breaker-status';
import type { SpendAlarm } from '../../domain/deployment/spend/spend-alarms';
import { listFromAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';
import type { BreakerTarget } from './breaker-target';

/** Reads the alarms on costs, and the US dollars of their windows until now. @throws OperatorError */
export async function readSpending(target: BreakerTarget, now: Date): Promise<readonly FoundAlarm[]> {
  const client = new CloudWatchClient(clientConfig(target.region));
  try {
    const alarms = await readAlarms(client, target);
    const nameOf = (alarm: SpendAlarm) => `${target.alarmPrefix}${alarm.name}`;
    const foundOf = (alarm: SpendAlarm) => alarms.find(({ AlarmName }) => AlarmName === nameOf(alarm));
    const dollars = await Promise.all(
      target.alarms.map((alarm) => readDollars(client, asFound(alarm, foundOf(alarm)), now)),
    );
    return target.alarms.map((alarm, index) => {
      const name = nameOf(alarm);
      const found = foundOf(alarm);
      const since = found?.StateTransitionedTimestamp ?? found?.StateUpdatedTimestamp;
      return {
        ...{ name, window: alarm.words, limitUsd: alarm.thresholdUsd, usd: dollars[index] ?? 0 },
        state: found?.StateValue ?? 'missing',
        ...(since && { since: since.toISOString() }),
      };
    });
  } finally {
    client.destroy();
  }
}

const readAlarms = (client: CloudWatchClient, { alarms, alarmPrefix }: BreakerTarget): Promise<MetricAlarm[]> =>
  listFromAws(
    'cloudwatch:DescribeAlarms',
    paginateDescribeAlarms({ client }, { AlarmNames: alarms.map(({ name }) => `${alarmPrefix}${name}`) }),
    ({ MetricAlarms }) => MetricAlarms,
  );

/** The alarm with the metrics of the deployed one: only that has the ids of the profiles of teams. */
const asFound = (alarm: SpendAlarm, found: MetricAlarm | undefined): SpendAlarm => ({
  ...alarm,
  tokens: alarm.tokens.map((token) => {
    const { MetricStat } = found?.Metrics?.find(({ Id }) => Id === token.id) ?? {};
    const modelId = MetricStat?.Metric?.Dimensions?.find(({ Name }) => Name === 'ModelId')?.Value;
    return { ...token, modelId: modelId ?? token.modelId };
  }),
});

/** Sums short periods: AWS moves the beginning of a long one to the full hour or day. */
async function readDollars(client: CloudWatchClient, alarm: SpendAlarm, now: Date): Promise<number> {
  const period = Math.max(60, alarm.periodSeconds / 288);
  const results = await listFromAws(
    'cloudwatch:GetMetricData',
    paginateGetMetricData(
      { client },
      {
        MetricDataQueries: alarm.tokens.map(({ id, modelId, metric }) => queryOf(id, modelId, metric, period)),
        StartTime: new Date(now.getTime() - alarm.periodSeconds * 1000),
        EndTime: now,
      },
    ),
    ({ MetricDataResults }) => MetricDataResults,
  );
  const sums = new Map<string, number>();
  // The parts of one result can be spread over pages.
  for (const { Id = '', Values = [] } of results) {
    sums.set(
      Id,
      Values.reduce((total, value) => total + value, sums.get(Id) ?? 0),
    );
  }
  return usdOf(alarm, sums);
}

const queryOf = (Id: string, modelId: string, metric: string, Period: number): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: { Namespace: 'AWS/Bedrock', MetricName: metric, Dimensions: [{ Name: 'ModelId', Value: modelId }] },
    ...{ Period, Stat: 'Sum' },
  },
});
