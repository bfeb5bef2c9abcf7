import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DocumentFolder } from '../../support/document-folder';
import { knowledgeAccount, libraryAssembly, MANIFEST } from '../../support/knowledge-account';

const { account, run } = knowledgeAccount();

const folder = new DocumentFolder();
const sync = (...args: readonly string[]) => run('sync', folder.path, '--every', '1', ...args);

describe('sync, when something is wrong', () => {
  test('names how a sync fails', async () => {
    folder.write({ 'a.md': 'A' });
    account.ingestion.ending = 'FAILED';
    expect(await sync()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /PB-KNOWLEDGE-011 The sync ends SyncFailed: Job JOB1 is FAILED\nRead the job in the Bedrock console/,
      ),
    });
  });

  test('an upload that fails does not lose those before it', async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B' });
    account.bucket.refusals = { 'PUT documents/b.md': 'AccessDenied' };
    expect(await sync()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /PB-AWS-004 s3:PutObject failed for s3:\/\/pb-documents.*\/documents\/b\.md.*\nAssume the curator role/,
      ),
    });
    account.bucket.refusals = {};
    account.bucket.calls.length = 0;
    expect(await sync()).toMatchObject({ status: 0 });
    expect(account.bucket.changes).not.toContain('PUT documents/a.md');
    expect(account.bucket.changes).toContain('PUT documents/b.md');
  });

  test('goes on without the right to write the manifest', async () => {
    folder.write({ 'a.md': 'A' });
    account.bucket.refusals = { [`PUT ${MANIFEST}`]: 'AccessDenied' };
    const { status, stderr } = await sync();
    expect(status).toBe(0);
    expect(stderr).toContain(
      'No permission to write sync-reports/manifest.json: the next sync uploads everything again.\n',
    );
  });

  test('uses the names of bucket and workflow if the caller may not read stacks', async () => {
    folder.write({ 'a.md': 'A' });
    account.refusals = { DescribeStacks: 'AccessDenied' };
    expect(await sync()).toMatchObject({ status: 0 });
    expect(account.calls).toContain('GetCallerIdentity');
  });

  test('inside an isolated VPC asks neither CloudFormation, nor STS, nor Step Functions', async () => {
    folder.write({ 'a.md': 'A' });
    const { status, stdout } = await sync('--no-wait', '--account', '111122223333');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^Uploaded 2 objects\. This has started/),
    });
    expect(account.calls).toEqual([]);
    expect(account.bucket.changes).toHaveLength(2);
  });

  test.each<[string[], number, RegExp]>([
    [['--account', '1'], 2, /^PB-KNOWLEDGE-012 --account '1' is not an account id\./],
    [['--account', '999999999999', '--no-wait'], 1, /PB-AWS-004 s3:(ListBucket|GetObject) failed/],
  ])('refuses %j', async (args, status, stderr) => {
    folder.write({ 'a.md': 'A' });
    expect(await sync(...args)).toMatchObject({ status, stderr: expect.stringMatching(stderr) });
    expect(account.bucket.changes).toEqual([]);
  });

  test('says that a folder does not exist', async () => {
    expect(await run('sync', 'test/nowhere')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^PB-USAGE-004 Cannot use .*test\/nowhere: ENOENT\.\nCheck the path: no file or folder/,
      ),
    });
  });

  test('keeps in the bucket what it skips, with --delete', async () => {
    folder.write({ 'a.md': 'A', 'b.md': 'B', 'sub/c.md': 'C', 'd.md': 'D' });
    await sync();
    for (const path of ['b.md', 'sub/c.md', 'd.md']) folder.remove(path);
    rmSync(join(folder.path, 'sub'), { recursive: true });
    symlinkSync('/etc/hostname', join(folder.path, 'b.md'));
    symlinkSync('/etc', join(folder.path, 'sub'));
    account.bucket.calls.length = 0;
    await sync('--delete', '--yes');
    expect(account.bucket.changes).toEqual(['DELETE documents/d.md', 'DELETE documents/d.md.metadata.json']);
  });

  test('says what is missing of a deployment', async () => {
    folder.write({ 'a.md': 'A' });
    account.outputs['private-bedrock-test-asking'] = {};
    expect(await sync()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^PB-KNOWLEDGE-010 Stack private-bedrock-test-asking in us-east-1 has no output IngestionWorkflowArn/,
      ),
    });
    account.outputs = {};
    expect(await sync()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^PB-AWS-008 .*\nDeploy it/) });
  });

  test('says how a bucket in the VPC is reached', async () => {
    folder.write({ 'a.md': 'A' });
    account.bucket.refusals = { GET: 'AccessDenied' };
    const { stderr } = await run('sync', folder.path, '--app', libraryAssembly({ vpcOnly: true }));
    expect(stderr).toContain('run it inside the VPC with --no-wait --account <id>');
  });

  test('refuses a manifest of another form, and uploads again', async () => {
    folder.write({ 'a.md': 'A' });
    await sync();
    account.objects.set(MANIFEST, '{"format":2}');
    account.bucket.calls.length = 0;
    await sync();
    expect(account.bucket.changes).toHaveLength(2);
  });
});
