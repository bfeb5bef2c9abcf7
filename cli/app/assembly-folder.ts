import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Assembly, parseAssembly } from '../../domain/template/assembly';

/**
 * Reads the cloud assembly that `cdk synth` wrote into `folder`.
 *
 * @param cwd folder that a relative path starts from
 * @throws NoAssemblyError
 */
export const readAssembly = (folder: string, cwd: string): Assembly =>
  parseAssembly(folder, (name) => readIfPresent(resolve(cwd, folder, name)));

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return undefined;
    throw error;
  }
}
