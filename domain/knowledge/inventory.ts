import { createHash } from 'node:crypto';

/** Version of an object of the documents bucket. */
export interface InventoryEntry {
  readonly key: string;
  /**
   * Changes with every write, not only with the content: a sidecar that is changed and changed back while a job runs can be
   * indexed with the content between.
   */
  readonly version: string;
}

/**
 * Returns the digest of everything that a sync would index: `sha256:` and 64 hexadecimal digits. It does not depend on the
 * order. It is the description of an ingestion job (at most 200 characters), so that the jobs themselves say which state
 * of the bucket is indexed, and no other record can be lost.
 */
export function inventoryDigest(entries: Iterable<InventoryEntry>): string {
  const lines = [...entries].map(({ key, version }) => JSON.stringify([key, version])).sort();
  return `sha256:${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
}
