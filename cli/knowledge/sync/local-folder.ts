import { createHash, webcrypto } from 'node:crypto';
import { createReadStream, type Dirent, readFile, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { LONGEST_KEY } from '../../../domain/knowledge/documents';
import { KNOWLEDGE_PREFIXES } from '../../../domain/knowledge/prefixes';
import { inParallel } from '../in-parallel';

/** File of the folder, with its key in the bucket. */
export interface LocalFile {
  readonly path: string;
  readonly key: string;
  readonly bytes: number;
  /** Digest of the content, in hexadecimal digits. */
  readonly sha256: string;
}

export interface LocalFolder {
  readonly files: readonly LocalFile[];
  /** Entries that are not uploaded: hidden ones, symbolic links, what is neither file nor folder, or cannot be read. */
  readonly skipped: readonly SkippedEntry[];
}

export interface SkippedEntry {
  /** Path from the folder. */
  readonly path: string;
  readonly reason:
    | 'hidden'
    | 'symbolic link'
    | 'not a file'
    | 'not readable'
    | 'same name as another file'
    | 'name too long';
}

/** Reads a file with half the work of `node:fs/promises`, which makes a handle for each. */
const readWhole = promisify(readFile);

/** Files that are hashed at the same time. */
const PARALLEL = 16;

/** Bytes from which a file is not read as a whole. */
const STREAMED_FROM = 4_000_000;

/**
 * Reads a folder, and hashes every file. Symbolic links are skipped: one could lead outside of the folder.
 *
 * @param onFile is called for each file that is hashed, with the number of all files
 */
export async function readFolder(folder: string, onFile: (done: number, all: number) => void): Promise<LocalFolder> {
  const { paths, skipped } = await walk(folder);
  const keys = new Map<string, string>();
  for (const path of paths) {
    const key = documentKey(path);
    if (keys.has(key)) skipped.push({ path, reason: 'same name as another file' });
    else if (Buffer.byteLength(key) > LONGEST_KEY.object) skipped.push({ path, reason: 'name too long' });
    else keys.set(key, path);
  }
  let done = 0;
  const files = await inParallel([...keys], PARALLEL, async ([key, path]) => {
    const full = join(folder, path);
    const file = await orSkip(async (): Promise<LocalFile> => {
      const { size: bytes } = statSync(full);
      return { path: full, key, bytes, sha256: await sha256Of(full, bytes) };
    });
    if (!file) skipped.push({ path, reason: 'not readable' });
    done += 1;
    onFile(done, keys.size);
    return file;
  });
  return { files: files.filter((file) => file !== undefined), skipped };
}

/** Failures that are about one file or folder: it is locked, damaged, or gone since the folder was listed. */
const ABOUT_ONE: readonly unknown[] = ['EACCES', 'EBUSY', 'EIO', 'ENOENT', 'EPERM'];

/** Returns undefined for a file or folder that cannot be read. */
async function orSkip<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (ABOUT_ONE.includes((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}

/** Systems differ in how they compose characters such as é in file names; the key is the same from each of them. */
export const documentKey = (path: string): string => KNOWLEDGE_PREFIXES.documents + path.normalize('NFC');

async function sha256Of(path: string, bytes: number): Promise<string> {
  // A stream costs more than it saves for a small file, and this digest leaves the main thread to the list of the bucket.
  if (bytes <= STREAMED_FROM) {
    return Buffer.from(await webcrypto.subtle.digest('SHA-256', await readWhole(path))).toString('hex');
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Lists the files below a folder, sorted, with `/` between names. */
export async function walk(folder: string): Promise<{ readonly paths: string[]; readonly skipped: SkippedEntry[] }> {
  const paths: string[] = [];
  const skipped: SkippedEntry[] = [];
  const entriesOf = async (below: string): Promise<readonly Dirent[]> => {
    const list = () => readdir(join(folder, below), { withFileTypes: true });
    // The folder itself must be readable.
    const entries = await (below === '' ? list() : orSkip(list));
    if (!entries) skipped.push({ path: below, reason: 'not readable' });
    return entries?.sort(byName) ?? [];
  };
  const visit = async (below: string): Promise<void> => {
    for (const entry of await entriesOf(below)) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const reason = reasonToSkip(entry);
      if (reason) skipped.push({ path, reason });
      else if (entry.isDirectory()) await visit(path);
      else paths.push(path);
    }
  };
  await visit('');
  return { paths, skipped };
}

const byName = (one: Dirent, other: Dirent): number => (one.name < other.name ? -1 : 1);

function reasonToSkip(entry: Dirent): SkippedEntry['reason'] | undefined {
  if (entry.name.startsWith('.')) return 'hidden';
  if (entry.isSymbolicLink()) return 'symbolic link';
  return entry.isFile() || entry.isDirectory() ? undefined : 'not a file';
}
