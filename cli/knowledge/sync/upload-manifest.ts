import { parseJson } from '../../functions/parse-json';

/** Raised by every change that an older reader would misunderstand. */
const FORMAT = 1;

/** Digest of the content that was uploaded, and the entity tag that S3 gave to it. */
export interface UploadedObject {
  readonly sha256: string;
  readonly etag: string;
}

/** Uploaded objects by their key. */
export type UploadManifest = ReadonlyMap<string, UploadedObject>;

/**
 * Reads a manifest. Another form, such as that of a later version, is an empty manifest: the next sync then uploads
 * everything again.
 */
export function parseManifest(text: string): UploadManifest {
  const { format, objects } = (parseJson(text) ?? {}) as { readonly format?: unknown; readonly objects?: unknown };
  if (format !== FORMAT || typeof objects !== 'object' || objects === null) return new Map();
  return new Map(Object.entries(objects).filter(([, object]) => isUploaded(object)));
}

export const formatManifest = (manifest: UploadManifest): string =>
  JSON.stringify({ format: FORMAT, objects: Object.fromEntries([...manifest].sort(byKey)) }, undefined, 1);

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => (one < other ? -1 : 1);

const isUploaded = (object: unknown): object is UploadedObject => {
  const { sha256, etag } = (object ?? {}) as Partial<Record<keyof UploadedObject, unknown>>;
  return typeof sha256 === 'string' && typeof etag === 'string';
};
