import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { EXIT, OperatorError } from '../../../domain/operator-error';
import type { Source } from './source';

const CHUNK = 256 * 1024;

/**
 * Opens a file of this machine.
 *
 * @param cwd folder that a relative path starts from
 * @throws OperatorError when there is no such file, or it cannot be read
 */
export async function localSource(name: string, cwd: string): Promise<Source> {
  const path = resolve(cwd, name);
  const { isFile, size } = await look(name, path);
  if (!isFile) throw unreadable(`${name} is not a file.`, 'Give the file itself: one dataset is one file.');
  return {
    name,
    key: basename(path),
    path,
    size,
    chunks: () => saying(name, createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>),
  };
}

async function look(name: string, path: string): Promise<{ isFile: boolean; size: number }> {
  try {
    const stats = await stat(path);
    await access(path, constants.R_OK);
    return { isFile: stats.isFile(), size: stats.size };
  } catch (error) {
    const refusal = failure(name, error);
    throw refusal;
  }
}

/** What is read of a file of this machine, whose failures a person can mend. @throws OperatorError */
export async function* saying<T>(name: string, read: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  try {
    yield* read;
  } catch (error) {
    const isOfTheFile = (error as NodeJS.ErrnoException).syscall !== undefined;
    const refusal = isOfTheFile ? failure(name, error) : error;
    throw refusal;
  }
}

function failure(name: string, error: unknown): OperatorError {
  const { code = '' } = error as NodeJS.ErrnoException;
  const [what, remedy] = FAILURES[code] ?? [`cannot be read (${code})`, 'Look at the path and at the disk.'];
  return unreadable(`${name} ${what}.`, remedy, error);
}

const FAILURES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOENT: ['does not exist', 'Look at the path: it is taken from the folder you are in.'],
  ENOTDIR: ['does not exist', 'Look at the path: it leads through a file.'],
  EACCES: ['may not be read by you', 'Ask its owner, or look at it with ls -l.'],
};

const unreadable = (what: string, remedy: string, cause?: unknown) =>
  new OperatorError('PB-VALIDATE-002', what, remedy, { exit: EXIT.usage, cause });
