import { closeSync, openSync, readSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { EXIT, OperatorError } from '../../../domain/operator-error';
import type { Source } from './source';

const CHUNK = 256 * 1024;

/**
 * Opens a file of this machine.
 *
 * @param cwd folder that a relative path starts from
 * @throws OperatorError when the file does not exist or cannot be read
 */
export async function localSource(name: string, cwd: string): Promise<Source> {
  const path = resolve(cwd, name);
  const { isFile, size } = await fileInfo(name, path);
  if (!isFile) throw unreadable(`${name} is not a file.`, 'Name one file: a dataset is one file.');
  return { name, key: basename(path), path, size, chunks: (reuse = false) => readChunks(name, path, reuse) };
}

async function fileInfo(name: string, path: string): Promise<{ isFile: boolean; size: number }> {
  try {
    const stats = await stat(path);
    await access(path, constants.R_OK);
    return { isFile: stats.isFile(), size: stats.size };
  } catch (error) {
    throw readFailure(name, error);
  }
}

/** Reads synchronously: nothing else runs meanwhile, and a stream takes longer for each chunk. @throws OperatorError */
function* readChunks(name: string, path: string, reuse: boolean): Generator<Buffer> {
  const file = attempt(name, () => openSync(path, 'r'));
  try {
    const reused = Buffer.allocUnsafeSlow(CHUNK);
    for (;;) {
      const chunk = reuse ? reused : Buffer.allocUnsafeSlow(CHUNK);
      const length = attempt(name, () => readSync(file, chunk));
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

function attempt<T>(name: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw readFailure(name, error);
  }
}

function readFailure(name: string, error: unknown): OperatorError {
  const { code = '' } = error as NodeJS.ErrnoException;
  const [failure, remedy] = FAILURES[code] ?? [`cannot be read (${code})`, 'Check the path and the disk.'];
  return unreadable(`${name} ${failure}.`, remedy, error);
}

const FAILURES: Readonly<Record<string, readonly [failure: string, remedy: string]>> = {
  ENOENT: ['does not exist', 'Check the path. It is relative to the current folder.'],
  ENOTDIR: ['does not exist', 'Check the path. One of its folders is a file.'],
  EACCES: ['is not readable by you', 'Ask its owner for access, or check it with ls -l.'],
};

const unreadable = (message: string, remedy: string, cause?: unknown) =>
  new OperatorError('PB-VALIDATE-002', message, remedy, { exit: EXIT.usage, cause });
