import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AccountRecord } from '../../domain/account/account-record';
import type { DeploymentRecord } from '../../domain/deployment/deployment-record';
import { OperatorError } from '../../domain/operator-error';
import {
  type Assembly,
  parseAccountDeployments,
  parseAssembly,
  parseDeployments,
  type ReadFile,
} from '../../domain/template/assembly';

/**
 * Reads the cloud assembly that `cdk synth` wrote into `folder`.
 *
 * @param cwd folder that a relative path starts from
 * @throws NoAssemblyError
 */
export const readAssembly = (folder: string, cwd: string): Assembly => parseAssembly(folder, filesOf(folder, cwd));

/**
 * Reads a cloud assembly that a command reports on.
 *
 * @throws OperatorError if it has no stack: a report of nothing would look like a report
 */
export function readStacks(folder: string, cwd: string): Assembly {
  const assembly = readAssembly(folder, cwd);
  if (assembly.stacks.length > 0) return assembly;
  throw new OperatorError(
    'PB-APP-007',
    `The cloud assembly in ${folder} has no stack.`,
    'Add a stack to the app and synthesize again, or name another folder with --app.',
  );
}

/** Reads only which deployments there are, and no template. @throws NoAssemblyError */
export const readDeployments = (folder: string, cwd: string): readonly DeploymentRecord[] =>
  parseDeployments(folder, filesOf(folder, cwd));

/** Reads only which account deployments there are, and no template. @throws NoAssemblyError */
export const readAccounts = (folder: string, cwd: string): readonly AccountRecord[] =>
  parseAccountDeployments(folder, filesOf(folder, cwd));

/** The folder holds a cloud assembly. */
export const hasAssembly = (folder: string, cwd: string): boolean => existsSync(resolve(cwd, folder, 'manifest.json'));

const filesOf = (folder: string, cwd: string): ReadFile => readIn(resolve(cwd, folder));

/** Returns a reader of the files of a folder. */
export const readIn =
  (folder: string): ReadFile =>
  (name) => {
    try {
      return readFileSync(resolve(folder, name), 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  };
