import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { environmentOf, runProcess } from '../../support/run-main';
import { GOOD, NOVA, SANDBOX_BUCKET, tuneIn, tuningAccount } from '../../support/tuning-account';

const HELD = 'test/fixtures/datasets/good-held-out.jsonl';

const folder = mkdtempSync(join(tmpdir(), 'tune-'));

afterAll(() => rmSync(folder, { recursive: true }));

const account = tuningAccount();
const tune = (...args: readonly string[]) => tuneIn(account, ...args);

const METRICS = (column: string, losses: readonly number[]) =>
  [`step_number,${column}`, ...losses.map((loss, at) => `${at + 1},${loss}`)].join('\n');

/** Waits until an execution has been started. */
async function started(): Promise<void> {
  while (account.executions.size === 0) await pause(50);
}

/** Lines that docs/fine-tuning.md shows of this command. */
function shownInDocs(): readonly string[] {
  const [, shown = ''] = readFileSync('docs/fine-tuning.md', 'utf8').split(
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
    expect(stderr).toMatch(/✓ upload .*\n✓ start the workflow .*\n {2}Publish model\n {2}Deployed\n✓ train and deploy/);
    for (const line of shownInDocs()) expect(`${stderr}${stdout}`.split('\n')).toContain(line);
    expect(stdout).toContain('training 2.500 → 1.100, in 5 steps');
    expect(stdout).toMatch(
      / is deployed, and answers\.\n {2}arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/,
    );
    expect(status).toBe(0);
  });

  test('gives the execution the name that the function gives to the job', async () => {
    // As a process, once: the contract with the shell.
    const env = environmentOf(account.url);
    const { status } = await runProcess(env, ['tune', '--every', '1', GOOD, ...NOVA, '--set', 'epochCount=3', '--yes']);
    expect(status).toBe(0);
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
    expect((await tune(GOOD, ...NOVA, '--max-loss', '2', '--yes')).stdout).toContain('use --again with another');
    const good = await tune(GOOD, ...NOVA, '--max-loss', '2', '--again', '--yes');
    expect(good).toMatchObject({ status: 0, stdout: expect.stringContaining(' is deployed, and answers.') });
    account.standIn.deployments.clear();
    expect((await tune(GOOD, ...NOVA)).stdout).toContain('If somebody has removed the deployment: --again creates it');
    expect(await tune(GOOD, ...NOVA, '--again', '--yes')).toMatchObject({ status: 0 });
    const [name] = account.standIn.jobs.keys();
    expect([...account.executions.keys()]).toEqual([name, `${name}-2`, `${name}-3`]);
    expect([account.standIn.jobs.size, account.standIn.deployments.size]).toEqual([1, 1]);
  });

  test('a threshold that a deployed model was not judged by is no success', async () => {
    await tune(GOOD, ...NOVA, '--yes');
    const { status, stdout, stderr } = await tune(GOOD, ...NOVA, '--max-loss', '0.5');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('is deployed, but an earlier command started it without --max-loss 0.5.\nAdd --again');
    const again = await tune(GOOD, ...NOVA, '--max-loss', '0.5', '--again', '--yes');
    expect(again.stdout).toContain('NotGoodEnough');
    expect(again.stdout).toContain('was not deployed.');
    expect(account.standIn.deployments.size).toBe(1);
  });

  test('nor is one that is being trained for somebody who asked for no threshold', async () => {
    account.looks = 1;
    const [first, second] = await Promise.all([
      tune(GOOD, ...NOVA, '--yes'),
      started().then(() => tune(GOOD, ...NOVA, '--max-loss', '0.5', '--yes')),
    ]);
    expect(first.status).toBe(0);
    expect(second).toMatchObject({ status: 1, stdout: '' });
    expect(second.stderr).toMatch(/PB-TUNE-008 .*started it without --max-loss 0.5/);
  });

  test('an execution of more than 90 days ago is forgotten, and a later one is not', async () => {
    await tune(GOOD, ...NOVA, '--max-loss', '0.5', '--yes');
    await tune(GOOD, ...NOVA, '--again', '--yes');
    const [name = ''] = account.executions.keys();
    account.executions.delete(name);
    expect((await tune(GOOD, ...NOVA)).stdout).toMatch(/ was deployed on .*, and answered\./);
    expect([...account.executions.keys()]).toEqual([`${name}-2`]);
  });

  test('options before the file, several of --set, a context length and a name of any kind are no trouble', async () => {
    const strange = join(folder, 'my train set.jsonl');
    writeFileSync(strange, readFileSync(GOOD));
    const model = ['--model', 'amazon.nova-lite-v1:0:300k'];
    const sets = ['--set', 'epochCount=3', '--set', 'learningRateWarmupSteps=5'];
    const { status, stderr } = await tune(...model, ...sets, strange, '--yes');
    expect(stderr).toContain('(3 epochs). Bedrock charges each of them.\n');
    expect(status).toBe(0);
    const [request] = [...account.standIn.jobs.values()].map((job) => job.request);
    expect(request?.HyperParameters).toEqual({ epochCount: '3', learningRateWarmupSteps: '5' });
  });

  test('with a validation set shows both losses', async () => {
    account.standIn.validationMetrics = METRICS('validation_loss', [2.2, 1.3]);
    const { status, stdout } = await tune(GOOD, ...NOVA, '--validation', HELD, '--yes');
    expect(stdout).toContain('loss by step, training and validation\n');
    expect(stdout).toContain('training 2.100 → 1.200, validation 2.200 → 1.300, in 2 steps');
    expect(account.keys('datasets/').map((key) => key.split('/').at(-1))).toEqual([
      'training.jsonl',
      'validation.jsonl',
      'request.json',
    ]);
    expect(status).toBe(0);
  });

  test('--no-wait uploads a manifest, which starts it by itself; the same without it finds the job', async () => {
    const { status, stdout } = await tune(GOOD, ...NOVA, '--no-wait', '--yes');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('is uploaded') });
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

  test('a file of several megabytes goes in parts', async () => {
    const large = join(folder, 'large.jsonl');
    const padded = readFileSync(GOOD, 'utf8').replaceAll('as case', `${'so it is said '.repeat(5000)} as case`);
    writeFileSync(large, padded);
    expect(await tune(large, ...NOVA, '--yes')).toMatchObject({ status: 0 });
    expect(account.objects.completed).toBe(1);
  });

  test('a training set that lies in the bucket is used where it is', async () => {
    account.standIn.objects.all.set('datasets/mine/set.jsonl', readFileSync(GOOD));
    expect(await tune(`s3://${SANDBOX_BUCKET}/datasets/mine/set.jsonl`, ...NOVA, '--yes')).toMatchObject({ status: 0 });
    const [request] = [...account.standIn.jobs.values()].map((job) => job.request);
    expect(request).toBeDefined();
    const folders = account.keys('datasets/').map((key) => key.split('/')[1]);
    expect(folders).toEqual(['mine', expect.stringMatching(/^sandbox-/)]);
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
