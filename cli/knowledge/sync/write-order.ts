import { includesGroups, NOBODY } from '../../../domain/knowledge/audience';
import { documentOf, readSidecar, SIDECAR_SUFFIX, sidecarFor } from '../../../domain/knowledge/sidecar';
import type { WantedObject } from './sync-plan';

/** Objects of one document that are to be uploaded: the document, its sidecar, or both. */
export interface DocumentWrites {
  readonly document?: WantedObject;
  readonly sidecar?: WantedObject;
}

/** Collects the objects of each document. */
export function byDocument(objects: readonly WantedObject[]): DocumentWrites[] {
  const writes = new Map<string, DocumentWrites>();
  for (const object of objects) {
    const isSidecar = object.key.endsWith(SIDECAR_SUFFIX);
    const key = isSidecar ? documentOf(object.key) : object.key;
    writes.set(key, { ...writes.get(key), [isSidecar ? 'sidecar' : 'document']: object });
  }
  return [...writes.values()];
}

/**
 * Orders the uploads of a document that is in the bucket with its sidecar. An ingestion job can read the bucket between two
 * of them, so that in no state a group may see the old text that it could not see before, nor the new text that it may not
 * see afterwards:
 *
 * - Fewer groups, or the same: the sidecar first. The old text is for fewer groups for a moment.
 * - More groups: the document first. The new text is for fewer groups for a moment.
 * - Other groups, or the groups before are not known: no order of the two is right. A sidecar that hides the document from
 *   everybody comes first. One for the groups that both have would also be right, but there are often none, and it would
 *   spare them only the seconds of one upload.
 *
 * An order that is interrupted leaves a document that too few can see. The next sync continues from there.
 *
 * @param stored text of the sidecar in the bucket; undefined if there is none, or it cannot be read
 * @param sidecar text of the sidecar that comes
 */
export function writeOrder(
  stored: string | undefined,
  sidecar: string,
): readonly ['sidecar', 'document'] | readonly ['document', 'sidecar'] | readonly ['hide', 'document', 'sidecar'] {
  const [before, after] = [groupsOf(stored), groupsOf(sidecar)];
  if (!before || !after) return ['hide', 'document', 'sidecar'];
  if (includesGroups(before, after)) return ['sidecar', 'document'];
  return includesGroups(after, before) ? ['document', 'sidecar'] : ['hide', 'document', 'sidecar'];
}

/** Text of a sidecar that hides its document. */
export const HIDING = sidecarFor([NOBODY]);

/** Returns the groups for which a sidecar is; undefined if it does not say, or readers can differ about it. */
function groupsOf(text: string | undefined): readonly string[] | undefined {
  const sidecar = text === undefined ? undefined : readSidecar(text);
  if (!sidecar || 'code' in sidecar) return undefined;
  return sidecar.groups?.filter((group) => group !== NOBODY);
}
