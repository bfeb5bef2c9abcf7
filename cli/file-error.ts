import { OperatorError } from '../domain/operator-error';

/** Remedies by the name that the system gives to a failure of a file or folder. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'Check its permissions, and those of the folder that it is in.',
  EDQUOT: 'Free space: your quota is used up.',
  EISDIR: 'Check that it is a file, and not a folder.',
  EMFILE: 'Close other programs, or raise the number of open files: `ulimit -n`.',
  ENAMETOOLONG: 'Use a shorter path.',
  ENOENT: 'Check the path: no file or folder of this name exists.',
  ENOSPC: 'Free space: the disk is full.',
  ENOTDIR: 'Check that it is a folder, and not a file or below one.',
  EPERM: 'Check its permissions, and those of the folder that it is in.',
  EROFS: 'Use a path where you can write: this file system is read-only.',
};

/** Returns the error for a file or folder that the system refuses, such as a file in place of a folder; else undefined. */
export function fileError(error: unknown): OperatorError | undefined {
  if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) return undefined;
  const { code, syscall } = error;
  const remedy = REMEDIES[String(code)];
  // A failure of a file that is open has no path.
  const isOpenFile = remedy !== undefined && ['read', 'write'].includes(String(syscall));
  if (!('path' in error || isOpenFile)) return undefined;
  const subject = 'path' in error ? String(error.path) : 'the named file';
  return new OperatorError(
    'PB-USAGE-004',
    `Cannot use ${subject}: ${code}.`,
    remedy ?? 'Check that it is the file or folder that you mean.',
    { cause: error },
  );
}
