import { EVERYONE } from './audience';
import type { DocumentCode, DocumentFinding, DocumentProblem } from './document-finding';
import type { InventoryEntry } from './inventory';
import {
  documentOf,
  hiddenBecause,
  hidingSidecar,
  openSidecar,
  readSidecar,
  SIDECAR_LIMITS,
  SIDECAR_SUFFIX,
  type Sidecar,
} from './sidecar';
import { StraySidecars } from './stray-sidecars';

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
  /**
   * Sidecars to write, so that every document that can be indexed says who may see it, and one with a mistake in its own is
   * hidden: a job indexes that, too.
   */
  readonly sidecars: readonly SidecarToWrite[];
  /** Documents that nobody may see until a mistake about their sidecar is mended. */
  readonly hidden: readonly HiddenDocument[];
}

export interface HiddenDocument {
  readonly key: string;
  readonly reason: DocumentCode;
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
  const documents = [...files.values()].filter(({ key }) => !isSidecar(key));
  const alone = await sidecarsAlone(files, read);
  const own = new Set(documents.map(({ key }) => key + SIDECAR_SUFFIX));
  const strays = new StraySidecars([...alone, ...[...files.keys()].filter((key) => !isSidecar(key) && !own.has(key))]);
  const strayOf = new Map(documents.map(({ key }) => [key, strays.beside(key)]));
  const unread = new Set(strayOf.values());
  const checked: CheckedDocuments[] = [];
  for (let start = 0; start < documents.length; start += PARALLEL) {
    const batch = documents.slice(start, start + PARALLEL);
    checked.push(
      ...(await Promise.all(
        batch.map((document) => {
          const { key } = document;
          const stray = strayOf.get(key) ?? (unread.has(key) ? key : undefined);
          return checkDocument(document, { file: files.get(key + SIDECAR_SUFFIX), stray }, groups, read);
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
    hidden: checked.flatMap(({ hidden }) => hidden),
  };
}

const isSidecar = (key: string): boolean => key.endsWith(SIDECAR_SUFFIX);

/** Returns the keys of sidecars without a document. One that a check has written stays when its document is deleted. */
async function sidecarsAlone(files: ReadonlyMap<string, DocumentObject>, read: ReadText): Promise<readonly string[]> {
  const open = openSidecar(undefined) ?? '';
  const lone = [...files.values()].filter(({ key }) => isSidecar(key) && !files.has(documentOf(key)));
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

interface Description {
  /** Sidecar of a document. @default - none */
  readonly file: DocumentObject | undefined;
  /** Key of a file that seems to be its sidecar, and that nothing reads. @default - none */
  readonly stray: string | undefined;
}

async function checkDocument(
  document: DocumentObject,
  { file, stray }: Description,
  groups: readonly string[],
  read: ReadText,
): Promise<CheckedDocuments> {
  const code = documentCode(document);
  if (code) return rejected(document.key, { code });

  const key = document.key + SIDECAR_SUFFIX;
  const hide = (at: string, problem: DocumentProblem) => hiding(document.key, finding(at, problem), file);
  const sidecar = file && (await readIn(file, read));
  if (sidecar && 'code' in sidecar) {
    // It may be readable again in a moment: nothing is put in its place.
    return sidecar.code === 'sidecar-not-readable' ? rejected(key, sidecar) : hide(key, sidecar);
  }
  const reason = sidecar && hiddenBecause(sidecar);
  const isOpen = !sidecar?.groups || sidecar.groups.includes(EVERYONE);
  if (stray !== undefined && isOpen) return hide(document.key, notRead(stray));
  if (reason === undefined) return described(document, file, sidecar, groups);
  return stray === undefined
    ? rejected(key, { code: 'sidecar-hidden', about: reason })
    : rejected(document.key, notRead(stray));
}

/** A sidecar, with the version that was read. */
type StoredSidecar = Sidecar & { readonly version: string };

/** Reads the sidecar in a file, or returns the reason why it cannot be indexed. */
async function readIn(file: DocumentObject, read: ReadText): Promise<StoredSidecar | DocumentProblem> {
  if (file.bytes > SIDECAR_LIMITS.bytes) return { code: 'sidecar-too-large' };
  const found = await read(file);
  if ('failure' in found) return { code: 'sidecar-not-readable', about: found.failure };
  const sidecar = readSidecar(found.text);
  return 'code' in sidecar ? sidecar : { ...sidecar, version: found.version };
}

const notRead = (stray: string): DocumentProblem => ({
  ...{ code: 'sidecar-not-read', about: stray.slice(stray.lastIndexOf('/') + 1) },
});

/** Accepts a document, with the sidecar to write if it does not say who may see it. */
function described(
  document: DocumentObject,
  file: DocumentObject | undefined,
  sidecar: StoredSidecar | undefined,
  groups: readonly string[],
): CheckedDocuments {
  const key = document.key + SIDECAR_SUFFIX;
  const text = openSidecar(sidecar);
  const allowed = sidecar?.groups ?? [EVERYONE];
  const hidden = !allowed.some((group) => group === EVERYONE || groups.includes(group));
  const version = { key: document.key, version: `${document.etag} ${document.modified ?? ''}` };
  return {
    good: [document.key],
    inventory: sidecar && text === undefined ? [version, { key, version: sidecar.version }] : [version],
    findings: hidden ? [finding(key, { code: 'sidecar-unknown-group', about: allowed.join(', ') })] : [],
    sidecars: text === undefined ? [] : [{ key, text, replaces: file?.etag }],
    hidden: [],
  };
}

const rejected = (key: string, problem: DocumentProblem): CheckedDocuments => ({
  ...{ good: [], inventory: [], sidecars: [], hidden: [] },
  findings: [finding(key, problem)],
});

/** Hides a document. Without a sidecar it has no group, so that nobody sees it anyway. */
const hiding = (key: string, found: DocumentFinding, file: DocumentObject | undefined): CheckedDocuments => ({
  ...{ good: [], inventory: [], findings: [found] },
  hidden: [{ key, reason: found.code }],
  sidecars: file ? [{ key: file.key, text: hidingSidecar(found.code), replaces: file.etag }] : [],
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
