import { METRICS_NAMESPACE } from '../../lambda/shared/contract';
import { ScriptedAccount } from '../preflight/account/scripted-account';
import { answered, type Call, refused } from '../preflight/account/wire';
import { environmentOf, runMain, runMainIn } from '../support/run-main';
import { tableAssembly } from '../support/table-assembly';
import { DAY, data, dimensions, type GetMetricData, LITE, listing, of, type Value } from './scripted-metrics';

let account: ScriptedAccount;
beforeAll(async () => {
  account = await ScriptedAccount.open();
});
afterAll(() => account.close());

const run = (answers: Parameters<ScriptedAccount['script']>[0], ...args: readonly string[]) => {
  account.script(answers);
  account.calls.length = 0;
  const argv = ['usage', '--app', tableAssembly(), '--deployment', 'sandbox', ...args];
  return runMainIn(environmentOf(account.url), argv);
};

/** A million tokens of each kind on every day but the second; half of the requests are of this deployment. */
const sample: Value = ({ Namespace, MetricName, ...metric }, day) => {
  if (day === 1) return undefined;
  if (Namespace === METRICS_NAMESPACE) return MetricName === 'Requests' ? 25 : 250_000;
  if (MetricName === 'Invocations') return 100 * (day + 1);
  if (/^Cache/.test(MetricName)) return undefined;
  return of({ Namespace, MetricName, ...metric }, 'ModelId') === 'someone.new-model-v1:0' ? 7 : 1_000_000 * (day + 1);
};

const answers = {
  'monitoring:ListMetrics': listing([LITE, 'someone.new-model-v1:0']),
  'monitoring:GetMetricData': data(sample, 7),
};

test('sums tokens, requests and dollars by model and day, over pages', async () => {
  const { status, stdout, stderr } = await run(answers, '--json');
  expect([status, stderr, account.strangers]).toEqual([0, '', []]);
  const { account: all, ofDeployment, prices } = JSON.parse(stdout);
  const today = new Date().toISOString().slice(0, 10);
  expect(all.days.map(({ day }: { day: string }) => day).at(-1)).toBe(today);
  expect(all.days).toHaveLength(7);
  expect(all.days[1].models).toEqual([]);
  expect(all.days[0].models.find(({ modelId }: { modelId: string }) => modelId === LITE)).toMatchObject({
    ...{ requests: 100, input: 1_000_000, output: 1_000_000, 'cache read': 0, unpriced: [] },
    usd: expect.closeTo(0.3, 9),
  });
  // 1 + 3 + 4 + 5 + 6 + 7 million of each kind, at 0.06 and 0.24 dollars.
  expect(all.models.find(({ modelId }: { modelId: string }) => modelId === LITE).usd).toBeCloseTo(26 * 0.3, 9);
  expect(ofDeployment.models).toEqual([
    expect.objectContaining({ modelId: LITE, requests: 300, input: 3_000_000, output: 3_000_000 }),
  ]);
  expect(prices.read).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('asks for whole days of UTC, each metric once', async () => {
  await run(answers, '--json', '--days', '3');
  const [call] = account.calls.filter(({ action }) => action === 'monitoring:GetMetricData');
  if (!call) throw new Error('no call');
  const { MetricDataQueries: queries, StartTime } = call.fields as unknown as GetMetricData;
  expect(StartTime % DAY).toBe(0);
  expect(queries.every(({ MetricStat: { Period, Stat } }) => Period === DAY && Stat === 'Sum')).toBe(true);
  const asked = queries.map(({ MetricStat: { Metric } }) => JSON.stringify(Metric));
  expect(new Set(asked).size).toBe(asked.length);
});

test('prints the table, a day without data, the plot, models without a price and the age of the prices', async () => {
  const { stdout } = await run(answers);
  const text = stdout.replace(/\s+/g, ' ');
  expect(stdout).toMatch(/^\d{4}-\d\d-\d\d {2}no data$/m);
  expect(stdout).toMatch(/^sum +amazon\.nova-lite-v1:0 +2,600 +26,000,000 +26,000,000 +0 +0 +7\.80$/m);
  expect(stdout).toContain('┤');
  expect(text).toContain('No price is known for input, output tokens of someone.new-model-v1:0: they are in no sum.');
  expect(text).toMatch(/Prices were read on \d{4}-\d\d-\d\d, \d+ days ago/);
  expect(text).toContain('AWS/Bedrock counts by model for the whole account and Region');
});

test('an account without any data says so', async () => {
  const { status, stdout } = await run({
    'monitoring:ListMetrics': answered({ Metrics: [] }),
    'monitoring:GetMetricData': answered({ MetricDataResults: [] }),
  });
  expect(status).toBe(0);
  expect(stdout.match(/no data/g)).toHaveLength(8);
});

test.each([1, 99, 100, 250])('%d models take as many calls of 500 queries as they need', async (count) => {
  const models = Array.from({ length: count }, (_, index) => `vendor.model-${index}-v1:0`);
  const { stdout } = await run(
    {
      'monitoring:ListMetrics': ({ fields }: Call) =>
        answered({
          Metrics: fields.Namespace === METRICS_NAMESPACE ? [] : models.map((ModelId) => dimensions({ ModelId })),
        }),
      'monitoring:GetMetricData': data(
        ({ MetricName }, day) => (MetricName === 'Invocations' && day === 0 ? 4 : undefined),
        1,
      ),
    },
    ...['--json', '--days', '1'],
  );
  const sizes = account.calls
    .filter(({ action, fields }) => action === 'monitoring:GetMetricData' && !fields.NextToken)
    .map(({ fields }) => (fields as unknown as GetMetricData).MetricDataQueries.length);
  // The row has two models, which are asked for although they were not used.
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe((count + 2) * 5);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  const { account: all } = JSON.parse(stdout);
  expect(all.models.filter(({ requests }: { requests: number }) => requests === 4)).toHaveLength(count + 2);
});

describe('bad input', () => {
  test.each([
    ['PB-USAGE-002', ['--days', '0']],
    ['PB-USAGE-002', ['--days', 'week']],
    ['PB-TOKENS-001', ['--days', '91']],
  ])('%s %j', async (code, args) => {
    const { status, stdout, stderr } = await runMain([
      'usage',
      '--app',
      tableAssembly(),
      '--deployment',
      'sandbox',
      ...args,
    ]);
    expect([status, stdout, stderr.split(' ')[0]]).toEqual([2, '', code]);
  });

  test.each(['monitoring:ListMetrics', 'monitoring:GetMetricData'])('%s is denied', async (action) => {
    const { status, stderr } = await run({ ...answers, [action]: refused('AccessDeniedException', 400) });
    expect([status, stderr.split(' ')[0]]).toEqual([1, 'PB-AWS-004']);
    expect(stderr).toContain(action.replace('monitoring', 'cloudwatch'));
  });
});
