import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type ActivityReport, activityReport } from '../../domain/developer/usage/activity-report';
import { pseudonyms } from '../../domain/developer/usage/pseudonyms';
import { EXIT, OperatorError } from '../../domain/operator-error';
import type { Prices } from '../../domain/prices/price';
import { SEAT_PRICES, SEAT_PRICES_READ } from '../../domain/prices/seat-prices';
import { isoDay } from '../../domain/usage/usage';
import { usageError } from '../command';
import { withOwnPrices } from '../cost/own-prices';
import type { Io } from '../io';
import { Progress } from '../terminal/progress';
import { drawingFor } from '../terminal/terminal';
import { localSources } from './reports/local-sources';
import { readReports } from './reports/read-reports';
import { byPath, type ReportSources } from './reports/report-source';

export interface ReadFlags {
  readonly names?: true;
  readonly key?: string;
  readonly prices?: string;
}

const DAY_MS = 86_400_000;

/** Adds the argument and the options of the commands that read reports. */
export const withReadOptions = (program: Command): Command =>
  program
    .argument('<path...>', 'CSV files, a folder, or s3://<bucket>/<prefix>; plain or gzip')
    .option('--names', 'show user ids in place of pseudonyms')
    .option('--key <file>', 'secret that makes pseudonyms the same in each run (default: a new one in each run)')
    .option('--prices <file>', 'file with your own prices, as for cost');

/** Reads the reports that the arguments name. @throws OperatorError */
export async function readActivity(
  paths: readonly string[],
  flags: ReadFlags,
  weeks: number,
  io: Io,
): Promise<ActivityReport> {
  const now = new Date();
  const nameOf = namesOf(flags, io);
  const prices = seatPrices(flags, io);
  const sources = await sourcesOf(paths, io);
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  const reading = await progress.passing('read reports', (note) => readReports(sources, now, note));
  if (reading.table.size === 0) {
    const found = reading.findings.all().map(({ code, count, text }) => `${code} (${count}): ${text}`);
    throw new OperatorError(
      'PB-REPORT-004',
      `No line of ${paths.join(', ')} counts. ${found.join(' ')}`.trim(),
      'Name reports of Amazon Q Developer (by_user_analytic) or Kiro (user_report), as CSV with its header.',
    );
  }
  const { reports } = sources;
  return activityReport(reading, {
    ...{ files: reports.length, weeks, prices, nameOf },
    pricesRead: flags.prices ? isoDay(now) : SEAT_PRICES_READ,
    today: Math.floor(now.getTime() / DAY_MS),
  });
}

/** Returns the prices of seats, with those of the operator. @throws OperatorError */
export const seatPrices = ({ prices }: ReadFlags, { cwd }: Io): Prices =>
  prices ? withOwnPrices(SEAT_PRICES, prices, isoDay(new Date()), cwd) : SEAT_PRICES;

function namesOf({ names, key }: ReadFlags, { cwd }: Io): (user: string) => string {
  if (names) return (user) => user;
  if (key === undefined) return pseudonyms();
  const secret = readFileSync(resolve(cwd, key));
  if (secret.length < SHORTEST_SECRET) {
    throw usageError(
      'PB-REPORT-003',
      `${key} has ${secret.length} bytes.`,
      `Write at least ${SHORTEST_SECRET} random bytes into it: openssl rand -hex 32 > <file>`,
    );
  }
  return pseudonyms(secret);
}

const SHORTEST_SECRET = 16;

async function sourcesOf(paths: readonly string[], io: Io): Promise<ReportSources> {
  const found: ReportSources[] = [];
  for (const path of paths) {
    // The SDK is loaded when a bucket is named.
    const sources = path.startsWith('s3://')
      ? await (await import('./reports/s3-sources')).s3Sources(path)
      : await localSources(path, io.cwd);
    if (sources.reports.length === 0) {
      throw new OperatorError(
        'PB-REPORT-002',
        `${path} has no report: no name ends in .csv or .csv.gz.`,
        'Name the folder or prefix that the reports are written below, such as s3://<bucket>/<prefix>.',
        { exit: EXIT.usage },
      );
    }
    found.push(sources);
  }
  // A file that two arguments name is read once.
  const reports = new Map(found.flatMap((sources) => sources.reports).map((report) => [report.path, report]));
  return { reports: [...reports.values()].sort(byPath), others: [...new Set(found.flatMap(({ others }) => others))] };
}
