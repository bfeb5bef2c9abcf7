/** Beginning of a name that ends before another word: a possible name of a document. */
const WORD_ENDS = /[^\p{L}\p{N}]/gu;

/**
 * Files that seem to describe a document, and that nothing reads: `plan.md.metadata.json.txt`, `plan.metadata.json`,
 * `Plan.md-meta.json`. The restriction of the document may be in one of them, so that nobody sees it until that is mended.
 * A file is one if its name, in any letters, begins with that of the document, with or without suffix, and goes on with
 * something that has `meta` in it.
 */
export class StraySidecars {
  private readonly byName = new Map<string, string>();

  /** @param keys of everything in the bucket but documents' own sidecars */
  constructor(keys: Iterable<string>) {
    for (const key of keys) {
      const { folder, name } = split(key);
      const last = name.lastIndexOf('meta');
      if (last <= 0) continue;
      for (const { index } of name.matchAll(WORD_ENDS)) {
        if (index < last) this.byName.set(folder + name.slice(0, index).trim(), key);
      }
    }
  }

  /** Returns the key of a file that seems to be the sidecar of a document; undefined if there is none. */
  beside(document: string): string | undefined {
    const { folder, name } = split(document);
    const stem = name.replace(/\.[^.]+$/, '').trim();
    return this.byName.get(folder + name) ?? this.byName.get(folder + stem);
  }
}

/** Splits a key into folder and name, in small letters and with one form for each accented letter. */
function split(key: string): { readonly folder: string; readonly name: string } {
  const plain = key.normalize('NFC').toLowerCase();
  const end = plain.lastIndexOf('/') + 1;
  return { folder: plain.slice(0, end), name: plain.slice(end) };
}
