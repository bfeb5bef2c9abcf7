import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ActivityReport } from '../../domain/developer/usage/activity-report';
import { ObjectServer } from '../support/object-server';
import { environmentOf, runMainIn } from '../support/run-main';
import { COLUMNS, DAY, folder, line, parsed, report, written } from './report-run';
import { csv, DEFECTS, defectiveYear, EMPTY_MONTH, syntheticYear, writeReports } from './synthetic-year';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const YEAR = writeReports(join(folder, 'year'), syntheticYear());
/** Some weeks of it, with both products. */
const WEEKS = syntheticYear().slice(400, 460);
const SOME = writeReports(join(folder, 'weeks'), WEEKS);
const DEFECTIVE = writeReports(join(folder, 'defective'), defectiveYear());

describe('the synthetic year of 40 users', () => {
  let year: ActivityReport;
  beforeAll(async () => {
    year = await parsed(YEAR, '--weeks', '60');
  });

  test('is complete, and nothing in it is wrong', () => {
    expect(year).toMatchObject({ first: '2025-11-01', users: 40, findings: [], monthsWithoutData: [EMPTY_MONTH] });
    expect(year.lines).toBe(year.counted);
    expect(year.weeks.find(({ monday }) => monday === `${EMPTY_MONTH}-09`)).toMatchObject({ users: 0, suggested: 0 });
  });

  test('adds up: weeks, months and products have the same counts', () => {
    const sum = (some: readonly { readonly accepted: number; readonly credits: number }[]) => ({
      accepted: some.reduce((total, { accepted }) => total + accepted, 0),
      credits: Math.round(some.reduce((total, { credits }) => total + credits, 0)),
    });
    expect(sum(year.weeks)).toEqual(sum(year.products));
    expect(sum(year.months)).toEqual(sum(year.products));
    expect(sum(year.products).accepted).toBeGreaterThan(100_000);
    for (const { suggested, accepted } of year.weeks) expect(suggested).toBeGreaterThanOrEqual(accepted);
  });

  test('projects the last month: whole months, the days of new seats, and what has no price', () => {
    const { kinds, month, usd, unpricedSeats } = year.projection;
    const q = kinds.find(({ kind }) => kind === 'Q Pro');
    expect(month).toBe('2026-10');
    expect(q).toMatchObject({ seats: 39, prorated: 2 });
    expect(q?.usd).toBeGreaterThan(37 * 19);
    expect(q?.usd).toBeLessThan(39 * 19);
    expect(kinds.find(({ kind }) => kind === 'Kiro Pro Max')).toMatchObject({ usd: null });
    expect(unpricedSeats).toBeGreaterThan(0);
    expect(usd).toBeCloseTo(kinds.reduce((sum, kind) => sum + (kind.usd ?? 0), 0));
  });

  test('names users by pseudonyms alone: other ones in each run, the same with a key', async () => {
    const users = ({ seats }: ActivityReport) => seats.map(({ user }) => user).sort();
    const some = await parsed(SOME);
    const ids = users(await parsed(SOME, '--names'));
    const text = JSON.stringify(some) + (await report(SOME)).stdout;
    expect(ids.filter((id) => text.includes(id))).toEqual([]);
    expect(text).not.toMatch(/@example\.com|developer\.\d/);
    const key = written('0123456789abcdef0123', 'key');
    expect(users(await parsed(SOME, '--key', key))).toEqual(users(await parsed(SOME, '--key', key)));
    expect(users(await parsed(SOME))).not.toEqual(users(some));
  });

  test('is the same from a bucket', async () => {
    const objects = new Map(WEEKS.map(({ path, content }) => [`reports/${path}`, content]));
    objects.set('reports-2/other.csv', Buffer.from('x'));
    objects.set('reports/AWSLogs/111122223333/QDeveloperLogs/GenerateAssistantResponse/1.json.gz', Buffer.from('x'));
    const server = new ObjectServer('developer-reports', '111122223333', objects);
    const { url, close } = await server.listen();
    const run = await runMainIn(environmentOf(url), [
      'developer',
      'report',
      's3://developer-reports/reports',
      '--json',
    ]);
    await close();
    const { findings, weeks, projection } = JSON.parse(run.stdout) as ActivityReport;
    expect(findings.map(({ code, count }) => [code, count])).toEqual([['other-file', 1]]);
    const here = await parsed(SOME);
    expect({ weeks, projection }).toEqual({ weeks: here.weeks, projection: here.projection });
  });
});

test('every defect of the defective year is named with its file and line, and the sums are those of the year', async () => {
  const { status, stdout } = await report(DEFECTIVE, '--json');
  const { findings, products } = JSON.parse(stdout) as ActivityReport;
  const counts = Object.fromEntries(findings.map(({ code, count }) => [code, count]));
  expect(counts).toMatchObject(DEFECTS);
  expect(counts.duplicate).toBeGreaterThan(50);
  expect(status).toBe(1);
  expect(findings.find(({ code }) => code === 'negative-count')?.places).toEqual([{ file: 'more/lines.csv', line: 4 }]);
  expect(products).toEqual((await parsed(YEAR)).products);
});

