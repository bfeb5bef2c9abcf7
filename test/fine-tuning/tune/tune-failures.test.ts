import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { GOOD, NOVA, tuneIn, tuningAccount } from '../../support/tuning-account';

const folder = mkdtempSync(join(tmpdir(), 'tune-'));

afterAll(() => rmSync(folder, { recursive: true }));

const account = tuningAccount();
const tune = (...args: readonly string[]) => tuneIn(account, ...args);

const MANIFEST_OF_OTHERS = JSON.stringify({ model: NOVA[1], training: 'datasets/x/train.jsonl' });

/** The name of the job for a file. */
async function nameOf(file: string): Promise<string> {
  await tune(file, ...NOVA, '--yes');
  const [name = ''] = account.executions.keys();
  account.clear();
  return name;
}

describe('npm run tune, when it does not go well', () => {
  test('nothing is uploaded and nothing started with examples that are not fit', async () => {
    const { status, stdout, stderr } = await tune('test/fixtures/datasets/bad-json.jsonl', ...NOVA, '--yes');
    expect(status).toBe(1);
    expect(stdout).toContain('bad-json');
    expect(stderr).toContain('Nothing was uploaded, and nothing was started.');
    expect([account.keys(''), account.executions.size]).toEqual([[], 0]);
  });

  test('nor without a terminal and without --yes', async () => {
    const { status, stderr } = await tune(GOOD, ...NOVA);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'PB-TUNE-003 Nothing was started: this command asks first, and standard input is not a terminal.\nRun it in a terminal, or add --yes.',
    );
    expect([account.keys(''), account.executions.size]).toEqual([[], 0]);
  });

  test('nothing is given to a bucket of this name that is somebody else’s', async () => {
    account.giveBucketTo('444455556666');
    const { status, stderr } = await tune(GOOD, ...NOVA, '--yes');
    expect(status).toBe(1);
    expect(stderr).toMatch(/s3:PutObject failed for s3:\/\/\S+training\.jsonl: .*\(AccessDenied\)/);
    expect([account.keys(''), account.executions.size]).toEqual([[], 0]);
  });

  test.each(['before', 'after'])(
    'a model that was made of other bytes is no success: replaced %s the upload',
    async (when) => {
      account.onUpload = (key) => {
        if (key.endsWith('request.json') && when === 'after') poison(key);
      };
      const poison = (manifest: string) => {
        const key = manifest.replace('request.json', 'training.jsonl');
        const other = readFileSync(GOOD, 'utf8').replace('What', 'What, then,');
        account.standIn.objects.all.set(key, other);
      };
      if (when === 'before') {
        // Somebody started the execution whose name follows from this file, for another manifest.
        const name = await nameOf(GOOD);
        account.standIn.objects.all.set('datasets/x/manifest.json', MANIFEST_OF_OTHERS);
        account.standIn.objects.all.set('datasets/x/train.jsonl', readFileSync(GOOD, 'utf8').replace('What', 'Why'));
        await account.startAs(name, 'datasets/x/manifest.json');
      }
      const { status, stdout, stderr } = await tune(GOOD, ...NOVA, '--yes');
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(
        /PB-TUNE-007 The workflow trained sandbox-\w+, not sandbox-\w+: the bucket contained other bytes/,
      );
    },
  );

  test('a job that fails is named, with what to do', async () => {
    account.standIn.jobStatuses = ['Failed'];
    const { status, stdout } = await tune(GOOD, ...NOVA, '--yes');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^✗ sandbox-\w+: JobFailed\n {2}See failureMessage of the job\./);
    expect(stdout).toContain('To train again: --attempt 2');
    expect((await tune(GOOD, ...NOVA, '--yes')).stdout).toMatch(
      /It ended on \d{4}-\d\d-\d\d\. This command started nothing\./,
    );
  });

  test('so is one that failed after an upload which started it by itself', async () => {
    account.standIn.jobStatuses = ['Failed'];
    await tune(GOOD, ...NOVA, '--no-wait', '--yes');
    await account.startByRule();
    const { status, stdout } = await tune(GOOD, ...NOVA, '--yes');
    expect(status).toBe(1);
    expect(stdout).toContain('JobFailedBefore\n  Failed for the same examples: ask for another attempt');
  });

  test('a model that is not good enough is not deployed, and its losses are shown', async () => {
    const { status, stdout } = await tune(GOOD, ...NOVA, '--max-loss', '0.5', '--yes');
    expect(status).toBe(1);
    expect(stdout).toContain('training 2.100 → 1.200');
    expect(stdout).toContain('NotGoodEnough\n  the last loss in training is 1.2, which exceeds 0.5');
    expect(stdout).toContain('npm run teardown -- --deployment sandbox');
    expect(account.standIn.deployments.size).toBe(0);
  });

  const packed = join(folder, 'packed.jsonl.gz');
  test.each([
    ['no file', ['none.jsonl', ...NOVA], 'none.jsonl does not exist'],
    [
      'a model that is not tuned',
      [GOOD, '--model', 'amazon.nova-pro-v1:0'],
      'PB-TUNE-002 amazon.nova-pro-v1:0 is not a base model of sandbox.\nUse one of: amazon.nova-lite-v1:0.',
    ],
    ['a model that has ended', [GOOD, '--model', 'anthropic.claude-3-haiku-20240307-v1:0'], 'ended on 2026-09-10'],
    [
      'a model that is not deployed on demand',
      [GOOD, '--model', 'meta.llama3-1-70b-instruct-v1:0'],
      'PB-TUNE-001 Custom models of meta.llama3-1-70b-instruct-v1:0 cannot be deployed on demand, and this stack has no other deployments.',
    ],
    ['a model that is misspelt', [GOOD, '--model', 'amazon.nova-lite'], 'Did you mean amazon.nova-lite-v1:0?'],
    [
      'a hyperparameter out of range',
      [GOOD, ...NOVA, '--set', 'epochCount=99'],
      'epochCount is not a whole number from',
    ],
    ['no hyperparameter', [GOOD, ...NOVA, '--set', 'epochs'], "--set 'epochs' is not <hyperparameter>=<number>"],
    ['an unknown one', [GOOD, ...NOVA, '--set', 'speed=3'], 'another than those of amazon.nova-lite-v1:0: epochCount'],
    [
      'an unknown row',
      [GOOD, ...NOVA, '--deployment', 'nowhere'],
      'The assembly has no deployment nowhere.\nUse one of: sandbox',
    ],
    ['a compressed file', [packed, ...NOVA], 'PB-TUNE-014'],
  ])('%s: wrong usage, and nothing is asked of AWS', async (_, args, message) => {
    writeFileSync(packed, gzipSync(readFileSync(GOOD)));
    const { status, stdout, stderr } = await tune(...args, '--yes');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect([account.keys(''), account.executions.size]).toEqual([[], 0]);
  });

  test.each([
    [{ PUT: 'AccessDenied' }, [], 'Assume the tuner role.'],
    [{ PUT: 'NoSuchBucket' }, [], 'Deploy sandbox in account 111122223333, us-east-1'],
    [{ StartExecution: 'StateMachineDoesNotExist' }, [], 'Deploy sandbox in account 111122223333, us-east-1'],
    [{ DescribeExecution: 'AccessDeniedException' }, [], 'Use a role that has this permission'],
    [{ PUT: 'AccessDenied' }, ['--deployment', 'production'], 'run it inside the VPC with --no-wait'],
  ])('%j %j: says what to do', async (refusals, more, remedy) => {
    account.refusals = refusals;
    const { status, stderr } = await tune(GOOD, ...NOVA, '--yes', ...more);
    expect(status).toBe(1);
    expect(stderr).toContain(remedy);
    expect(account.executions.size).toBe(0);
  });
});
