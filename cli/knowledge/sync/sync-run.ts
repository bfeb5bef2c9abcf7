import { SIDECAR_SUFFIX } from '../../../domain/knowledge/sidecar';
import { AwsCallError } from '../../aws/call-aws';
import { type Progress, progressBar } from '../../terminal/progress';
import { inParallel } from '../in-parallel';
import type { DocumentsClient } from './documents-client';
import { byDocument, type StoredObject, type SyncPlan } from './sync-plan';
import type { UploadManifest } from './upload-manifest';

/** Documents that are uploaded at the same time. Each is in memory, at most 50 MB. */
const UPLOADS = 4;
const DELETIONS = 16;

/** State of the bucket before a sync. */
export interface BucketState {
  readonly stored: readonly StoredObject[];
  readonly manifest: UploadManifest;
}

/**
 * Uploads and deletes what the plan says, and writes the manifest, also if it is interrupted or fails: the next sync goes
 * on from there.
 *
 * @returns true if the manifest could be written
 * @throws OperatorError
 */
export async function applyPlan(
  documents: DocumentsClient,
  plan: SyncPlan,
  before: BucketState,
  progress: Progress,
): Promise<boolean> {
  const manifest = stillTrue(before);
  try {
    await upload(documents, plan, manifest, progress);
    await remove(documents, plan.deleted, manifest, progress);
  } catch (error) {
    await save(documents, manifest).catch(() => undefined);
    throw error;
  }
  return save(documents, manifest);
}

/** Returns the entries of a manifest whose objects nobody has replaced or deleted. */
function stillTrue({ stored, manifest }: BucketState): Map<string, { sha256: string; etag: string }> {
  const etags = new Map(stored.map(({ key, etag }) => [key, etag]));
  return new Map([...manifest].filter(([key, { etag }]) => etags.get(key) === etag));
}

async function upload(
  documents: DocumentsClient,
  { added, changed }: SyncPlan,
  manifest: Map<string, { sha256: string; etag: string }>,
  progress: Progress,
): Promise<void> {
  const objects = [...added, ...changed];
  if (objects.length === 0) return;
  const all = objects.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  await progress.step(`upload ${objects.length} objects`, (note) =>
    inParallel(byDocument(objects), UPLOADS, async (group) => {
      for (const object of group) {
        manifest.delete(object.key);
        manifest.set(object.key, await documents.put(object));
        done += object.bytes;
        note(`${progressBar(all > 0 ? done / all : 1)}  ${object.key}`);
      }
    }),
  );
}

/** Deletes documents, then sidecars: a document must never be indexed without its restrictions. */
async function remove(
  documents: DocumentsClient,
  deleted: readonly string[],
  manifest: Map<string, unknown>,
  progress: Progress,
): Promise<void> {
  if (deleted.length === 0) return;
  const isSidecar = (key: string) => key.endsWith(SIDECAR_SUFFIX);
  await progress.step(`delete ${deleted.length} objects`, async () => {
    for (const keys of [deleted.filter((key) => !isSidecar(key)), deleted.filter(isSidecar)]) {
      await inParallel(keys, DELETIONS, async (key) => {
        await documents.delete(key);
        manifest.delete(key);
      });
    }
  });
}

/** A role without the right to write the manifest can still sync: the next time uploads everything again. */
async function save(documents: DocumentsClient, manifest: UploadManifest): Promise<boolean> {
  try {
    await documents.writeManifest(manifest);
    return true;
  } catch (error) {
    if (error instanceof AwsCallError && error.failure.kind === 'access-denied') return false;
    throw error;
  }
}
