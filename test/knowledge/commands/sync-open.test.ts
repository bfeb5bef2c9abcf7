import { DocumentFolder } from '../../support/document-folder';
import { knowledgeAccount } from '../../support/knowledge-account';

const { account, run } = knowledgeAccount();

const folder = new DocumentFolder();
const sync = (...args: readonly string[]) => run('sync', folder.path, '--every', '1', ...args);
const sidecar = (...groups: readonly string[]) => JSON.stringify({ metadataAttributes: { allowedGroups: groups } });
const META = 'documents/b.md.metadata.json';

describe('a document that only some groups see', () => {
  beforeEach(async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B', 'b.md.metadata.json': sidecar('board') });
    await sync();
    account.bucket.calls.length = 0;
  });

  test.each<[string, Record<string, string>]>([
    ['loses its sidecar', {}],
    ['is for everyone', { 'b.md.metadata.json': sidecar('everyone') }],
    ['is for everyone and the board', { 'b.md.metadata.json': sidecar('board', 'everyone') }],
    [
      'says nothing of groups any more, and is changed',
      { 'b.md': 'B2', 'b.md.metadata.json': '{"metadataAttributes":{}}' },
    ],
  ])('%s: nothing is uploaded without --open', async (_, change) => {
    folder.remove('b.md.metadata.json');
    folder.write({ 'c.md': 'C', ...change });
    const { status, stderr } = await sync();
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('PB-KNOWLEDGE-024') });
    expect(stderr).toContain('everybody would see 1 document that only some groups see now: documents/b.md.');
    expect(account.bucket.changes).toEqual([]);
    expect(await sync('--open')).toMatchObject({ status: 0 });
    expect(account.bucket.changes).toContain(`PUT ${META}`);
    expect(account.objects.get(META)).toContain('everyone');
  });

  test('gets other groups without a question', async () => {
    folder.write({ 'b.md.metadata.json': sidecar('finance') });
    const { stderr } = await sync();
    expect(stderr).not.toContain('PB-');
    expect(account.bucket.changes).toContain(`PUT ${META}`);
  });
});

test.each<[string, Record<string, string>]>([
  ['groups that are no list', { 'b.md.metadata.json': '{"metadataAttributes":{"allowedGroups":"board"}}' }],
  ['groups beside the attributes', { 'b.md.metadata.json': '{"metadataAttributes":{},"access":["board"]}' }],
  ['a sidecar that is no JSON', { 'b.md.metadata.json': '{' }],
  ['a sidecar with nearly the right name', { 'b.md.metadata.json.txt': sidecar('board') }],
])('a document that everybody sees is hidden when it gets %s, once', async (_, change) => {
  folder.write({ 'b.md': 'B' });
  await sync();
  folder.write(change);
  expect(await sync()).toMatchObject({ status: 1 });
  expect(JSON.parse(account.objects.get(META) ?? '').metadataAttributes.allowedGroups).toEqual(['no group']);
  account.bucket.calls.length = 0;
  expect(await sync()).toMatchObject({ status: 1 });
  expect(account.bucket.changes.filter((change) => change.includes('documents/'))).toEqual([]);
});
