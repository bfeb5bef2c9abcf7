import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { DayTable } from '../../../domain/developer/usage/day-table';
import { Findings } from '../../../domain/developer/usage/findings';
import { ColumnNames, type Reading, ReportReader, SeatTexts } from '../../../domain/developer/usage/report-reader';
import { DamagedGzipError, gunzip } from '../../../domain/fine-tuning/dataset/reading/gunzip';
import { decode } from './decode';
import type { ReportSource, ReportSources } from './report-source';

const LONGEST_LINE = 2 ** 20;
const DAY_MS = 86_400_000;

/** Reads every report. Memory grows with users and days, and not with the size of files. @throws OperatorError */
export async function readReports(
  { reports, others }: ReportSources,
  now: Date,
  note: (text: string) => void,
): Promise<Reading> {
  const reading: Reading = {
    table: new DayTable(),
    findings: new Findings(),
    seats: new SeatTexts(),
    columns: new ColumnNames(),
    // Somewhere it is tomorrow already.
    lastDay: Math.floor(now.getTime() / DAY_MS) + 1,
    lines: 0,
  };
  for (const file of others) reading.findings.add('other-file', { file });
  for (const [index, report] of reports.entries()) {
    note(`${index + 1} of ${reports.length}`);
    await readReport(report, reading);
  }
  return reading;
}

async function readReport(source: ReportSource, reading: Reading): Promise<void> {
  const reader = new ReportReader(reading, source.name, source.path);
  const text = decode(
    gunzip(source.chunks(), () => undefined),
    () => reader.find('utf-16'),
  );
  let isReport: boolean | undefined;
  // After a line that is too long, nobody knows where the next one begins.
  let isCut = false;
  const parser = parse({
    bom: true,
    max_record_size: LONGEST_LINE,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    // Records are used here, and never leave the parser.
    on_record: (record: string[], { lines }) => {
      if (isCut) return null;
      isReport = reader.read(record, lines);
      if (!isReport) throw new NoReport();
      return null;
    },
    // The message of the parser quotes the line, and is dropped for that reason.
    on_skip: (error) => {
      if (isCut) return undefined;
      isCut = error?.code === 'CSV_MAX_RECORD_SIZE';
      reader.find(isCut ? 'line-too-long' : 'broken-quotes', lineOf(error));
      return undefined;
    },
  });
  try {
    await pipeline(Readable.from(text), parser);
    if (isReport === undefined && !isCut) reader.find('empty-file');
  } catch (error) {
    if (error instanceof NoReport) return;
    if (error instanceof DamagedGzipError) reader.find('bad-gzip');
    else throw error;
  }
}

/** Ends the reading of a file whose header is not that of a report. */
class NoReport extends Error {}

const lineOf = (error: unknown): number | undefined => {
  const { lines } = (error ?? {}) as { readonly lines?: unknown };
  return typeof lines === 'number' ? lines : undefined;
};
