import { readFile } from 'node:fs/promises';
import { SIDECAR_SUFFIX } from '../../../domain/knowledge/sidecar';
import { AwsCallError } from '../../aws/call-aws';
import { counted } from '../../terminal/counted';
import { type Progress, progressBar } from '../../terminal/progress';
import { inParallel } from '../in-parallel';
import type { DocumentsClient } from './documents-client';
import type { StoredObject, SyncPlan, WantedObject } from './sync-plan';
import type { UploadManifest } from './upload-manifest';
import { byDocument, type DocumentWrites, HIDING, writeOrder } from './write-order';

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
  const stored = new Set(before.stored.map(({ key }) => key));
  try {
    await upload(documents, plan, { manifest, stored }, progress);
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

interface UploadState {
  readonly manifest: Map<string, { sha256: string; etag: string }>;
  /** Keys of the bucket before the sync. */
  readonly stored: ReadonlySet<string>;
}

async function upload(
  documents: DocumentsClient,
  { added, changed }: SyncPlan,
  { manifest, stored }: UploadState,
  progress: Progress,
): Promise<void> {
  const objects = [...added, ...changed];
  if (objects.length === 0) return;
  const all = objects.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  await progress.step(`upload ${counted(objects.length, 'object')}`, (note) =>
    inParallel(byDocument(objects), UPLOADS, async (writes) => {
      for (const object of await inOrder(documents, writes, stored)) {
        manifest.delete(object.key);
        const uploaded = await documents.put(object);
        if (object.text !== HIDING) manifest.set(object.key, uploaded);
        done += object.bytes;
        note(`${progressBar(all > 0 ? done / all : 1)}  ${object.key}`);
      }
    }),
  );
}

/** Returns the uploads of one document in an order that shows no text to a group that may not see it. */
async function inOrder(
  documents: DocumentsClient,
  { document, sidecar }: DocumentWrites,
  stored: ReadonlySet<string>,
): Promise<readonly WantedObject[]> {
  if (!document || !sidecar) return [...(sidecar ? [sidecar] : []), ...(document ? [document] : [])];
  if (!stored.has(document.key)) return [sidecar, document];
  const { path, ...rest } = sidecar;
  // The text that decides the order is the one that is uploaded, whatever becomes of the file meanwhile.
  const text = rest.text ?? (await readFile(path ?? '', 'utf8'));
  const before = stored.has(sidecar.key) ? await readSidecarText(documents, sidecar.key) : undefined;
  const writes = { document, sidecar: { ...rest, text }, hide: { ...rest, text: HIDING, bytes: 0 } };
  return writeOrder(before, text).map((write) => writes[write]);
}

/** Returns the text of a sidecar; undefined if S3 does not return it: a new one will replace it. */
export async function readSidecarText(documents: DocumentsClient, key: string): Promise<string | undefined> {
  try {
    return await documents.readText(key);
  } catch (error) {
    if (error instanceof AwsCallError) return undefined;
    throw error;
  }
}

/**
 * Deletes documents, then sidecars. Without its sidecar, a document would be for everybody; without its document, a sidecar is
 * nothing.
 */
async function remove(
  documents: DocumentsClient,
  deleted: readonly string[],
  manifest: Map<string, unknown>,
  progress: Progress,
): Promise<void> {
  if (deleted.length === 0) return;
  const isSidecar = (key: string) => key.endsWith(SIDECAR_SUFFIX);
  await progress.step(`delete ${counted(deleted.length, 'object')}`, async () => {
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
