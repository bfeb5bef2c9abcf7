import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Assembly, parseAssembly } from '../../domain/template/assembly';

/**
 * Reads the cloud assembly that `cdk synth` wrote into `folder`.
 *
 * @throws NoAssemblyError
 */
export const readAssembly = (folder: string): Assembly =>
  parseAssembly(folder, (name) => readIfPresent(join(folder, name)));

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return undefined;
    throw error;
  }
}
