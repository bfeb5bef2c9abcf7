import fc from 'fast-check';
import { checkDocuments, type DocumentObject } from '../../domain/knowledge/documents';
import { inventoryDigest } from '../../domain/knowledge/inventory';

const GROUPS = ['board', 'finance'];

/** Checks documents by key: their size, or the text of a sidecar. */
function check(files: Readonly<Record<string, number | string>>) {
  const objects = Object.entries(files).map(
    ([key, content]): DocumentObject => ({
      key,
      etag: `"${key}"`,
      bytes: typeof content === 'number' ? content : Buffer.byteLength(content),
    }),
  );
  return checkDocuments(objects, GROUPS, async ({ key }) => ({
    text: String(files[key]),
    version: `of ${files[key]}`,
  }));
}

const sidecar = (metadataAttributes: unknown) => JSON.stringify({ metadataAttributes });
const doc = 'documents/a.md';
const meta = `${doc}.metadata.json`;

test.each<[string, Record<string, number | string>, string[]]>([
  ['an empty document', { [doc]: 0 }, ['document-empty documents/a.md']],
  ['51 MB', { [doc]: 51 * 1024 * 1024 }, ['document-too-large documents/a.md']],
  ['a picture', { 'documents/a.png': 1 }, ['document-format documents/a.png']],
  ['no suffix', { 'documents/README': 1 }, ['document-format documents/README']],
  ['a dot in a folder', { 'documents/a.md/b': 1 }, ['document-format documents/a.md/b']],
  ['a sidecar alone', { [meta]: sidecar({}) }, [`sidecar-alone ${meta}`]],
  ['a broken sidecar', { [doc]: 1, [meta]: '{' }, [`sidecar-unreadable ${meta}`]],
  ['a list as sidecar', { [doc]: 1, [meta]: '[]' }, [`sidecar-unreadable ${meta}`]],
  ['no attributes', { [doc]: 1, [meta]: '{}' }, [`sidecar-unreadable ${meta}`]],
  ['11 KB', { [doc]: 1, [meta]: JSON.stringify({ x: 'x'.repeat(11_000) }) }, [`sidecar-too-large ${meta}`]],
  ['1 KB of attributes', { [doc]: 1, [meta]: sidecar({ x: 'x'.repeat(1024) }) }, [`sidecar-too-large ${meta}`]],
  [
    '36 attributes',
    { [doc]: 1, [meta]: sidecar(Object.fromEntries(Array.from({ length: 36 }, (_, i) => [`k${i}`, 1]))) },
    [`sidecar-too-large ${meta}`],
  ],
  ['a nested attribute', { [doc]: 1, [meta]: sidecar({ x: { y: 1 } }) }, [`sidecar-attribute ${meta}`]],
  [
    "an attribute of Bedrock's own",
    { [doc]: 1, [meta]: sidecar({ 'x-amz-bedrock-kb-x': 1 }) },
    [`sidecar-attribute ${meta}`],
  ],
  ['groups as a string', { [doc]: 1, [meta]: sidecar({ allowedGroups: 'board' }) }, [`sidecar-groups ${meta}`]],
  ...['AllowedGroups', 'allowed_groups', 'allowedGroup', 'allowedGroups ', 'allowed-Groups', '\u0430llowedGroups'].map(
    (name): [string, Record<string, string | number>, string[]] => [
      `groups in ${JSON.stringify(name)}`,
      { [doc]: 1, [meta]: sidecar({ [name]: ['board'] }) },
      [`sidecar-groups ${meta}`],
    ],
  ),
  [
    'groups beside the attributes',
    { [doc]: 1, [meta]: JSON.stringify({ metadataAttributes: {}, allowedGroups: ['board'] }) },
    [`sidecar-beside ${meta}`],
  ],
  [
    'a sidecar without the suffix of its document',
    { [doc]: 1, 'documents/a.metadata.json': sidecar({ allowedGroups: ['board'] }) },
    ['sidecar-alone documents/a.metadata.json', `sidecar-not-read ${doc}`],
  ],
  [
    'a sidecar in capital letters',
    { [doc]: 1, 'documents/A.MD.METADATA.JSON': sidecar({ allowedGroups: ['board'] }) },
    [`sidecar-not-read ${doc}`, 'document-format documents/A.MD.METADATA.JSON'],
  ],
  ['a sidecar alone of any length', { [meta]: 5e9 }, [`sidecar-alone ${meta}`]],
  [
    'a name without room for that of its sidecar',
    { [`documents/${'x'.repeat(998)}.md`]: 1 },
    [`document-name-too-long documents/${'x'.repeat(998)}.md`],
  ],
  [
    'a repeated name',
    { [doc]: 1, [meta]: '{"metadataAttributes":{},"metadataAttributes":{}}' },
    [`sidecar-repeated-name ${meta}`],
  ],
  ['no groups at all', { [doc]: 1, [meta]: sidecar({ allowedGroups: null }) }, [`sidecar-attribute ${meta}`]],
  [
    'a group that no audience has',
    { [doc]: 1, [meta]: sidecar({ allowedGroups: ['sales'] }) },
    [`sidecar-unknown-group ${meta}`],
  ],
])('%s is reported', async (_, files, expected) => {
  const { findings } = await check({ ...files, 'documents/good.txt': 10 });
  expect(findings.map(({ code, key }) => `${code} ${key}`)).toEqual(expected);
});

test('a document with a mistake does not stop the others', async () => {
  const { good } = await check({
    'documents/a.png': 1,
    [doc]: 1,
    [meta]: '{',
    'documents/b.PDF': 1,
    'documents/c/': 0,
  });
  expect(good).toEqual(['documents/b.PDF']);
});

