import { teamProfiles } from '../../domain/deployment/team-profiles';
import { METRICS_NAMESPACE } from '../../lambda/shared/contract';
import { ScriptedAccount } from '../preflight/account/scripted-account';
import { answered } from '../preflight/account/wire';
import { environmentOf, runMainIn } from '../support/run-main';
import { emptyAssembly } from '../support/table-assembly';
import { data, LITE, of, type Value } from './scripted-metrics';

let account: ScriptedAccount;
beforeAll(async () => {
  account = await ScriptedAccount.open();
});
afterAll(() => account.close());

test('reads the prices of the row, and counts a profile by the id that CloudWatch has', async () => {
  const profile = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefgh1234';
  const app = emptyAssembly({
    sandbox: {
      region: 'us-east-1',
      network: { cidr: '10.0.0.0/24' },
      models: [LITE, { applicationProfileArn: profile, copyFrom: LITE }, 'amazon.nova-pro-v1:0'],
      spend: {
        ...{ hourlyUsd: 1, dailyUsd: 2 },
        prices: [
          { model: LITE, inputUsd: 7, outputUsd: 0.5, read: '2026-01-02' },
          { model: 'amazon.nova-pro-v1:0', inputUsd: 9, read: '2026-11-01', metricModelId: 'pro-in-cloudwatch' },
        ],
      },
    },
  });
  const million: Value = ({ Namespace, MetricName }, day) =>
    Namespace !== METRICS_NAMESPACE && /^(Input|Output)Token/.test(MetricName) && day === 0 ? 1_000_000 : undefined;
  const scripted = {
    'monitoring:ListMetrics': answered({ Metrics: [] }),
    'monitoring:GetMetricData': data(million, 1),
  };
  const usdOf = async (...args: readonly string[]) => {
    account.script(scripted);
    const argv = ['usage', '--app', app, '--json', '--days', '1', ...args];
    const { stdout } = await runMainIn(environmentOf(account.url), argv);
    const { account: all, prices } = JSON.parse(stdout);
    const usds = Object.fromEntries(
      all.models.map(({ modelId, usd }: { modelId: string; usd: number }) => [modelId, usd]),
    );
    return { usds, read: prices.read };
  };
  const { usds, read } = await usdOf();
  expect(read).toBe('2026-01-02');
  expect(usds).toEqual({
    [LITE]: expect.closeTo(7.5, 9),
    // Costs what it copies.
    abcdefgh1234: expect.closeTo(7.5, 9),
    // Output by the list.
    'pro-in-cloudwatch': expect.closeTo(9 + 3.2, 9),
  });
});

test('prints what each team used, by the profiles that carry its name', async () => {
  const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
  const config = {
    region: 'us-east-1',
    network: { cidr: '10.0.0.0/24' },
    models: [LITE] as const,
    teams: ['support', 'search', 'idle'].map((name) => ({ name, principals: [role(name)] })),
  };
  const named = teamProfiles('sandbox', config);
  const summary = (team: string) => ({
    inferenceProfileName: named.find((one) => one.team === team)?.name,
    inferenceProfileId: `id-of-${team}`,
  });
  const listed = [...['support', 'search'].map(summary), { inferenceProfileName: 'x', inferenceProfileId: 'foreign' }];
  const scripted = {
    'bedrock:ListInferenceProfiles': answered({ inferenceProfileSummaries: listed }),
    'monitoring:ListMetrics': answered({ Metrics: [] }),
    'monitoring:GetMetricData': data(({ Namespace, MetricName, ...metric }, day) => {
      const modelId = of({ Namespace, MetricName, ...metric }, 'ModelId');
      return MetricName === 'InputTokenCount' && day === 0 ? { 'id-of-search': 5e6, [LITE]: 1e6 }[modelId] : undefined;
    }, 1),
  };
  account.script(scripted);
  const at = ['usage', '--app', emptyAssembly({ sandbox: config }), '--days', '1'];
  const { stdout } = await runMainIn(environmentOf(account.url), at);
  expect(stdout).toMatch(/^team +model .*$/m);
  // At 0.06 dollars for a million, the price of the model.
  expect(stdout).toMatch(/^search +amazon\.nova-lite-v1:0 +0 +5,000,000 +0 +0 +0 +0\.30$/m);
  expect(stdout).not.toMatch(/^(support|idle|foreign)/m);
  account.script(scripted);
  const json = JSON.parse((await runMainIn(environmentOf(account.url), [...at, '--json'])).stdout);
  expect(json.teams).toEqual([
    { team: 'search', model: LITE, use: expect.objectContaining({ modelId: 'id-of-search', input: 5e6 }) },
  ]);
});
