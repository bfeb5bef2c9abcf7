import fc from 'fast-check';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import {
  dollarsOf,
  MOST_METRICS,
  type SpendAlarm,
  spendAlarmNames,
  spendAlarms,
} from '../../domain/deployment/spend/spend-alarms';
import { AWS_METRICS } from '../../domain/metrics/aws-metrics';
import { TOKEN_METRICS } from '../../domain/metrics/token-metrics';
import { row } from '../deployment/rows';

const usd = fc.integer({ min: 1, max: 100_000_000 }).map((millionths) => millionths / 1_000_000);

/** Rows with any number of models, each with a price for any kinds of tokens. */
const rows = fc
  .tuple(
    fc.array(
      fc.record(
        { inputUsd: usd, outputUsd: usd, cacheReadUsd: usd, cacheWriteUsd: usd },
        { requiredKeys: ['inputUsd'] },
      ),
      { minLength: 1, maxLength: 20 },
    ),
    fc.double({ min: 1, max: 1000, noNaN: true }),
    fc.double({ min: 1, max: 10, noNaN: true }),
  )
  .map(([prices, hourlyUsd, factor]): DeploymentConfig => {
    const models = prices.map((_, index) => `acme.model-${index}`) as [string, ...string[]];
    return {
      ...row({}),
      models,
      spend: {
        ...{ hourlyUsd, dailyUsd: hourlyUsd * factor },
        prices: prices.map((price, index) => ({ model: `acme.model-${index}`, read: '2026-11-01', ...price })),
      },
    };
  });

/** Evaluates the expression of an alarm, as CloudWatch would. Metrics without data are 0. */
function dollars(alarm: SpendAlarm, tokensOf: (modelId: string, metric: string) => number): number {
  const values = Object.fromEntries(alarm.tokens.map(({ id, modelId, metric }) => [id, tokensOf(modelId, metric)]));
  const text = dollarsOf(alarm).replaceAll(/FILL\((m\d+),0\)/g, (_, id: string) => String(values[id]));
  expect(text).toMatch(/^[\d.+*()/]+$/);
  return Number(new Function(`return ${text}`)());
}

const billed = ({ spend }: DeploymentConfig, tokensOf: (modelId: string, metric: string) => number): number =>
  (spend?.prices ?? []).reduce((sum, { model, inputUsd, outputUsd = 0, cacheReadUsd = 0, cacheWriteUsd = 0 }) => {
    const tokens = (kind: keyof typeof TOKEN_METRICS) => tokensOf(model, TOKEN_METRICS[kind]) / 1_000_000;
    return (
      sum +
      tokens('input') * inputUsd +
      tokens('output') * outputUsd +
      tokens('cache read') * cacheReadUsd +
      tokens('cache write') * cacheWriteUsd
    );
  }, 0);

/** Tokens by model and metric, always the same for one seed. */
const usage = fc.func(fc.integer({ min: 0, max: 100_000_000 }));

test('is raised whenever the tokens cost the limit, however many alarms share it, and counts each token once', () => {
  fc.assert(
    fc.property(rows, usage, (config, used) => {
      const tokensOf = (modelId: string, metric: string) => used(modelId, metric);
      const alarms = spendAlarms(config);
      for (const [periodSeconds, limit] of [
        [3600, config.spend?.hourlyUsd ?? 0],
        [86_400, config.spend?.dailyUsd ?? 0],
      ] as const) {
        const ofWindow = alarms.filter((alarm) => alarm.periodSeconds === periodSeconds);
        const counted = ofWindow.map((alarm) => dollars(alarm, tokensOf));
        const sum = counted.reduce((total, part) => total + part, 0);
        const bill = billed(config, tokensOf);
        expect(sum).toBeCloseTo(bill, 3);
        const isRaised = ofWindow.some(({ thresholdUsd }, index) => (counted[index] ?? 0) >= thresholdUsd);
        if (bill >= limit * 1.000001) expect(isRaised).toBe(true);
      }
    }),
  );
});

test('no alarm has more metrics than AWS accepts, nor one that AWS does not write', () => {
  const [bedrock] = AWS_METRICS.filter(({ namespace }) => namespace === 'AWS/Bedrock');
  fc.assert(
    fc.property(rows, (config) => {
      for (const { tokens } of spendAlarms(config)) {
        expect(tokens.length).toBeLessThanOrEqual(MOST_METRICS);
        for (const { metric } of tokens) expect(bedrock?.metrics).toContain(metric);
      }
    }),
  );
});

test('one alarm for each window as long as the metrics fit, with the limit of the row', () => {
  const config = row({ spend: { hourlyUsd: 20, dailyUsd: 100 } });
  expect(spendAlarms(config).map(({ name, thresholdUsd }) => [name, thresholdUsd])).toEqual([
    ['spend-hour', 20],
    ['spend-day', 100],
  ]);
});

test('the tokens of a model that is named twice are counted once', () => {
  const profile = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl';
  const config = row({
    models: ['amazon.nova-lite-v1:0', { applicationProfileArn: profile, copyFrom: 'amazon.nova-lite-v1:0' }],
    spend: {
      ...{ hourlyUsd: 20, dailyUsd: 100 },
      prices: [
        { model: profile, inputUsd: 1, outputUsd: 1, read: '2026-11-01', metricModelId: 'amazon.nova-lite-v1:0' },
      ],
    },
  });
  expect(new Set(spendAlarms(config).flatMap(({ tokens }) => tokens.map(({ modelId }) => modelId)))).toEqual(
    new Set(['amazon.nova-lite-v1:0']),
  );
});

test('a profile does not bypass the breaker: its tokens count with the price of its model, beside those of the model', () => {
  fc.assert(
    fc.property(rows, usage, fc.integer({ min: 1, max: 3 }), (config, used, teams) => {
      const profiles = config.models.flatMap((model) =>
        Array.from({ length: teams }, (_, team) => ({ model: String(model), profileId: `${model}-of-team-${team}` })),
      );
      const alarms = spendAlarms(config, profiles).filter(({ periodSeconds }) => periodSeconds === 3600);
      const sum = alarms.reduce((total, alarm) => total + dollars(alarm, used), 0);
      const modelsAndProfiles = (modelId: string, metric: string) =>
        used(modelId, metric) +
        profiles
          .filter(({ model }) => model === modelId)
          .reduce((total, { profileId }) => total + used(profileId, metric), 0);
      const bill = billed(config, modelsAndProfiles);
      expect(Math.abs(sum - bill)).toBeLessThanOrEqual(1e-6 * Math.max(bill, 1));
      const isRaised = alarms.some((alarm) => dollars(alarm, used) >= alarm.thresholdUsd);
      if (bill >= (config.spend?.hourlyUsd ?? 0) * 1.000001) expect(isRaised).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('names of alarms follow from the row alone', () => {
  const teams = ['search', 'support'].map((name) => ({ name, principals: [`arn:aws:iam::111122223333:role/${name}`] }));
  const config = row({
    models: ['amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0'],
    teams,
    spend: { hourlyUsd: 9, dailyUsd: 9 },
  });
  const profiles = teams.flatMap(({ name }) =>
    config.models.map((model) => ({ model: String(model), profileId: `${name}${model}` })),
  );
  const alarms = spendAlarms(config, profiles);
  expect(alarms.length).toBeGreaterThan(2);
  expect(spendAlarmNames('test', config)).toEqual(alarms.map(({ name }) => name));
});