test('every document that can be indexed says who may see it, after the sidecars are written', async () => {
  const typed = { value: { type: 'STRING_LIST', stringListValue: ['board'] }, includeForEmbedding: false };
  const { good, sidecars } = await check({
    'documents/open.md': 1,
    'documents/year.md': 1,
    'documents/year.md.metadata.json': JSON.stringify({ metadataAttributes: { year: 2026 } }),
    'documents/board.md': 1,
    'documents/board.md.metadata.json': sidecar({ allowedGroups: ['board'] }),
    'documents/typed.md': 1,
    'documents/typed.md.metadata.json': sidecar({ allowedGroups: typed }),
  });
  expect(good).toHaveLength(4);
  expect(sidecars).toEqual([
    {
      key: 'documents/open.md.metadata.json',
      text: '{"metadataAttributes":{"allowedGroups":["everyone"]}}',
      replaces: undefined,
    },
    {
      key: 'documents/year.md.metadata.json',
      text: '{"metadataAttributes":{"year":2026,"allowedGroups":["everyone"]}}',
      replaces: '"documents/year.md.metadata.json"',
    },
  ]);
});

test.each<[string, string | number, string]>([
  ['an attribute', sidecar({ year: 1, nested: {} }), 'nested'],
  ['a misspelt name', sidecar({ allowed_groups: ['board'] }), 'allowed_groups'],
  ['a misplaced name', JSON.stringify({ metadataAttributes: {}, allowedGroups: [] }), 'allowedGroups'],
  ['a wrong list of groups', sidecar({ allowedGroups: 'board' }), 'allowedGroups'],
  ['groups that no audience has', sidecar({ allowedGroups: ['sales', 'law'] }), 'sales, law'],
  ['a long name', sidecar({ ['x'.repeat(200)]: 1 }), `${'x'.repeat(100)}…`],
])('a finding names %s', async (_, text, about) => {
  expect((await check({ [doc]: 1, [meta]: text })).findings).toMatchObject([{ about }]);
});

test('a sidecar that cannot be read is one finding, its document is not indexed, and the rest goes on', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const failures = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('InvalidObjectState', 'AccessDenied'), {
    noNullPrototype: true,
  });
  await fc.assert(
    fc.asyncProperty(failures, async (failed) => {
      const keys = names.map((name) => `documents/${name}.md`);
      const objects = keys.flatMap((key) => [key, `${key}.metadata.json`]).map((key) => ({ key, bytes: 9, etag: '' }));
      const { good, findings, sidecars, inventory } = await checkDocuments(objects, GROUPS, ({ key }) => {
        const failure = failed[key.slice('documents/'.length, -'.md.metadata.json'.length)];
        return Promise.resolve(failure ? { failure } : { text: sidecar({ allowedGroups: ['board'] }), version: '1' });
      });
      expect(good).toEqual(keys.filter((_, at) => !Object.hasOwn(failed, names[at] ?? '')));
      expect(inventory.map(({ key }) => key)).toEqual(good.flatMap((key) => [key, `${key}.metadata.json`]));
      expect(findings).toEqual(
        names
          .filter((name) => Object.hasOwn(failed, name))
          .map((name) => ({
            ...{ code: 'sidecar-not-readable', key: `documents/${name}.md.metadata.json`, about: failed[name] },
          })),
      );
      expect(sidecars).toEqual([]);
    }),
  );
});

test('a document in an archive is one finding', async () => {
  const objects = [doc, 'documents/b.md'].map((key) => ({ key, bytes: 1, etag: '', isArchived: key === doc }));
  const { good, findings } = await checkDocuments(objects, GROUPS, () => Promise.resolve({ failure: 'NoSuchKey' }));
  expect({ good, findings }).toEqual({
    ...{ good: ['documents/b.md'], findings: [{ code: 'document-archived', key: doc }] },
  });
});

test('the inventory has every document, and every sidecar that is not yet to be written', async () => {
  const before = await check({ [doc]: 1, 'documents/b.md': 1, 'documents/b.md.metadata.json': sidecar({ year: 1 }) });
  expect(before.inventory.map(({ key }) => key)).toEqual([doc, 'documents/b.md']);
  const after = await check({
    ...{ [doc]: 1, 'documents/b.md': 1 },
    ...Object.fromEntries(before.sidecars.map(({ key, text }) => [key, text])),
  });
  expect(after.sidecars).toEqual([]);
  expect(after.inventory.map(({ key }) => key)).toEqual([
    ...[doc, meta, 'documents/b.md', 'documents/b.md.metadata.json'],
  ]);
  const others = await check({ [doc]: 1, [meta]: sidecar({ allowedGroups: ['board'] }), 'documents/b.md': 1 });
  expect(inventoryDigest(others.inventory)).not.toBe(inventoryDigest(before.inventory));
});

test('a sidecar that a check has written is no finding after its document is deleted', async () => {
  const { sidecars } = await check({ [doc]: 1 });
  const { findings } = await check(Object.fromEntries(sidecars.map(({ key, text }) => [key, text])));
  expect(findings).toEqual([]);
});

test('the digest of an inventory depends on keys and versions, not on the order', () => {
  const [a, b] = [
    { key: 'a', version: '1' },
    { key: 'b', version: '2' },
  ] as const;
  expect(inventoryDigest([a, b])).toBe(inventoryDigest([b, a]));
  expect(inventoryDigest([a, b])).toMatch(/^sha256:[\da-f]{64}$/);
  const others = [[a], [], [a, { ...b, version: '3' }], [a, { ...b, key: 'c' }], [{ key: 'a,1', version: '' }, b]];
  expect(new Set([...others, [a, b]].map((entries) => inventoryDigest(entries))).size).toBe(6);
});
