import { existsSync } from 'node:fs';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { systemOf } from '../../proofs/model/system';
import { ODD_ROWS } from '../../proofs/rows/odd-rows';
import { randomRows } from '../../proofs/rows/rows';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';

/** Rows of the generator with alarms, one of them without anything else that makes some. */
const random = randomRows(18, 200)
  .filter(({ observability }) => observability !== undefined)
  .filter(({ spend }, index) => index === 0 || spend !== undefined)
  .slice(0, 3);

const rows: readonly (readonly [string, DeploymentConfig])[] = [
  ...(['clinic', 'library'] as const).map((name) => [name, ODD_ROWS[name] as DeploymentConfig] as const),
  ...random.map((row, index) => [`random-${index}`, row] as const),
];

interface Widget {
  readonly properties: { readonly alarms?: readonly string[] };
}

test.each(rows)('every alarm of %s has a runbook and an action, and its state is on the dashboard', (name, row) => {
  const { resolver } = systemOf(subjectOfRow(name, row).templates);
  const of = (type: string) =>
    resolver.resources.filter(({ resource }) => resource.Type === type).map((one) => resolver.properties(one));
  const alarms = of('AWS::CloudWatch::Alarm');
  expect(alarms.length).toBeGreaterThan(5);
  const topics = resolver.resources
    .filter(({ resource }) => resource.Type === 'AWS::SNS::Topic')
    .map((topic) => resolver.attributeOf(topic, 'Ref'));
  const shown = of('AWS::CloudWatch::Dashboard')
    .flatMap(
      ({ DashboardBody }) => (JSON.parse(String(DashboardBody)) as { readonly widgets: readonly Widget[] }).widgets,
    )
    .flatMap(({ properties }) => properties.alarms ?? []);
  for (const { AlarmName, AlarmDescription, AlarmActions } of alarms) {
    const [, page = ''] = /Runbook: (\S+)$/.exec(String(AlarmDescription)) ?? [];
    expect([AlarmName, existsSync(page)]).toEqual([AlarmName, true]);
    expect([AlarmName, topics.includes((AlarmActions as readonly string[])[0] ?? '')]).toEqual([AlarmName, true]);
    expect(shown.filter((arn) => arn.endsWith(`:alarm:${AlarmName}`))).toHaveLength(1);
  }
  // An ARN of an alarm that does not exist is a tile that nobody can read.
  expect(shown).toHaveLength(alarms.length);
});
