import { resolve } from 'node:path';
import type { DeploymentRecord } from '../../../domain/deployment/deployment-record';
import { SIDECAR_SUFFIX } from '../../../domain/knowledge/sidecar';
import { OperatorError } from '../../../domain/operator-error';
import type { DeploymentCommands } from '../../app/deployment-commands';

/** Documents that a question can name. */
export interface KnownDocuments {
  readonly keys: readonly string[];
  /** Place of the documents, for an error. */
  readonly place: string;
}

/** Lists the documents of a folder as `sync` would upload them. */
export async function documentsInFolder(folder: string, cwd: string): Promise<KnownDocuments> {
  const { documentKey, walk } = await import('../sync/local-folder');
  const { paths } = await walk(resolve(cwd, folder));
  return { keys: paths.map(documentKey).filter(isDocument), place: folder };
}

/**
 * Lists the documents of a deployment. Whoever may ask can be somebody who may not list: evaluation then goes on.
 *
 * @returns the reason if they cannot be listed
 */
export async function documentsInBucket(
  record: DeploymentRecord,
  commands: DeploymentCommands,
  signal: AbortSignal,
): Promise<KnownDocuments | { readonly reason: string }> {
  const [{ findSyncTarget }, { DocumentsClient }] = await Promise.all([
    import('../sync/sync-target'),
    import('../sync/documents-client'),
  ]);
  try {
    const target = await findSyncTarget(record, commands, undefined, signal);
    const client = new DocumentsClient(target, signal);
    const stored = await client.list().finally(() => client.close());
    return { keys: stored.map(({ key }) => key).filter(isDocument), place: `s3://${target.bucket}` };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof OperatorError) return { reason: `${error.code} ${error.message}` };
    throw error;
  }
}

const isDocument = (key: string): boolean => !key.endsWith(SIDECAR_SUFFIX) && !key.endsWith('/');
