import { SIDECAR_SUFFIX } from '../../../domain/knowledge/sidecar';
import type { UploadManifest } from './upload-manifest';

/** Object that the bucket has to have. */
export interface WantedObject {
  readonly key: string;
  readonly sha256: string;
  readonly bytes: number;
  /** File with the content. @default - `text` is the content */
  readonly path?: string;
  readonly text?: string;
}

/** Object that the bucket has. */
export interface StoredObject {
  readonly key: string;
  readonly etag: string;
}

/** Difference between the folder and the bucket. */
export interface SyncPlan {
  readonly added: readonly WantedObject[];
  readonly changed: readonly WantedObject[];
  readonly unchanged: number;
  /** Keys that the bucket has and the folder does not, documents before sidecars. */
  readonly deleted: readonly string[];
}

/**
 * Compares the folder with the bucket. An object is unchanged if the manifest says that its content was uploaded, and its
 * entity tag is the one of that upload: nobody has replaced it since.
 *
 * @param kept keys that stay although they are not wanted: files of the folder with a mistake
 */
export function planSync(
  wanted: readonly WantedObject[],
  stored: readonly StoredObject[],
  manifest: UploadManifest,
  kept: ReadonlySet<string>,
): SyncPlan {
  const etags = new Map(stored.map(({ key, etag }) => [key, etag]));
  const added: WantedObject[] = [];
  const changed: WantedObject[] = [];
  for (const object of wanted) {
    const etag = etags.get(object.key);
    const uploaded = manifest.get(object.key);
    if (etag === undefined) added.push(object);
    else if (uploaded?.sha256 !== object.sha256 || uploaded.etag !== etag) changed.push(object);
  }
  const known = new Set([...wanted.map(({ key }) => key), ...kept]);
  const deleted = stored.map(({ key }) => key).filter((key) => !known.has(key) && !key.endsWith('/'));
  const isSidecar = (key: string) => key.endsWith(SIDECAR_SUFFIX);
  return {
    added,
    changed,
    unchanged: wanted.length - added.length - changed.length,
    deleted: [...deleted.filter((key) => !isSidecar(key)), ...deleted.filter(isSidecar)],
  };
}

/**
 * Groups objects by their document, each sidecar before its document: a document must never be indexed without its
 * restrictions.
 */
export function byDocument(objects: readonly WantedObject[]): WantedObject[][] {
  const groups = new Map<string, WantedObject[]>();
  for (const object of objects) {
    const isSidecar = object.key.endsWith(SIDECAR_SUFFIX);
    const document = isSidecar ? object.key.slice(0, -SIDECAR_SUFFIX.length) : object.key;
    const group = groups.get(document) ?? [];
    if (isSidecar) group.unshift(object);
    else group.push(object);
    groups.set(document, group);
  }
  return [...groups.values()];
}
