import { localSource } from './local-source';
import type { Source } from './source';

/**
 * Opens a file on this machine or an object in S3.
 *
 * @param cwd folder that a relative path starts from
 * @throws OperatorError when it cannot be read
 */
export async function openSource(name: string, cwd: string): Promise<Source> {
  if (!name.startsWith('s3:')) return localSource(name, cwd);
  // Loaded only for S3, so that a local file is answered at once.
  const { s3Source } = await import('./s3-source');
  return s3Source(name);
}
