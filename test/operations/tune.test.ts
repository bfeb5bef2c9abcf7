import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NOVA, SANDBOX_BUCKET, TuningAccount, tuneIn } from '../support/tuning-account';

const GOOD = 'test/fixtures/datasets/good-hundred.jsonl';
const HELD = 'test/fixtures/datasets/good-held-out.jsonl';

const folder = mkdtempSync(join(tmpdir(), 'tune-'));

let account: TuningAccount;
const tune = (...args: readonly string[]) => tuneIn(account, ...args);

beforeAll(async () => {
  account = await TuningAccount.open();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await account.close();
});

beforeEach(() => account.clear());

const METRICS = (column: string, losses: readonly number[]) =>
  [`step_number,${column}`, ...losses.map((loss, at) => `${at + 1},${loss}`)].join('\n');

/** What the README says that this very command prints. */
function shownInReadme(): readonly string[] {
  const [, shown = ''] = readFileSync('README.md', 'utf8').split(
    `$ npm run tune -- ${GOOD} ${NOVA.join(' ')} --set epochCount=3\n`,
  );
  const lines = (shown.split('\n```')[0] ?? '').split('\n').filter((line) => line !== '…');
  expect(lines.length).toBeGreaterThan(6);
  return lines;
}

describe('npm run tune', () => {
  test('checks, uploads, starts the workflow, follows it and shows the losses', async () => {
    account.looks = 2;
    account.standIn.metrics = METRICS('training_loss', [2.5, 1.9, 1.4, 1.2, 1.1]);
    const { status, stdout, stderr } = await tune(GOOD, ...NOVA, '--set', 'epochCount=3', '--yes');
    expect(stderr).toMatch(/100 examples, for amazon\.nova-lite-v1:0\n {2}about [\d,]+ training tokens \(3 epochs\)/);
    expect(stderr).toMatch(
      /✓ upload .*\n✓ start the workflow .*\n {2}Tell of the model\n {2}Deployed\n✓ train and deploy/,
    );
    for (const line of shownInReadme()) expect(`${stderr}${stdout}`.split('\n')).toContain(line);
    expect(stdout).toContain('training 2.500 → 1.100, in 5 steps');
    expect(stdout).toMatch(
      / is deployed, and answers\.\n {2}arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/,
    );
    expect(status).toBe(0);
  });

  test('gives the execution the name that the function gives to the job', async () => {
    await tune(GOOD, ...NOVA, '--set', 'epochCount=3', '--yes');
    expect([...account.standIn.jobs.keys()]).toEqual([...account.executions.keys()]);
    const [request] = [...account.standIn.jobs.values()].map((job) => job.request);
    expect(request).toMatchObject({ HyperParameters: { epochCount: '3' } });
  });

  test('the same once more looks at the first, and starts nothing; another attempt does', async () => {
    const first = await tune(GOOD, ...NOVA, '--yes');
    const keys = account.keys('');
    const again = await tune(GOOD, ...NOVA);
    const [ending = ''] = first.stdout.split('✓').slice(-1);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain(ending.split('\n').slice(1, 2).join());
    expect(again.stdout).toMatch(/ was deployed on \d{4}-\d\d-\d\d, and answered\.\n/);
    expect(account.keys('')).toEqual(keys);
    expect(account.standIn.jobs.size).toBe(1);
    expect(await tune(GOOD, ...NOVA, '--attempt', '2', '--yes')).toMatchObject({ status: 0 });
    expect(account.standIn.jobs.size).toBe(2);
  });

  test('--again goes on with what has been trained: its deployment was removed, or another loss is good enough', async () => {
    const first = await tune(GOOD, ...NOVA, '--max-loss', '0.5', '--yes');
    expect(first.stdout).toContain('NotGoodEnough');
    expect((await tune(GOOD, ...NOVA, '--max-loss', '2', '--yes')).stdout).toContain('or --again with another');
    const good = await tune(GOOD, ...NOVA, '--max-loss', '2', '--again', '--yes');
    expect(good).toMatchObject({ status: 0, stdout: expect.stringContaining(' is deployed, and answers.') });
    account.standIn.deployments.clear();
    expect((await tune(GOOD, ...NOVA)).stdout).toContain('If it has been removed since: --again deploys it once more');
    expect(await tune(GOOD, ...NOVA, '--again', '--yes')).toMatchObject({ status: 0 });
    const [name] = account.standIn.jobs.keys();
    expect([...account.executions.keys()]).toEqual([name, `${name}-2`, `${name}-3`]);
    expect([account.standIn.jobs.size, account.standIn.deployments.size]).toEqual([1, 1]);
  });

  test('with a validation set shows both losses', async () => {
    account.standIn.validationMetrics = METRICS('validation_loss', [2.2, 1.3]);
    const { status, stdout } = await tune(GOOD, ...NOVA, '--validation', HELD, '--yes');
    expect(stdout).toContain('loss by step, in training and on the validation set\n');
    expect(stdout).toContain('training 2.100 → 1.200, validation set 2.200 → 1.300, in 2 steps');
    expect(account.keys('datasets/').map((key) => key.split('/').at(-1))).toEqual([
      'training.jsonl',
      'validation.jsonl',
      'request.json',
    ]);
    expect(status).toBe(0);
  });

  test('--no-wait uploads a manifest, which starts it by itself; the same without it finds the job', async () => {
    const { status, stdout } = await tune(GOOD, ...NOVA, '--no-wait', '--yes');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('is handed over') });
    expect(account.keys('datasets/').at(-1)).toMatch(/\/manifest\.json$/);
    expect(account.executions.size).toBe(0);
    await account.startByRule();
    const later = await tune(GOOD, ...NOVA, '--yes');
    expect(later.stdout).toContain(' is deployed, and answers.');
    expect([account.standIn.jobs.size, account.standIn.deployments.size]).toEqual([1, 1]);
  });

  test('--no-wait --account asks nothing but the bucket, which is all that there is inside the VPC', async () => {
    account.refusals = { GetCallerIdentity: 'x', DescribeExecution: 'x', StartExecution: 'x' };
    expect(await tune(GOOD, ...NOVA, '--no-wait', '--yes')).toMatchObject({ status: 1 });
    expect(await tune(GOOD, ...NOVA, '--no-wait', '--yes', '--account', '111122223333')).toMatchObject({ status: 0 });
    expect(account.keys('datasets/')).toHaveLength(2);
  });

  test('a file of several megabytes goes in parts, and is not sent twice', async () => {
    const large = join(folder, 'large.jsonl');
    const padded = readFileSync(GOOD, 'utf8').replaceAll('as case', `${'so it is said '.repeat(5000)} as case`);
    writeFileSync(large, padded);
    expect(await tune(large, ...NOVA, '--yes')).toMatchObject({ status: 0 });
    expect(account.objects.completed).toBe(1);
    account.executions.clear();
    expect(await tune(large, ...NOVA, '--yes')).toMatchObject({ status: 0 });
    expect(account.objects.completed).toBe(1);
  });

  test('a training set that lies in the bucket is used where it is', async () => {
    account.standIn.objects.all.set('datasets/mine/set.jsonl', readFileSync(GOOD));
    expect(await tune(`s3://${SANDBOX_BUCKET}/datasets/mine/set.jsonl`, ...NOVA, '--yes')).toMatchObject({ status: 0 });
    const [request] = [...account.standIn.jobs.values()].map((job) => job.request);
    expect(request?.TrainingDataConfig).toEqual({ S3Uri: expect.stringMatching(/\/datasets\/mine\/set\.jsonl$/) });
  });

  test('warnings are said before anything is asked for', async () => {
    const { status, stderr } = await tune('test/fixtures/datasets/e-mail.jsonl', ...NOVA);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /warnings for test\/fixtures\/datasets\/e-mail\.jsonl: (few-records 1, e-mail 1|e-mail 1, few-records 1) /,
    );
  });

  test('--json is JSON', async () => {
    const { stdout } = await tune(GOOD, ...NOVA, '--yes', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'SUCCEEDED',
      deploymentArn: expect.stringContaining(':custom-model-deployment/'),
      losses: { training: [2.1, 1.2] },
    });
  });
});

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
    expect(stderr).toContain('Nothing was started.\nRun it in a terminal, or add --yes.');
    expect([account.keys(''), account.executions.size]).toEqual([[], 0]);
  });

  test('nothing is given to a bucket of this name that is somebody else’s', async () => {
    account.giveBucketTo('444455556666');
    const { status, stderr } = await tune(GOOD, ...NOVA, '--yes');
    expect(status).toBe(1);
    expect(stderr).toMatch(/training\.jsonl was not uploaded: AccessDenied/);
    expect([account.keys(''), account.executions.size]).toEqual([[], 0]);
  });

  test('a job that fails is named, with what to do', async () => {
    account.standIn.jobStatuses = ['Failed'];
    const { status, stdout } = await tune(GOOD, ...NOVA, '--yes');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^✗ sandbox-\w+: JobFailed\n {2}See failureMessage of the job\./);
    expect(stdout).toContain('To train once more: --attempt 2');
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
    expect(stdout).toContain('NotGoodEnough\n  the last loss in training is 1.2, above 0.5');
    expect(stdout).toContain('npm run teardown -- --deployment sandbox');
    expect(account.standIn.deployments.size).toBe(0);
  });

  const packed = join(folder, 'packed.jsonl.gz');
  test.each([
    ['no file', ['none.jsonl', ...NOVA], 'none.jsonl does not exist'],
    [
      'a model that is not tuned',
      [GOOD, '--model', 'amazon.nova-pro-v1:0'],
      'sandbox does not tune amazon.nova-pro-v1:0: it tunes amazon.nova-lite-v1:0.',
    ],
    ['a model that has ended', [GOOD, '--model', 'anthropic.claude-3-haiku-20240307-v1:0'], 'ended on 2026-09-10'],
    ['a model that is misspelt', [GOOD, '--model', 'amazon.nova-lite'], 'Did you mean amazon.nova-lite-v1:0?'],
    [
      'a hyperparameter out of range',
      [GOOD, ...NOVA, '--set', 'epochCount=99'],
      'epochCount is not a whole number from',
    ],
    ['no hyperparameter', [GOOD, ...NOVA, '--set', 'epochs'], '--set takes <hyperparameter>=<number>'],
    ['an unknown one', [GOOD, ...NOVA, '--set', 'speed=3'], 'another than those of amazon.nova-lite-v1:0: epochCount'],
    ['an unknown row', [GOOD, ...NOVA, '--deployment', 'nowhere'], 'There is no row nowhere; there are sandbox'],
    ['a compressed file', [packed, ...NOVA], 'is compressed, and Bedrock reads plain JSON Lines'],
  ])('%s: wrong usage, and nothing is asked of AWS', async (_, args, message) => {
    writeFileSync(packed, gzipSync(readFileSync(GOOD)));
    const { status, stdout, stderr } = await tune(...args, '--yes');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect([account.keys(''), account.executions.size]).toEqual([[], 0]);
  });

  test.each([
    [{ PUT: 'AccessDenied' }, [], 'Assume the role of the tuner.'],
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