describe('one file', () => {
  test.each([
    ['gzip of any name', gzipSync(line({ ...DAY, Chat_AICodeLines: 3 }))],
    ['a byte order mark', `\uFEFF${line({ ...DAY, Chat_AICodeLines: 3 })}`],
    ['UTF-16 without a mark', Buffer.from(line({ ...DAY, Chat_AICodeLines: 3 }), 'utf16le')],
    [
      'CR LF, spaces, quotes and other letters',
      line({ UserId: '" alice"', Date: '10-30-2026', Chat_AICodeLines: ' 3 ' })
        .replaceAll('\n', '\r\n')
        .replace('UserId', 'USERID'),
    ],
    ['no line feed at its end', line({ ...DAY, Chat_AICodeLines: 3 }).trimEnd()],
  ])('with %s is read', async (_, content) => {
    expect((await parsed(written(content, 'any'), '--names')).seats).toMatchObject([
      { user: 'alice', last: '2026-10-30' },
    ]);
    expect((await parsed(written(content))).products).toMatchObject([{ product: 'q', accepted: 3, suggested: 3 }]);
  });

  test.each([
    ['field-count', 'alice,10-30-2026'],
    ['negative-count', line({ ...DAY, Inline_AICodeLines: -1 }).split('\n')[1]],
    ['not-a-count', line({ ...DAY, Inline_AICodeLines: '1,5'.replace(',', ';') }).split('\n')[1]],
    ['not-a-count', line({ ...DAY, Inline_AICodeLines: 'NaN' }).split('\n')[1]],
    ['not-a-day', line({ ...DAY, Date: '02-30-2026' }).split('\n')[1]],
    ['not-a-day', line({ ...DAY, Date: '30.10.2026' }).split('\n')[1]],
    ['future-day', line({ ...DAY, Date: '10-30-2099' }).split('\n')[1]],
    ['no-user', line({ ...DAY, UserId: ' ' }).split('\n')[1]],
    ['broken-quotes', '"alice,10-30-2026'],
    ['line-too-long', `"${'a'.repeat(3 * 2 ** 20)}`],
  ])('with a line that is wrong (%s) keeps the others', async (code, wrong = '') => {
    const { findings, products } = await parsed(written(`${line({ ...DAY, Chat_AICodeLines: 3 })}${wrong}\n`));
    expect(findings).toMatchObject([{ code, count: 1 }]);
    expect(findings[0]?.places[0]?.line).toBeGreaterThan(1);
    expect(products).toMatchObject([{ users: 1, accepted: 3 }]);
  });

  test('with bytes that are no text loses that line only', async () => {
    const bytes = Buffer.from(
      `${line({ ...DAY, Chat_AICodeLines: 3 })}${line({ ...DAY, UserId: 'ÿ' }).split('\n')[1]}\n`,
      'latin1',
    );
    expect((await parsed(written(bytes))).findings).toMatchObject([
      { code: 'bad-encoding', count: 1, places: [{ line: 3 }] },
    ]);
  });

  test('with other columns names them, and adds up those that are not known', async () => {
    const renamed = csv(
      [...COLUMNS.map((name) => (name === 'Inline_AICodeLines' ? 'Inline_Lines' : name)), 'Note'],
      [{ ...DAY, Inline_Lines: 7, Chat_AICodeLines: 2, Note: 'secret' }],
    );
    const { stdout } = await report(written(renamed), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      products: [{ accepted: 2 }],
      unknownColumns: [
        { name: 'Inline_Lines', files: 1, sum: 7 },
        { name: 'Note', files: 1, sum: 0 },
      ],
      missingColumns: [{ name: 'Inline_AICodeLines', files: 1 }],
      findings: [{ code: 'missing-column', loses: 'none' }],
    });
    expect(stdout).not.toContain('secret');
  });

  test('with a day and other counts twice counts the larger ones, and says so', async () => {
    const [header, one] = line({ ...DAY, Chat_AICodeLines: 3, Chat_MessagesSent: 9 }).split('\n');
    const [, other] = line({ ...DAY, Chat_AICodeLines: 5, Chat_MessagesSent: 1 }).split('\n');
    const { findings, products } = await parsed(written([header, one, other, other].join('\n')));
    expect(findings.map(({ code, count }) => [code, count])).toEqual([
      ['duplicate', 1],
      ['other-counts', 1],
    ]);
    expect(products).toMatchObject([{ accepted: 5, messages: 9 }]);
  });
});

test('a day far from that of its folder is late', async () => {
  const place = join(folder, 'late', '2026', '10', '30', '00');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'a.csv'), line({ ...DAY, Date: '10-20-2026' }));
  expect((await parsed(join(folder, 'late'))).findings).toMatchObject([{ code: 'late-day', count: 1 }]);
});
