import { readFileSync } from 'node:fs';
import { ALARM_KINDS } from '../../domain/observability/alarm-kinds';

const ROWS = Object.entries(ALARM_KINDS).map(
  ([kind, { says, threshold, unit, periods }]) =>
    `| [\`${kind}\`](runbooks/alarms/${kind}.md) | ${says} | ${threshold} ${unit} | ${periods} period${periods === 1 ? '' : 's'} |`,
);

test('docs/observability.md has each kind of alarm with its threshold', () => {
  const page = readFileSync('docs/observability.md', 'utf8');
  const [, table = ''] = /\| kind \|.*\n\|---.*\n([\s\S]*?)\n\n/.exec(page) ?? [];
  expect(table.split('\n')).toEqual(ROWS);
});
