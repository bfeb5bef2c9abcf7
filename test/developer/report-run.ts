import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActivityReport } from '../../domain/developer/usage/activity-report';
import { COUNT_COLUMNS } from '../../domain/developer/usage/report-columns';
import { runMain } from '../support/run-main';
import { csv, type Line } from './synthetic-year';

/** Folder of one test file, which deletes it. */
export const folder = mkdtempSync(join(tmpdir(), 'developer-report-'));

let files = 0;

/** Writes one file into a folder of its own. */
export function written(content: string | Buffer, name = 'report.csv'): string {
  const place = join(folder, `file-${files++}`);
  // Test files of one worker share this module, and each deletes the folder.
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, name), content);
  return join(place, name);
}

export const COLUMNS = ['UserId', 'Date', ...Object.keys(COUNT_COLUMNS.by_user_analytic)];
export const DAY = { UserId: 'alice', Date: '10-30-2026' };

/** A report with one line. */
export const line = (values: Line): string => csv(COLUMNS, [values]);

export const report = (...args: readonly string[]) => runMain(['developer', 'report', ...args]);

export const parsed = async (...args: readonly string[]): Promise<ActivityReport> =>
  JSON.parse((await report(...args, '--json')).stdout);

export async function failure(...args: readonly string[]) {
  const { status, stdout, stderr } = await report(...args, '--json');
  return { status, code: JSON.parse(stdout).error?.code, stderr };
}
