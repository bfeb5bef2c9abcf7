import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { DocumentFinding } from '../../../domain/knowledge/document-finding';
import { checkDocuments } from '../../../domain/knowledge/documents';
import { hidingSidecar, SIDECAR_SUFFIX } from '../../../domain/knowledge/sidecar';
import { documentKey, type LocalFile, type LocalFolder } from './local-folder';
import type { WantedObject } from './sync-plan';

export interface CheckedFolder {
  /** Documents without a mistake, each with its sidecar. */
  readonly wanted: readonly WantedObject[];
  /** Sidecars that hide documents with a mistake in their own: the bucket may have a version that more people see. */
  readonly hiding: readonly WantedObject[];
  /**
   * Tells whether an object of the bucket stays, although it is not wanted: that of a file with a mistake, of an entry that is
   * skipped or is below one, or the sidecar of one.
   */
  readonly isKept: (key: string) => boolean;
  readonly findings: readonly DocumentFinding[];
}

/**
 * Checks the files as the ingestion workflow checks the bucket. A document without a sidecar gets the one that says that
 * everybody may see it.
 *
 * @param folder its files, and its entries that are not read: a document whose sidecar is one of these stays where it is
 * @param groups all groups of the row
 */
export async function checkFolder(
  { files, skipped }: Pick<LocalFolder, 'files' | 'skipped'>,
  groups: readonly string[],
): Promise<CheckedFolder> {
  const byKey = new Map(files.map((file) => [file.key, file]));
  const unread = new Set(skipped.map(({ path }) => documentKey(path)));
  const held = files.filter(({ key }) => unread.has(key + SIDECAR_SUFFIX)).map(({ key }) => key);
  const objects = files
    .filter(({ key }) => !held.includes(key))
    .map(({ key, bytes, sha256 }) => ({ key, bytes, etag: sha256 }));
  const { good, findings, sidecars, hidden } = await checkDocuments(objects, groups, ({ key, etag: version }) =>
    readFile(byKey.get(key)?.path ?? '', 'utf8').then(
      (text) => ({ text, version }),
      // Removed or locked since it was hashed.
      (error: NodeJS.ErrnoException) => ({ failure: error.code ?? error.name }),
    ),
  );
  const written = new Map(sidecars.map(({ key, text }) => [key, text]));
  // Most documents have the same sidecar.
  const digests = new Map<string, string>();
  const wanted = good.flatMap((key) => {
    const sidecar = key + SIDECAR_SUFFIX;
    const text = written.get(sidecar);
    const described = text === undefined ? byKey.get(sidecar) : textObject(sidecar, text, digests);
    return [...(described ? [described] : []), ...(byKey.get(key) ? [byKey.get(key) as LocalFile] : [])];
  });
  const notRead = held.map((key): DocumentFinding => ({ code: 'sidecar-not-read', key }));
  const known = new Set(wanted.map(({ key }) => key));
  const rejected = files.map(({ key }) => key).filter((key) => !known.has(key));
  const kept = new Set([...rejected, ...unread].flatMap((key) => [key, key + SIDECAR_SUFFIX]));
  return {
    wanted,
    hiding: hidden.map(({ key, reason }) => textObject(key + SIDECAR_SUFFIX, hidingSidecar(reason), digests)),
    isKept: (key) => kept.has(key) || foldersOf(key).some((folder) => unread.has(folder)),
    findings: [...notRead, ...findings],
  };
}

/** Returns the folders that a key is below, as keys without the last `/`. */
const foldersOf = (key: string): string[] => [...key.matchAll(/\//g)].map(({ index }) => key.slice(0, index));

function textObject(key: string, text: string, digests: Map<string, string>): WantedObject {
  const sha256 = digests.get(text) ?? createHash('sha256').update(text).digest('hex');
  digests.set(text, sha256);
  return { key, text, bytes: Buffer.byteLength(text), sha256 };
}
