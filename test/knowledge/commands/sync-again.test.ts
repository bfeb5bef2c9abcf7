import { followed } from '../../../cli/knowledge/sync/sync-outcome';
import type { SyncReport } from '../../../domain/knowledge/sync-report';
import { DocumentFolder } from '../../support/document-folder';
import { knowledgeAccount } from '../../support/knowledge-account';

const { account, run } = knowledgeAccount();

const folder = new DocumentFolder();
const sync = (...args: readonly string[]) => run('sync', folder.path, '--every', '1', ...args);

const FAILED =
  'documents/a.md: Bedrock could not index it\n' +
  '  Try again with --again. If it fails again, convert the document, or read the job in the Bedrock console.\n';

describe('sync after a sync that left documents out', () => {
  beforeEach(() => {
    folder.write({ 'a.md': 'A', 'b.md': 'B' });
    account.ingestion.failures = ['Issue occurred while processing documents/a.md: secret text'];
  });

  test('lists the documents that Bedrock could not index, now and until they are', async () => {
    const report = `Sync JOB1 is COMPLETE: documents 1 scanned, 1 failed.\n${FAILED}`;
    expect(await sync()).toMatchObject({ status: 1, stdout: report });
    account.calls.length = 0;
    expect(await sync()).toMatchObject({
      status: 1,
      stdout: `Nothing was uploaded: the bucket has these documents already. The last sync has left documents out:\n${report}`,
    });
    expect(account.calls).not.toContain('StartExecution');
  });

  test('tries them again with --again', async () => {
    await sync();
    expect(await sync('--again')).toMatchObject({
      status: 1,
      stdout: `Sync JOB2 is COMPLETE: documents 1 scanned, 1 failed.\n${FAILED}`,
    });
    account.ingestion.failures = [];
    expect(await sync('--again')).toMatchObject({
      status: 0,
      stdout: 'Sync JOB3 is COMPLETE: documents 1 scanned, 0 failed.\n',
    });
    expect(await sync()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Nothing to do/) });
    expect(await sync('--again')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Synced: /) });
    expect(account.ingestion.ran).toBe(3);
  });

  test('says so if the job was that of another execution', async () => {
    await sync('--no-wait');
    await sync('--again');
    const { status, stdout } = await sync('--json');
    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      ...{ status: 1, sync: 'not started', lastSync: { job: 'JOB1', failedDocuments: ['documents/a.md'] } },
    });
  });

  test('says that some are not named', async () => {
    account.ingestion.failures = ['An internal limit', 'documents/b.md is damaged'];
    expect((await sync()).stdout).toContain(
      'documents/b.md: Bedrock could not index it\n1 document that Bedrock does not name: Bedrock could not index it\n',
    );
  });
});

test('a document of somebody else with a mistake is reported until it is mended', async () => {
  folder.write({ 'a.md': 'A' });
  await sync();
  account.objects.set('documents/plan.exe', 'x');
  const finding = 'documents/plan.exe: document-format\n';
  for (const args of [['--again'], [], ['--again']]) {
    expect(await sync(...args)).toMatchObject({ status: 1, stdout: expect.stringContaining(finding) });
  }
  account.objects.delete('documents/plan.exe');
  expect(await sync('--again')).toMatchObject({ status: 0 });
  expect(await sync()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Nothing to do/) });
});

test('a file of the folder with a mistake is not passed over when nothing is to be uploaded', async () => {
  folder.write({ 'a.md': 'A', 'b.exe': 'B' });
  const held = '1 file with a mistake, as listed above: not uploaded, or seen by nobody.\n';
  expect(await sync()).toMatchObject({ status: 1, stdout: expect.stringContaining(`0 failed.\n${held}`) });
  expect(await sync()).toMatchObject({
    ...{ status: 1, stdout: `Nothing was uploaded: the bucket has the other documents already.\n${held}` },
  });
  expect((await sync('--again')).stdout).toBe(`Synced: the knowledge base has these documents already.\n${held}`);
});

test('a sync that failed is made again, although nothing is to be uploaded', async () => {
  folder.write({ 'a.md': 'A' });
  account.ingestion.ending = 'FAILED';
  expect(await sync()).toMatchObject({ status: 1 });
  expect(await sync('--no-wait')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/No sync has ended since they were uploaded\.\n$/),
  });
  account.ingestion.ending = 'COMPLETE';
  expect(await sync()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Sync JOB2 is COMPLETE/) });
  folder.write({ 'a.md': 'A2' });
  account.ingestion.ending = 'STOPPED';
  expect(await sync()).toMatchObject({ status: 1 });
  account.ingestion.ending = 'COMPLETE';
  expect(await sync()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Sync JOB4 is COMPLETE/) });
});

describe('an execution that the command has followed', () => {
  const report = (more: Partial<SyncReport>): SyncReport => ({
    ...{ job: 'JOB1', status: 'COMPLETE', inventory: '', statistics: {}, failedDocuments: [], findings: [] },
    ...more,
  });
  const failing = [
    report({ failedDocuments: ['documents/a.md'] }),
    report({ statistics: { NumberOfDocumentsFailed: 1 } }),
    report({ findings: [{ code: 'document-empty', key: 'documents/a.md' }] }),
  ];

  test.each(failing)('has failures if its report has some, or the last report: %j', (found) => {
    expect(followed({ report: 'sync-reports/JOB1.json' }, found).hasFailures).toBe(true);
    const { hasFailures, lines } = followed({}, found);
    expect({ hasFailures, first: lines[0] }).toEqual({
      ...{ hasFailures: true, first: 'Unchanged since the last sync, which has left documents out:' },
    });
  });

  test('has the counts of its output if its report is gone', () => {
    const key = 'sync-reports/JOB1.json';
    expect(followed({ report: key, failed: 2, rejected: 1 }, undefined)).toMatchObject({
      lines: [
        `The sync has ended, but its report ${key} is not in the bucket. Bedrock could not index 2 documents; 1 object had a mistake.`,
      ],
      hasFailures: true,
    });
    expect(followed({ report: key, failed: 0, rejected: 0 }, undefined).hasFailures).toBe(false);
  });
});

describe('sync --no-wait', () => {
  test('says what it did', async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B' });
    const end = ' This has started the ingestion workflow, which writes its report below sync-reports/.\n';
    expect((await sync('--no-wait')).stdout).toBe(`Uploaded 4 objects.${end}`);
    folder.remove('b.md');
    expect((await sync('--delete', '--yes', '--no-wait')).stdout).toBe(`Deleted 2 objects.${end}`);
    folder.remove('a.md');
    folder.write({ 'c.md': 'C' });
    expect((await sync('--delete', '--yes', '--no-wait')).stdout).toBe(
      `Uploaded 2 objects and deleted 2 objects.${end}`,
    );
    folder.write({ 'c.md': 'C2' });
    expect((await sync('--no-wait')).stdout).toBe(`Uploaded 1 object.${end}`);
    expect(account.calls).not.toContain('StartExecution');
    expect((await sync('--no-wait', '--again')).stdout).toMatch(/^Started the ingestion workflow, which/);
    expect(account.calls).toContain('StartExecution');
  });
});

test('files are checked before an account is needed', async () => {
  folder.write({ 'a.exe': 'A', 'b.md': 'B' });
  account.outputs = {};
  expect(await sync()).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^documents\/a\.exe: document-format\n.*\nPB-AWS-008 /),
  });
});
