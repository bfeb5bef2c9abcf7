import fc from 'fast-check';
import { checkDocuments } from '../../domain/knowledge/documents';

/** Checks documents by key: their size, or the text of a sidecar. */
const check = (files: Readonly<Record<string, number | string>>) =>
  checkDocuments(
    Object.entries(files).map(([key, content]) => ({ key, etag: key, bytes: Buffer.byteLength(String(content)) })),
    ['board', 'finance'],
    async ({ key }) => ({ text: String(files[key]), version: `of ${files[key]}` }),
  );

const sidecar = (metadataAttributes: unknown) => JSON.stringify({ metadataAttributes });
const doc = 'documents/a.md';
const meta = `${doc}.metadata.json`;

/** Names with which somebody means the sidecar of `Plan v2.md`, and which Bedrock does not read. */
const NEARLY = [
  ...['Plan v2.md.metadata.json.txt', 'Plan v2.md.meta.json', 'Plan v2.md.metadata.jsn', 'Plan v2.md-metadata.json'],
  ...['Plan v2.md.metadata (1).json', 'Plan v2.md .metadata.json', 'Plan v2.metadata.json', 'plan V2.MD.METADATA.JSON'],
  ...['Plan v2.docx.metadata.json', 'Plan v2.md.metadata.json.md', 'Plan v2_metadata.html', 'Plan v2.md.metadata'],
];

test('a document beside a file that seems to be its sidecar is hidden, whichever came first', async () => {
  const restricted = sidecar({ allowedGroups: ['board'] });
  const plan = 'documents/Plan v2.md';
  const own = `${plan}.metadata.json`;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...NEARLY),
      fc.constantFrom(undefined, sidecar({}), sidecar({ allowedGroups: ['everyone'] }), restricted),
      async (name, text) => {
        const stray = `documents/${name}`;
        const files = { [plan]: 1, [stray]: restricted, 'documents/Plan.md': 1, ...(text && { [own]: text }) };
        const { good, hidden, sidecars } = await check(files);
        const isSaid = text === restricted;
        expect(good).toEqual([...(isSaid ? [plan] : []), 'documents/Plan.md'].filter((key) => good.includes(key)));
        expect(good.includes(plan)).toBe(isSaid);
        expect(good).not.toContain(stray);
        expect(hidden.some(({ key }) => key === plan)).toBe(!isSaid);
        const written = sidecars.filter(({ key }) => key === own);
        expect(written.map((one) => JSON.parse(one.text).metadataAttributes)).toEqual(
          text && !isSaid ? [{ allowedGroups: ['no group'], hiddenBecause: 'sidecar-not-read' }] : [],
        );
      },
    ),
  );
});

test('documents with similar names do not hide each other', async () => {
  const { good, findings } = await check({
    'documents/metadata.md': 1,
    'documents/metadata-guide.pdf': 1,
    'documents/metallurgy.md': 1,
    'documents/plan.md': 1,
    'documents/plan.pdf': 1,
    'documents/plan.pdf.metadata.json': sidecar({ allowedGroups: ['board'] }),
    'documents/old/plan.md.meta.json': 1,
    'documents/planmeta.md': 1,
  });
  expect(findings.map(({ key }) => key)).toEqual(['documents/old/plan.md.meta.json']);
  expect(good).toHaveLength(6);
});

test.each<[string, string]>([
  [
    'beside the attributes',
    JSON.stringify({ metadataAttributes: { language: 'en' }, access: { allowedGroups: ['board'] } }),
  ],
  [
    'in a typed attribute',
    sidecar({ team: { value: { type: 'STRING', stringValue: 'x', allowedGroups: ['board'] } } }),
  ],
  [
    'beside a typed value',
    sidecar({ team: { value: { type: 'STRING', stringValue: 'x' }, allowedGroups: ['board'] } }),
  ],
  ...[
    'groups',
    'groupsAllowed',
    'allowedUsers',
    'AllowedGroupsOnly',
    'acl',
    'audience',
    'restrictedTo',
    'Permissions',
  ].map((name): [string, string] => [`as ${name}`, sidecar({ [name]: ['board'] })]),
])('a restriction %s hides its document, and so does the check after it', async (_, text) => {
  const first = await check({ [doc]: 1, [meta]: text });
  expect(first).toMatchObject({ good: [], hidden: [{ key: doc }] });
  const [hiding] = first.sidecars;
  const second = await check({ [doc]: 1, [meta]: hiding?.text ?? '' });
  expect(second).toMatchObject({ good: [], sidecars: [] });
  expect(second.findings).toEqual([{ code: 'sidecar-hidden', key: meta, about: first.findings[0]?.code }]);
});

test('an attribute that only sounds like a restriction is none beside allowedGroups', async () => {
  const { good, findings } = await check({
    [doc]: 1,
    [meta]: sidecar({ productGroup: 'x', allowedGroups: ['everyone'] }),
  });
  expect({ good, findings }).toEqual({ good: [doc], findings: [] });
});
