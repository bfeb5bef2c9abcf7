import { createHash } from 'node:crypto';

/** Object of the documents bucket. */
export interface InventoryEntry {
  readonly key: string;
  /** Entity tag of S3, which changes with the content. */
  readonly etag: string;
}

/**
 * Returns the digest of everything that a sync would index: `sha256:` and 64 hexadecimal digits. It does not depend on the
 * order. It is the description of an ingestion job (at most 200 characters), so that the jobs themselves say which state
 * of the bucket is indexed, and no other record can be lost.
 */
export function inventoryDigest(entries: Iterable<InventoryEntry>): string {
  const lines = [...entries].map(({ key, etag }) => JSON.stringify([key, etag.replaceAll('"', '')])).sort();
  return `sha256:${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
}
