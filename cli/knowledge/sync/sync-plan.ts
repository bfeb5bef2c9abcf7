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
  /** Time of the last write. @default - not known */
  readonly modified?: Date | undefined;
  /** True if nobody can read it now. An object that is moved to an archive keeps its entity tag. */
  readonly isArchived?: boolean;
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
 * entity tag is the one of that upload: nobody has replaced it since. One in an archive is uploaded again.
 *
 * @param isKept tells whether an object stays although it is not wanted, such as that of a file with a mistake
 */
export function planSync(
  wanted: readonly WantedObject[],
  stored: readonly StoredObject[],
  manifest: UploadManifest,
  isKept: (key: string) => boolean,
): SyncPlan {
  const present = new Map(stored.map((object) => [object.key, object]));
  const added: WantedObject[] = [];
  const changed: WantedObject[] = [];
  for (const object of wanted) {
    const found = present.get(object.key);
    const uploaded = manifest.get(object.key);
    if (!found) added.push(object);
    else if (uploaded?.sha256 !== object.sha256 || uploaded.etag !== found.etag || found.isArchived) {
      changed.push(object);
    }
  }
  const keys = new Set(wanted.map(({ key }) => key));
  const deleted = stored.map(({ key }) => key).filter((key) => !keys.has(key) && !isKept(key) && !key.endsWith('/'));
  const isSidecar = (key: string) => key.endsWith(SIDECAR_SUFFIX);
  return {
    added,
    changed,
    unchanged: wanted.length - added.length - changed.length,
    deleted: [...deleted.filter((key) => !isSidecar(key)), ...deleted.filter(isSidecar)],
  };
}
