import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { byPath, isReportName, type ReportSources } from './report-source';

/**
 * Finds reports of this machine: a file of any name, or every report of a folder and its folders. Links are not followed.
 *
 * @param cwd folder that a relative path starts from
 */
export async function localSources(name: string, cwd: string): Promise<ReportSources> {
  const path = resolve(cwd, name);
  if (!(await stat(path)).isDirectory()) return { reports: [localSource(name, path)], others: [] };
  const files = (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const shown = (file: string) => file.slice(path.length).replace(/^[\\/]/, '');
  return {
    reports: files
      .filter(isReportName)
      .map((file) => localSource(shown(file), file))
      .sort(byPath),
    others: files
      .filter((file) => !isReportName(file))
      .map(shown)
      .sort(),
  };
}

const CHUNK = 256 * 1024;

const localSource = (name: string, path: string) => ({
  name,
  path,
  chunks: () => createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>,
});
