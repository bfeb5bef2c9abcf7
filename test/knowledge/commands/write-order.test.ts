import fc from 'fast-check';
import type { DocumentsClient } from '../../../cli/knowledge/sync/documents-client';
import { planSync, type WantedObject } from '../../../cli/knowledge/sync/sync-plan';
import { applyPlan } from '../../../cli/knowledge/sync/sync-run';
import type { UploadedObject, UploadManifest } from '../../../cli/knowledge/sync/upload-manifest';
import type { Progress } from '../../../cli/terminal/progress';
import { EVERYONE, NOBODY } from '../../../domain/knowledge/audience';
import { readSidecar, sidecarFor } from '../../../domain/knowledge/sidecar';

const DOCUMENT = 'documents/a.md';
const SIDECAR = `${DOCUMENT}.metadata.json`;

/** Groups of callers; the last caller is in none. */
const CALLERS = ['board', 'law', 'staff', ''];

type Store = ReadonlyMap<string, string>;

/** A bucket that remembers every state that an ingestion job could read, and can fail at one of its writes. */
class Bucket {
  readonly objects = new Map<string, string>();
  readonly states: Store[] = [];
  manifest: UploadManifest = new Map();
  /** Write that fails, and whether S3 does it nevertheless. */
  failure: { readonly at: number; readonly isDone: boolean } | undefined;
  private writes = 0;
  private readonly etags = new Map<string, string>();

  put({ key, text = '' }: WantedObject): Promise<UploadedObject> {
    const etag = `etag ${this.writes}`;
    return this.write({ sha256: text, etag }, () => {
      this.objects.set(key, text);
      this.etags.set(key, etag);
    });
  }

  delete(key: string): Promise<void> {
    return this.write(undefined, () => void this.objects.delete(key));
  }

  readText(key: string): Promise<string | undefined> {
    return Promise.resolve(this.objects.get(key));
  }

  writeManifest(manifest: UploadManifest): Promise<void> {
    this.manifest = new Map(manifest);
    return Promise.resolve();
  }

  get stored() {
    return [...this.objects.keys()].map((key) => ({ key, etag: this.etags.get(key) ?? '' }));
  }

  private write<T>(result: T, work: () => void): Promise<T> {
    this.writes += 1;
    const isFailing = this.writes === this.failure?.at;
    if (!isFailing || this.failure?.isDone) {
      work();
      this.states.push(new Map(this.objects));
    }
    return isFailing ? Promise.reject(new Error('the connection is gone')) : Promise.resolve(result);
  }
}

const progress = { step: (_: string, work: (note: () => void) => unknown) => work(() => undefined) };

/** Syncs the bucket with the files, as the command does with --delete. */
async function sync(bucket: Bucket, files: Store): Promise<void> {
  const wanted = [...files].map(([key, text]) => ({ key, text, sha256: text, bytes: text.length }));
  const before = { stored: bucket.stored, manifest: bucket.manifest };
  const plan = planSync(wanted, before.stored, before.manifest, () => false);
  await applyPlan(bucket as unknown as DocumentsClient, plan, before, progress as unknown as Progress);
}

/** Groups that may see a document with this sidecar, if every doubt counts for them or against them. */
function groupsFor(sidecar: string | undefined, doubt: 'everyone' | 'nobody'): readonly string[] {
  const read = sidecar === undefined ? undefined : readSidecar(sidecar);
  return (read && 'groups' in read && read.groups) || (doubt === 'everyone' ? [EVERYONE] : []);
}

const includes = (groups: readonly string[], caller: string) => groups.includes(EVERYONE) || groups.includes(caller);

/** Texts that a caller sees and must not: old ones that it could not see before, new ones that it may not see after. */
function leaks(state: Store, before: Store, after: Store): string[] {
  const text = state.get(DOCUMENT);
  const isUntouched = [DOCUMENT, SIDECAR].every((key) => state.get(key) === before.get(key));
  if (text === undefined || isUntouched) return [];
  return CALLERS.filter((caller) => {
    if (!includes(groupsFor(state.get(SIDECAR), 'everyone'), caller)) return false;
    const could = text === before.get(DOCUMENT) && includes(groupsFor(before.get(SIDECAR), 'nobody'), caller);
    const may = text === after.get(DOCUMENT) && includes(groupsFor(after.get(SIDECAR), 'nobody'), caller);
    return !could && !may;
  }).map((caller) => `'${caller}' sees '${text}' by ${state.get(SIDECAR)}`);
}

