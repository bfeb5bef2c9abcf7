import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DocumentFolder } from '../../support/document-folder';
import { knowledgeAccount, MANIFEST } from '../../support/knowledge-account';

const { account, run } = knowledgeAccount();

const folder = new DocumentFolder();
const sync = (...args: readonly string[]) => run('sync', folder.path, '--every', '1', ...args);
const OPEN = '{"metadataAttributes":{"allowedGroups":["everyone"]}}';
const BOARD = '{"metadataAttributes":{"allowedGroups":["board"]}}';

describe('sync', () => {
  test('uploads each sidecar before its document, syncs, and prints the report', async () => {
    account.looks = 1;
    folder.write({ 'a.md': 'A', 'hr/b.md': 'B', 'hr/b.md.metadata.json': BOARD });
    const { status, stdout, stderr } = await sync();
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Sync JOB1 is COMPLETE: documents 1 scanned, 0 failed.\n',
    });
    expect(stderr).toMatch(
      /^Objects: 4 new, 0 changed, 0 unchanged, 0 only in the bucket\.\n✓ upload 4 objects .*\n✓ sync with the knowledge base .*\n$/,
    );
    const { changes } = account.bucket;
    for (const document of ['documents/a.md', 'documents/hr/b.md']) {
      expect(changes.indexOf(`PUT ${document}.metadata.json`)).toBeLessThan(changes.indexOf(`PUT ${document}`));
    }
    expect([...account.objects].filter(([key]) => key.startsWith('documents/')).sort()).toEqual([
      ['documents/a.md', 'A'],
      ['documents/a.md.metadata.json', OPEN],
      ['documents/hr/b.md', 'B'],
      ['documents/hr/b.md.metadata.json', BOARD],
    ]);
  });

  test('uploads nothing the second time, and starts nothing', async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B' });
    await sync();
    account.bucket.calls.length = 0;
    account.calls.length = 0;
    account.bucket.pageSize = 1;
    const { status, stdout, stderr } = await sync();
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Nothing to do: the bucket has these documents already. Nothing was uploaded.\n',
    });
    expect(stderr).toBe('Objects: 0 new, 0 changed, 4 unchanged, 0 only in the bucket.\n');
    expect(account.bucket.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
    expect(account.calls).not.toContain('StartExecution');
  });

  test('starts the workflow again when asked to, which finds nothing to sync', async () => {
    folder.write({ 'a.md': 'A' });
    await sync();
    expect(await sync('--again')).toMatchObject({
      ...{ status: 0, stdout: 'Synced: the knowledge base has these documents already.\n' },
    });
    expect(account.ingestion.ran).toBe(1);
  });

  test('uploads what has changed here, and what somebody has replaced there', async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B', 'c.md': 'C' });
    await sync();
    account.bucket.calls.length = 0;
    folder.write({ 'a.md': 'A2' });
    account.objects.set('documents/b.md', 'not B');
    expect(await sync()).toMatchObject({ status: 0 });
    expect(account.bucket.changes.sort()).toEqual(['PUT documents/a.md', 'PUT documents/b.md']);
    expect(account.objects.get('documents/b.md')).toBe('B');
  });

  test('deletes only with --delete, documents before their sidecars, and asks', async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B' });
    await sync();
    folder.remove('b.md');
    expect((await sync()).stderr).toBe(
      'Objects: 0 new, 0 changed, 2 unchanged, 2 only in the bucket.\n--delete deletes what is only in the bucket.\n',
    );
    expect(await sync('--delete')).toMatchObject({
      ...{ status: 1, stderr: expect.stringContaining('PB-KNOWLEDGE-014 Nothing was uploaded or deleted') },
    });
    account.bucket.calls.length = 0;
    expect(await sync('--delete', '--yes')).toMatchObject({ status: 0 });
    expect(account.bucket.changes).toEqual(['DELETE documents/b.md', 'DELETE documents/b.md.metadata.json']);
    expect(Object.keys(JSON.parse(account.objects.get(MANIFEST) ?? '').objects)).toEqual([
      'documents/a.md',
      'documents/a.md.metadata.json',
    ]);
  });

  test('an empty folder never deletes', async () => {
    folder.write({ 'a.md': 'A' });
    await sync();
    folder.remove('a.md');
    expect(await sync('--delete', '--yes')).toMatchObject({
      ...{ status: 1, stderr: expect.stringMatching(/^PB-KNOWLEDGE-013 .* contains no documents\.\nCheck the path\./) },
    });
    expect(account.objects.has('documents/a.md')).toBe(true);
  });

  test('reports files with a mistake, keeps what the bucket has of them, and uploads the rest', async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B' });
    await sync();
    folder.write({
      'b.md.metadata.json': '{',
      'c.exe': 'C',
      'd.md': '',
      'e.md': 'E',
      'e.md.metadata.json': BOARD.replace('board', 'nobody'),
    });
    const { status, stdout, stderr } = await sync('--delete', '--yes');
    expect(status).toBe(1);
    expect(stderr).toContain('documents/b.md.metadata.json: sidecar-unreadable\n  Write a JSON object');
    expect(stderr).toContain('documents/c.exe: document-format\n  Convert it to');
    expect(stderr).toContain('documents/d.md: document-empty\n');
    expect(stderr).toContain('documents/e.md.metadata.json: sidecar-unknown-group (nobody)\n');
    expect(stderr).toContain('Objects: 2 new, 1 changed, 2 unchanged, 0 to delete.\n');
    expect([...account.objects.keys()]).toEqual(expect.arrayContaining(['documents/b.md', 'documents/e.md']));
    expect([...account.objects.keys()]).not.toContain('documents/c.exe');
    expect(stdout).toContain('Sync JOB2 is COMPLETE');
  });

  test('skips hidden files and symbolic links, and says so', async () => {
    folder.write({ 'a.md': 'A', '.git/config': 'x', '.b.md': 'x' });
    symlinkSync('/etc/hostname', join(folder.path, 'link.md'));
    symlinkSync('/etc', join(folder.path, 'etc'));
    const { stderr } = await sync();
    const skipped = stderr.split('\n').filter((line) => line.startsWith('Skipped'));
    expect(skipped).toEqual([
      'Skipped: .b.md (hidden)',
      'Skipped: .git (hidden)',
      'Skipped: etc (symbolic link)',
      'Skipped: link.md (symbolic link)',
    ]);
    expect(account.bucket.changes).toHaveLength(2);
  });

  test('uploads no document whose sidecar is skipped: it can be a restriction', async () => {
    folder.write({ 'plan.md': 'A', 'open.md': 'B' });
    symlinkSync('/etc/hostname', join(folder.path, 'plan.md.metadata.json'));
    const { status, stderr } = await sync();
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('documents/plan.md: sidecar-not-read\n'),
    });
    const keys = account.bucket.changes.map((change) => JSON.stringify(change)).join();
    expect(keys).toContain('documents/open.md');
    expect(keys).not.toContain('plan.md');
  });

  test('takes one name for é in both of its forms', async () => {
    folder.write({ [`caf${'é'.normalize('NFD')}.md`]: 'A', [`caf${'é'.normalize('NFC')}.md`]: 'B' });
    const { stderr } = await sync('--dry-run');
    expect(stderr).toMatch(/^Skipped: .* \(same name as another file\)\n/);
  });

  test('--dry-run lists the changes and makes none', async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B' });
    await sync();
    account.bucket.calls.length = 0;
    folder.write({ 'a.md': 'A2', 'c.md': 'C' });
    folder.remove('b.md');
    const { status, stdout } = await sync('--dry-run', '--delete');
    expect({ status, stdout: stdout.split('\n').sort() }).toEqual({
      status: 0,
      stdout: [
        '',
        '+ documents/c.md',
        '+ documents/c.md.metadata.json',
        '- documents/b.md',
        '- documents/b.md.metadata.json',
        'Nothing was uploaded or deleted: this is a dry run.',
        '~ documents/a.md',
      ],
    });
    expect(account.bucket.changes).toEqual([]);
  });

  test('--json prints changes, findings and report', async () => {
    folder.write({ 'a.md': 'A', 'b.exe': 'B' });
    const { stdout } = await sync('--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ added: ['documents/a.md.metadata.json', 'documents/a.md'], changed: [], unchanged: 0, deleted: [] },
      ...{ skipped: [], findings: [{ code: 'document-format', key: 'documents/b.exe' }] },
      sync: { job: 'JOB1', status: 'COMPLETE', failedDocuments: [] },
    });
  });
});
