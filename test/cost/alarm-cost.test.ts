import type { Estimate } from '../../cli/cost/estimate';
import type { TemplateResource } from '../../domain/template/template';
import { cost } from '../support/cost-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

const STAT = { Metric: { Namespace: 'PrivateBedrock', MetricName: 'Latency' }, Period: 300, Stat: 'p95' };
const alarm = (Properties: object): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { ...Properties },
});

const RESOURCES: Readonly<Record<string, TemplateResource>> = {
  One: alarm({ MetricName: 'Failures', Namespace: 'PrivateBedrock', Period: 300 }),
  Band: alarm({
    Metrics: [
      { Id: 'value', MetricStat: STAT },
      { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(value, 2)' },
    ],
  }),
  Sum: alarm({
    Metrics: [
      { Id: 'a', MetricStat: STAT },
      { Id: 'b', MetricStat: STAT },
      { Id: 'sum', Expression: 'a + b' },
    ],
  }),
  Query: alarm({ Metrics: [{ Id: 'value', Expression: 'SELECT SUM(X) FROM "AWS/Bedrock"', Period: 300 }] }),
  Fast: alarm({ MetricName: 'Failures', Namespace: 'PrivateBedrock', Period: 10 }),
  Board: { Type: 'AWS::CloudWatch::Dashboard', Properties: {} },
};

test('an alarm costs by the metrics that it evaluates, a band counts three, a dashboard has a price of its own', async () => {
  const { stdout } = await cost('--app', handMadeAssembly({ 'chat/Observability': RESOURCES }), '--json');
  const [estimate] = (JSON.parse(stdout) as { readonly estimates: readonly Estimate[] }).estimates;
  const usd = Object.fromEntries(estimate?.lines.map((line) => [line.resource, line.usd]) ?? []);
  expect(usd).toEqual({
    ...{ One: expect.closeTo(0.1), Band: expect.closeTo(0.3), Sum: expect.closeTo(0.2), Query: expect.closeTo(0.1) },
    Board: 3,
  });
  expect(estimate?.lines.every(({ kind }) => kind === 'fixed')).toBe(true);
  expect(estimate?.lines.find(({ resource }) => resource === 'Query')?.note).toMatch('counts as one metric');
  expect(estimate?.unpriced.map(({ what }) => what)).toEqual(['an alarm of high resolution']);
});
