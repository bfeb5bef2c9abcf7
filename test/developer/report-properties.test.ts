import { Readable } from 'node:stream';
import fc from 'fast-check';
import { readReports } from '../../cli/developer/reports/read-reports';
import { activityReport } from '../../domain/developer/usage/activity-report';
import { DayTable } from '../../domain/developer/usage/day-table';
import { Findings } from '../../domain/developer/usage/findings';
import { COUNT_COLUMNS, expectedColumns, type Format } from '../../domain/developer/usage/report-columns';
import { ColumnNames, ReportReader, SeatTexts } from '../../domain/developer/usage/report-reader';
import { SEAT_PRICES, SEAT_PRICES_READ } from '../../domain/prices/seat-prices';
import { csv, type Line } from './synthetic-year';

const NOW = new Date('2026-11-28T12:00:00Z');

const FORMATS: readonly Format[] = ['by_user_analytic', 'user_report'];

const anyFile = fc.constantFrom(...FORMATS).chain((format) => {
  const counts = Object.keys(COUNT_COLUMNS[format]);
  const count: fc.Arbitrary<string | number> =
    format === 'user_report'
      ? fc.double({ min: 0, max: 1000, noNaN: true }).map((value) => value.toFixed(4))
      : fc.nat(50);
  const day = fc.integer({ min: 1, max: 28 }).map((number) => String(number).padStart(2, '0'));
  const line: fc.Arbitrary<Line> = fc
    .tuple(
      fc.constantFrom('a', 'b', 'c'),
      day,
      fc.array(count, { minLength: counts.length, maxLength: counts.length }),
      fc.constantFrom('PRO', 'POWER'),
      fc.constantFrom('KIRO_IDE', 'KIRO_CLI'),
    )
    .map(([user, date, values, tier, client]) => ({
      UserId: user,
      Date: format === 'user_report' ? `2026-09-${date}` : `09-${date}-2026`,
      Subscription_Tier: tier,
      Client_Type: client,
      ProfileId: 'p',
      Overage_Enabled: 'false',
      ...Object.fromEntries(counts.map((name, at) => [name, values[at] ?? 0])),
    }));
  return fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => ({ format, lines }));
});

type File = { readonly format: Format; readonly lines: readonly Line[] };

const text = ({ format, lines }: File) => csv(expectedColumns(format), lines);

/** Reads texts. Places are left out: they are those of the files. */
async function summary(texts: readonly string[]) {
  const reports = texts.map((content, index) => ({
    name: `${index}.csv`,
    path: `${index}.csv`,
    chunks: () => Readable.from([Buffer.from(content)]),
  }));
  const reading = await readReports({ reports, others: [] }, NOW, () => undefined);
  const report = activityReport(reading, {
    ...{ files: 1, weeks: 6, prices: SEAT_PRICES, pricesRead: SEAT_PRICES_READ, today: 20_785, nameOf: (user) => user },
  });
  return { ...report, findings: report.findings.map(({ code, count }) => [code, count]) };
}

test('neither the order of files nor that of lines changes the report', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFile, { minLength: 1, maxLength: 4 }), fc.nat(), async (files, turn) => {
      const turned = <T>(some: readonly T[]): T[] =>
        [...some.slice(turn % some.length), ...some.slice(0, turn % some.length)].reverse();
      const other = turned(files.map((file) => ({ ...file, lines: turned(file.lines) })));
      expect(await summary(other.map(text))).toEqual(await summary(files.map(text)));
    }),
    { numRuns: 60 },
  );
});

test('one file with the lines of two is the two files', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, fc.nat(), async (file, cut) => {
      const at = cut % (file.lines.length + 1);
      const parts = [file.lines.slice(0, at), file.lines.slice(at)].map((lines) => text({ ...file, lines }));
      expect(await summary(parts)).toEqual(await summary([text(file)]));
    }),
    { numRuns: 60 },
  );
});

test('a file that is there twice changes no count', async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, async (file) => {
      const without = ({ findings: _, lines: __, missingColumns: ___, ...rest }: Awaited<ReturnType<typeof summary>>) =>
        rest;
      expect(without(await summary([text(file), text(file)]))).toEqual(without(await summary([text(file)])));
    }),
    { numRuns: 60 },
  );
});

const COUNTS = FORMATS.flatMap((format) => expectedColumns(format).map((name) => [format, name] as const));

test.each(COUNTS)('%s with another name for %s names both, or is no report', (format, name) => {
  const reading = {
    table: new DayTable(),
    findings: new Findings(),
    seats: new SeatTexts(),
    columns: new ColumnNames(),
    lastDay: 30_000,
    lines: 0,
  };
  const reader = new ReportReader(reading, 'a.csv', 'a.csv');
  const isReport = reader.read(
    expectedColumns(format).map((column) => (column === name ? 'Renamed' : column)),
    1,
  );
  const codes = reading.findings.all().map(({ code }) => code);
  if (['UserId', 'Date'].includes(name)) expect({ isReport, codes }).toEqual({ isReport: false, codes: ['no-report'] });
  else {
    expect(codes).toEqual(['missing-column']);
    expect([...reading.columns.missing.keys(), ...reading.columns.unknown.keys()]).toEqual([name, 'Renamed']);
  }
});

test('counts that no report has are no column of any', () => {
  expect(COUNTS.filter(([, name]) => /scan|reference/i.test(name))).toEqual([]);
});
