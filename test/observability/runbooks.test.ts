import { readdirSync, readFileSync } from 'node:fs';
import { ALARM_KINDS } from '../../domain/observability/alarm-kinds';
import { FAILURE_ROWS } from '../../lambda/shared/failures/failure-rows';
import { logLine } from '../../lambda/shared/telemetry';

const FOLDER = 'docs/runbooks/alarms';
const pages = readdirSync(FOLDER).map(
  (name) => [name.replace(/\.md$/, ''), readFileSync(`${FOLDER}/${name}`, 'utf8')] as const,
);

test('each kind of alarm has a page, and each page is that of a kind', () => {
  expect(pages.map(([name]) => name).sort()).toEqual(Object.keys(ALARM_KINDS).sort());
});

test.each(pages)('%s says what it means, where to look and what to do, in this order and on one page', (name, text) => {
  const parts = [`# Alarm: ${name}\n`, '**Meaning.**', '**Look here.**', '**Do this'];
  const places = parts.map((part) => text.indexOf(part));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places[0]).toBe(0);
  expect(text.split('\n').length).toBeLessThan(45);
});

/** Fields of a log line, with every metric. */
const fields = Object.keys(
  JSON.parse(
    logLine(
      {
        ...{ operation: 'converse', modelId: 'm', attempts: 1, inputTokens: 1, outputTokens: 1, bedrockRequestId: 'b' },
        ...{ timeToFirstTokenMs: 1, stopReason: 'end_turn' },
      },
      { deployment: 'test', requestId: 'r', startedAt: 0, now: 1 },
    ),
  ),
);

const WORDS =
  /\b(filter|stats|count|by|bin|5m|and|sum|avg|pct|95|ispresent|sort|desc|limit|20|like|1|ERROR|@\w+)\b|@\w+/g;

test.each(pages)('%s queries fields that a log line has', (_, text) => {
  const queries = [...text.matchAll(/```\n([^`]+)\n```/g)].map(([, query = '']) => query);
  const named = queries.flatMap(
    (query) =>
      query
        .replace(/\/.*\/|"[^"]*"/g, '')
        .replace(WORDS, '')
        .match(/[A-Za-z]\w+/g) ?? [],
  );
  expect(named.filter((name) => !fields.includes(name))).toEqual([]);
});

test('the page about failures names outcomes that count as failures, and no others', () => {
  const [, text = ''] = pages.find(([name]) => name === 'failures') ?? [];
  const outcomes = [...text.slice(text.indexOf('**Do this')).matchAll(/`([a-z]+_[a-z_]+)`/g)].map(
    ([, code = '']) => code,
  );
  expect(outcomes.length).toBeGreaterThan(4);
  const counted = (code: string) =>
    Object.hasOwn(FAILURE_ROWS, code) && FAILURE_ROWS[code as keyof typeof FAILURE_ROWS].counted;
  expect(outcomes.filter((code) => counted(code) !== 'Failures')).toEqual([]);
});
