import { spendAlarms } from '../../domain/deployment/spend/spend-alarms';
import { teamProfiles } from '../../domain/deployment/team-profiles';
import { row } from '../deployment/rows';
import { environmentOf, runMainIn } from '../support/run-main';
import { assemblyWith, BreakerAccount } from './breaker-account';

const LIMITS = { spend: { hourlyUsd: 20, dailyUsd: 100 }, observability: {} };

let account: BreakerAccount;
beforeAll(async () => {
  account = await BreakerAccount.open();
});
afterAll(() => account.scripted.close());

test('asks for the profiles of teams by the ids that the deployed alarms have, and for each alarm by its name', async () => {
  const teams = ['search', 'support'].map((name) => ({
    name,
    principals: [`arn:aws:iam::111122223333:role/${name}`],
  }));
  const config = row({ ...LIMITS, models: ['amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0'], teams });
  const profiles = teamProfiles('chat', config).map(({ model, name }) => ({ model, profileId: `id-of-${name}` }));
  const alarms = spendAlarms(config, profiles);
  expect(alarms.length).toBeGreaterThan(2);
  account.alarms.clear();
  for (const { name, tokens } of alarms) {
    account.alarms.set(`private-bedrock-chat/${name}`, name === 'spend-hour-2' ? 'ALARM' : 'OK');
    const metrics = tokens.map(({ id, modelId, metric }) => ({
      Id: id,
      MetricStat: {
        Metric: { Namespace: 'AWS/Bedrock', MetricName: metric, Dimensions: [{ Name: 'ModelId', Value: modelId }] },
      },
    }));
    account.metrics.set(`private-bedrock-chat/${name}`, metrics);
  }
  const { stdout } = await runMainIn(environmentOf(account.scripted.url), [
    ...['breaker', 'status', '--app', assemblyWith(config), '--json'],
  ]);
  const states = JSON.parse(stdout).alarms.map(({ state }: { readonly state: string }) => state);
  expect(states.filter((state: string) => state === 'ALARM')).toHaveLength(1);
  expect(states).not.toContain('missing');
  const asked = JSON.stringify(account.scripted.calls.filter(({ action }) => action === 'monitoring:GetMetricData'));
  for (const { profileId } of profiles) expect(asked).toContain(`"${profileId}"`);
});
