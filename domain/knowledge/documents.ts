import { createHash } from 'node:crypto';
import { EVERYONE } from './audience';
import type { DocumentCode, DocumentFinding } from './document-finding';
import type { InventoryEntry } from './inventory';
import { isMiscased, namedBy, nearNames, openSidecar, readSidecar, SIDECAR_LIMITS, SIDECAR_SUFFIX } from './sidecar';

/**
 * Formats of the default parser of a knowledge base, by suffix, and the largest document.
 * Source: Amazon Bedrock User Guide, "Prerequisites for your knowledge base data".
 */
export const FORMATS: readonly string[] = ['csv', 'doc', 'docx', 'htm', 'html', 'md', 'pdf', 'txt', 'xls', 'xlsx'];
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Longest key of an object, and of a document that has a sidecar beside it, in bytes.
 * Source: Amazon S3 User Guide, "Naming Amazon S3 objects".
 */
export const LONGEST_KEY = { object: 1024, document: 1024 - SIDECAR_SUFFIX.length } as const;

/** Sidecars that are read at the same time. */
const PARALLEL = 32;

/** Object below the prefix of the documents. */
export interface DocumentObject extends InventoryEntry {
  readonly bytes: number;
}

export interface CheckedDocuments {
  /** Keys of the documents that can be indexed. */
  readonly good: readonly string[];
  /**
   * Objects that are indexed: the documents, and their sidecars as they are once all are written. So it is the same before
   * and after the writes, and for two checks at the same time.
   */
  readonly inventory: readonly InventoryEntry[];
  readonly findings: readonly DocumentFinding[];
  /** Sidecars to write, so that every document that can be indexed says who may see it. */
  readonly sidecars: readonly SidecarToWrite[];
}

export interface SidecarToWrite {
  readonly key: string;
  readonly text: string;
  /** Entity tag of the sidecar that it replaces. @default - there is none */
  readonly replaces?: string | undefined;
}

/** Reads the text of an object. */
export type ReadText = (object: DocumentObject) => Promise<string>;

/**
 * Checks everything that a sync would index. A document with a mistake is reported and does not stop the others.
 *
 * @param groups all groups of the row
 */
export async function checkDocuments(
  objects: readonly DocumentObject[],
  groups: readonly string[],
  read: ReadText,
): Promise<CheckedDocuments> {
  const files = new Map(objects.filter((object) => !isFolder(object)).map((object) => [object.key, object]));
  const documents = [...files.values()].filter(({ key }) => !key.endsWith(SIDECAR_SUFFIX));
  const alone = await sidecarsAlone(files, read);
  // A document may have its restriction in one of these: nobody sees it until that is mended.
  const strays = new Set([...alone, ...[...files.keys()].filter(isMiscased)].map(namedBy));
  const checked: CheckedDocuments[] = [];
  for (let start = 0; start < documents.length; start += PARALLEL) {
    const batch = documents.slice(start, start + PARALLEL);
    checked.push(
      ...(await Promise.all(
        batch.map((document) => {
          const sidecar = files.get(document.key + SIDECAR_SUFFIX);
          const isStray = !sidecar && nearNames(document.key).some((name) => strays.has(name));
          return isStray ? rejected('sidecar-not-read', document.key) : checkDocument(document, sidecar, groups, read);
        }),
      )),
    );
  }
  return {
    good: checked.flatMap(({ good }) => good),
    inventory: checked.flatMap(({ inventory }) => inventory),
    findings: [...alone.map((key) => finding('sidecar-alone', key)), ...checked.flatMap(({ findings }) => findings)],
    sidecars: checked.flatMap(({ sidecars }) => sidecars),
  };
}

/** Returns the keys of sidecars without a document. One that a check has written stays when its document is deleted. */
async function sidecarsAlone(files: ReadonlyMap<string, DocumentObject>, read: ReadText): Promise<readonly string[]> {
  const open = openSidecar(undefined) ?? '';
  const lone = [...files.values()].filter(
    ({ key }) => key.endsWith(SIDECAR_SUFFIX) && !files.has(key.slice(0, -SIDECAR_SUFFIX.length)),
  );
  const alone: string[] = [];
  for (let start = 0; start < lone.length; start += PARALLEL) {
    const batch = lone.slice(start, start + PARALLEL);
    // One of another size is not read: it is none of ours, whatever its length.
    const isOurs = async (file: DocumentObject) =>
      file.bytes === Buffer.byteLength(open) && (await read(file)) === open;
    const ours = await Promise.all(batch.map(isOurs));
    alone.push(...batch.filter((_, index) => !ours[index]).map(({ key }) => key));
  }
  return alone;
}

async function checkDocument(
  document: DocumentObject,
  file: DocumentObject | undefined,
  groups: readonly string[],
  read: ReadText,
): Promise<CheckedDocuments> {
  const code = documentCode(document);
  if (code) return rejected(code, document.key);

  const key = document.key + SIDECAR_SUFFIX;
  if (file && file.bytes > SIDECAR_LIMITS.bytes) return rejected('sidecar-too-large', key);
  const written = file && (await read(file));
  const sidecar = written === undefined ? undefined : readSidecar(written);
  if (sidecar && 'code' in sidecar) return rejected(sidecar.code, key);

  const text = openSidecar(sidecar);
  const allowed = sidecar?.groups ?? [EVERYONE];
  const hidden = !allowed.some((group) => group === EVERYONE || groups.includes(group));
  return {
    good: [document.key],
    inventory: [document, { key, etag: digest(text ?? written ?? '') }],
    findings: hidden ? [finding('sidecar-unknown-group', key)] : [],
    sidecars: text === undefined ? [] : [{ key, text, replaces: file?.etag }],
  };
}

const rejected = (code: DocumentCode, key: string): CheckedDocuments => ({
  ...{ good: [], inventory: [], sidecars: [] },
  findings: [finding(code, key)],
});

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const finding = (code: DocumentCode, key: string): DocumentFinding => ({ code, key });

/** Consoles create such an object for an empty folder. */
const isFolder = ({ key, bytes }: DocumentObject): boolean => key.endsWith('/') && bytes === 0;

function documentCode({ key, bytes }: DocumentObject): DocumentCode | undefined {
  const suffix = /\.([^./]+)$/.exec(key)?.[1]?.toLowerCase();
  if (suffix === undefined || !FORMATS.includes(suffix)) return 'document-format';
  if (Buffer.byteLength(key) > LONGEST_KEY.document) return 'document-name-too-long';
  if (bytes === 0) return 'document-empty';
  if (bytes > MOST_BYTES) return 'document-too-large';
  return undefined;
}
