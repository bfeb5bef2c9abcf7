import { EVERYONE } from './audience';
import type { DocumentCode, DocumentFinding, DocumentProblem } from './document-finding';
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

/** Storage classes whose objects S3 returns only after they are restored. */
export const ARCHIVES: readonly (string | undefined)[] = ['GLACIER', 'DEEP_ARCHIVE'];

/** Sidecars that are read at the same time. */
const PARALLEL = 32;

/** Object below the prefix of the documents. */
export interface DocumentObject {
  readonly key: string;
  readonly bytes: number;
  /** Entity tag of the content. */
  readonly etag: string;
  /** Time of the last write, as S3 lists it. @default - not known */
  readonly modified?: string | undefined;
  /** True if S3 returns it only after it is restored. */
  readonly isArchived?: boolean;
}

export interface CheckedDocuments {
  /** Keys of the documents that can be indexed. */
  readonly good: readonly string[];
  /** Versions of everything that is indexed: the documents and their sidecars, without those that are yet to be written. */
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

/** Text of an object with the version that was read, or the name of the failure that is about this object alone. */
export type ReadObject = { readonly text: string; readonly version: string } | { readonly failure: string };

/** Reads an object. Throws only if others could not be read either. */
export type ReadText = (object: DocumentObject) => Promise<ReadObject>;

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
          return isStray
            ? rejected(document.key, { code: 'sidecar-not-read' })
            : checkDocument(document, sidecar, groups, read);
        }),
      )),
    );
  }
  return {
    good: checked.flatMap(({ good }) => good),
    inventory: checked.flatMap(({ inventory }) => inventory),
    findings: [
      ...alone.map((key): DocumentFinding => ({ code: 'sidecar-alone', key })),
      ...checked.flatMap(({ findings }) => findings),
    ],
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
    const isOurs = async (file: DocumentObject) => {
      if (file.bytes !== Buffer.byteLength(open)) return false;
      const found = await read(file);
      return 'text' in found && found.text === open;
    };
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
  if (code) return rejected(document.key, { code });

  const key = document.key + SIDECAR_SUFFIX;
  if (file && file.bytes > SIDECAR_LIMITS.bytes) return rejected(key, { code: 'sidecar-too-large' });
  const found = file && (await read(file));
  if (found && 'failure' in found) return rejected(key, { code: 'sidecar-not-readable', about: found.failure });
  const sidecar = found && readSidecar(found.text);
  if (sidecar && 'code' in sidecar) return rejected(key, sidecar);

  const text = openSidecar(sidecar);
  const allowed = sidecar?.groups ?? [EVERYONE];
  const hidden = !allowed.some((group) => group === EVERYONE || groups.includes(group));
  const version = { key: document.key, version: `${document.etag} ${document.modified ?? ''}` };
  return {
    good: [document.key],
    inventory: found && text === undefined ? [version, { key, version: found.version }] : [version],
    findings: hidden ? [finding(key, { code: 'sidecar-unknown-group', about: allowed.join(', ') })] : [],
    sidecars: text === undefined ? [] : [{ key, text, replaces: file?.etag }],
  };
}

const rejected = (key: string, problem: DocumentProblem): CheckedDocuments => ({
  ...{ good: [], inventory: [], sidecars: [] },
  findings: [finding(key, problem)],
});

/** Longest `about` of a finding: a name is written by whoever uploads. */
const LONGEST = 100;

const finding = (key: string, { code, about }: DocumentProblem): DocumentFinding => {
  if (about === undefined) return { code, key };
  return { code, key, about: about.length > LONGEST ? `${about.slice(0, LONGEST)}…` : about };
};

/** Consoles create such an object for an empty folder. */
const isFolder = ({ key, bytes }: DocumentObject): boolean => key.endsWith('/') && bytes === 0;

function documentCode({ key, bytes, isArchived }: DocumentObject): DocumentCode | undefined {
  const suffix = /\.([^./]+)$/.exec(key)?.[1]?.toLowerCase();
  if (suffix === undefined || !FORMATS.includes(suffix)) return 'document-format';
  if (Buffer.byteLength(key) > LONGEST_KEY.document) return 'document-name-too-long';
  if (bytes === 0) return 'document-empty';
  if (bytes > MOST_BYTES) return 'document-too-large';
  if (isArchived) return 'document-archived';
  return undefined;
}
