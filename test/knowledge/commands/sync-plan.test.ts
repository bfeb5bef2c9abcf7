import fc from 'fast-check';
import { planSync, type StoredObject, type WantedObject } from '../../../cli/knowledge/sync/sync-plan';
import type { UploadedObject } from '../../../cli/knowledge/sync/upload-manifest';

const KEYS = ['a.md', 'a.md.metadata.json', 'b/c.pdf', 'b/c.pdf.metadata.json', 'd.txt', 'e.csv'].map(
  (name) => `documents/${name}`,
);

const content = fc.constantFrom('one', 'two', 'three');
const contents = fc.dictionary(fc.constantFrom(...KEYS), content, { noNullPrototype: true });

const wantedOf = (files: Readonly<Record<string, string>>): WantedObject[] =>
  Object.entries(files).map(([key, text]) => ({ key, text, bytes: text.length, sha256: `sha-${text}` }));

/** A bucket whose entity tags change with each write, as with a customer managed key. */
class Bucket {
  readonly objects = new Map<string, { readonly text: string; readonly etag: string }>();
  private writes = 0;

  put(key: string, text: string): UploadedObject {
    this.writes += 1;
    const etag = `etag-${this.writes}`;
    this.objects.set(key, { text, etag });
    return { sha256: `sha-${text}`, etag };
  }

  list(): StoredObject[] {
    return [...this.objects].map(([key, { etag }]) => ({ key, etag }));
  }

  texts(): Record<string, string> {
    return Object.fromEntries([...this.objects].map(([key, { text }]) => [key, text]));
  }
}

function apply(bucket: Bucket, manifest: Map<string, UploadedObject>, files: Readonly<Record<string, string>>) {
  const plan = planSync(wantedOf(files), bucket.list(), manifest, () => false);
  for (const { key, text = '' } of [...plan.added, ...plan.changed]) manifest.set(key, bucket.put(key, text));
  for (const key of plan.deleted) {
    bucket.objects.delete(key);
    manifest.delete(key);
  }
  return plan;
}

describe('the difference of a folder and a bucket', () => {
  test('leads to the folder, whatever was there and whoever wrote meanwhile, and then to nothing', () => {
    fc.assert(
      fc.property(contents, contents, contents, (before, others, files) => {
        const bucket = new Bucket();
        const manifest = new Map<string, UploadedObject>();
        apply(bucket, manifest, before);
        for (const [key, text] of Object.entries(others)) bucket.put(key, text);
        apply(bucket, manifest, files);
        expect(bucket.texts()).toEqual(files);
        expect(planSync(wantedOf(files), bucket.list(), manifest, () => false)).toEqual({
          ...{ added: [], changed: [], deleted: [] },
          unchanged: Object.keys(files).length,
        });
      }),
    );
  });

  test('uploads exactly what differs from the last upload', () => {
    fc.assert(
      fc.property(contents, contents, (before, files) => {
        const bucket = new Bucket();
        const manifest = new Map<string, UploadedObject>();
        apply(bucket, manifest, before);
        const plan = apply(bucket, manifest, files);
        const keys = (objects: readonly WantedObject[]) => objects.map(({ key }) => key).sort();
        expect(keys(plan.added)).toEqual(
          Object.keys(files)
            .filter((key) => !(key in before))
            .sort(),
        );
        expect(keys(plan.changed)).toEqual(
          Object.keys(files)
            .filter((key) => key in before && before[key] !== files[key])
            .sort(),
        );
        expect([...plan.deleted].sort()).toEqual(
          Object.keys(before)
            .filter((key) => !(key in files))
            .sort(),
        );
      }),
    );
  });

  test('believes a manifest only about an object that nobody has replaced, and keeps files with a mistake', () => {
    const wanted = wantedOf({ 'documents/a.md': 'one' });
    const stored = [
      { key: 'documents/a.md', etag: 'new' },
      { key: 'documents/broken.md', etag: 'x' },
      { key: 'documents/empty/', etag: 'y' },
    ];
    const manifest = new Map([['documents/a.md', { sha256: 'sha-one', etag: 'old' }]]);
    const plan = planSync(wanted, stored, manifest, (key) => key === 'documents/broken.md');
    expect(plan).toEqual({ added: [], changed: wanted, unchanged: 0, deleted: [] });
  });

  test('has what is in an archive, since it keeps its entity tag there', () => {
    const wanted = wantedOf({ 'documents/a.md': 'one', 'documents/d.txt': 'one' });
    const manifest = new Map(wanted.map(({ key }) => [key, { sha256: 'sha-one', etag: 'same' }]));
    const stored = wanted.map(({ key }) => ({ key, etag: 'same', isArchived: key === 'documents/d.txt' }));
    const plan = planSync(wanted, stored, manifest, () => false);
    expect(plan).toMatchObject({ added: [], changed: [{ key: 'documents/d.txt' }], unchanged: 1, deleted: [] });
  });

  test('deletes each sidecar after its document', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(KEYS), (keys) => {
        const { deleted } = planSync(
          [],
          keys.map((key) => ({ key, etag: 'x' })),
          new Map(),
          () => false,
        );
        expect([...deleted].sort()).toEqual([...keys].sort());
        for (const key of keys) {
          const sidecar = `${key}.metadata.json`;
          if (keys.includes(sidecar)) expect(deleted.indexOf(sidecar)).toBeGreaterThan(deleted.indexOf(key));
        }
      }),
    );
  });
});