const groups = fc.subarray(['board', 'law', 'staff', EVERYONE, NOBODY], { minLength: 1 });
const sidecar = groups.map(sidecarFor);
const mistaken = fc.constantFrom(
  ...['{', '{"metadataAttributes":{}}', '{"metadataAttributes":{"allowed_groups":["board"]}}'],
  '{"metadataAttributes":{"allowedGroups":["board"]},"metadataAttributes":{"allowedGroups":["everyone"]}}',
);
const storeOf = (document: fc.Arbitrary<string | undefined>, described: fc.Arbitrary<string | undefined>) =>
  fc
    .tuple(document, described)
    .map(([text, by]): Store => new Map([...entry(DOCUMENT, text), ...entry(SIDECAR, by), ['documents/b.md', 'b']]));
const entry = (key: string, text: string | undefined): [string, string][] => (text === undefined ? [] : [[key, text]]);

const before = storeOf(fc.constantFrom('old', undefined), fc.oneof(sidecar, mistaken, fc.constant(undefined)));
const after = fc
  .tuple(fc.constantFrom('old', 'new', undefined), sidecar)
  .map(
    ([text, by]): Store =>
      new Map(text === undefined ? [['documents/b.md', 'b']] : [...entry(DOCUMENT, text), ...entry(SIDECAR, by)]),
  );

describe('a job that reads the bucket between two writes of a sync', () => {
  test('shows no old text to a group that could not see it, and no new text to one that may not', async () => {
    await fc.assert(
      fc.asyncProperty(before, after, fc.boolean(), async (earlier, later, isKnown) => {
        const bucket = new Bucket();
        if (isKnown) await sync(bucket, earlier);
        else for (const [key, text] of earlier) await bucket.put({ key, text, sha256: text, bytes: 0 });
        bucket.states.length = 0;
        await sync(bucket, later);
        expect(bucket.states.flatMap((state) => leaks(state, earlier, later))).toEqual([]);
        expect(bucket.objects).toEqual(later);
      }),
      { numRuns: 1000 },
    );
  });

  test('does so too if the sync fails at any write, and another one continues', async () => {
    await fc.assert(
      fc.asyncProperty(
        before,
        after,
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (earlier, later, at, isDone) => {
          const bucket = new Bucket();
          await sync(bucket, earlier);
          bucket.failure = { at: bucket.states.length + at, isDone };
          bucket.states.length = 0;
          await sync(bucket, later).catch(() => undefined);
          bucket.failure = undefined;
          await sync(bucket, later);
          expect(bucket.states.flatMap((state) => leaks(state, earlier, later))).toEqual([]);
          expect(bucket.objects).toEqual(later);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each<[string, string[], string[], string[]]>([
    ['fewer groups', ['board', 'law'], ['law'], [SIDECAR, DOCUMENT]],
    ['fewer than all', [EVERYONE], ['law'], [SIDECAR, DOCUMENT]],
    ['more groups', ['law'], ['board', 'law'], [DOCUMENT, SIDECAR]],
    ['all groups', ['law'], [EVERYONE], [DOCUMENT, SIDECAR]],
    ['other groups', ['law'], ['board'], [SIDECAR, DOCUMENT, SIDECAR]],
    ['some other groups', ['law', 'staff'], ['board', 'staff'], [SIDECAR, DOCUMENT, SIDECAR]],
  ])('%s: the order of the writes', async (_, from, to, order) => {
    const bucket = new Bucket();
    const files = (text: string, by: readonly string[]): Store =>
      new Map([
        [DOCUMENT, text],
        [SIDECAR, sidecarFor(by)],
      ]);
    await sync(bucket, files('old', from));
    const written: string[] = [];
    const { put } = bucket;
    bucket.put = (object) => {
      written.push(object.key);
      return put.call(bucket, object);
    };
    await sync(bucket, files('new', to));
    expect(written).toEqual(order);
  });
});
