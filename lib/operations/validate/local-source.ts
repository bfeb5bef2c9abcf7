import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { EXIT, OperatorError } from '../command';
import type { Source } from './source';

const CHUNK = 256 * 1024;

/** @throws OperatorError when there is no such file, or it cannot be read */
export async function localSource(path: string): Promise<Source> {
  const { isFile, size } = await look(path);
  if (!isFile) throw unreadable(`${path} is not a file.`, 'Give the file itself: one dataset is one file.');
  return {
    name: path,
    key: basename(path),
    path,
    size,
    chunks: () => createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>,
  };
}

async function look(path: string): Promise<{ isFile: boolean; size: number }> {
  try {
    const stats = await stat(path);
    await access(path, constants.R_OK);
    return { isFile: stats.isFile(), size: stats.size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const [what, remedy] = FAILURES[code ?? ''] ?? ['cannot be read', 'Look at the path and at the disk.'];
    const refusal = unreadable(`${path} ${what}.`, remedy, error);
    throw refusal;
  }
}

const FAILURES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOENT: ['does not exist', 'Look at the path: it is taken from the folder you are in.'],
  ENOTDIR: ['does not exist', 'Look at the path: it leads through a file.'],
  EACCES: ['may not be read by you', 'Ask its owner, or look at it with ls -l.'],
};

const unreadable = (what: string, remedy: string, cause?: unknown) =>
  new OperatorError(what, remedy, { exit: EXIT.usage, cause });
