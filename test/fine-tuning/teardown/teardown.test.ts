import { BedrockClient } from '@aws-sdk/client-bedrock';
import { findBillableResources } from '../../../cli/fine-tuning/teardown/find-billable-resources';
import { removeBillableResources } from '../../../cli/fine-tuning/teardown/remove-billable-resources';
import { BedrockAccount } from '../../support/bedrock-account';
import { environmentOf, runMainIn, runProcess } from '../../support/run-main';
import { tableAssembly } from '../../support/table-assembly';

const OURS = { 'private-bedrock:deployment': 'sandbox' };
const THEIRS = { 'private-bedrock:deployment': 'production' };

let account: BedrockAccount;

beforeAll(async () => {
  account = await BedrockAccount.open();
});

afterAll(() => account.close());

beforeEach(() => account.clear());

const teardown = (...args: readonly string[]) =>
  runMainIn(environmentOf(account.url), ['teardown', '--app', tableAssembly(), ...args]);

function oneOfEach(): void {
  account.add('model', 'sandbox-model', OURS);
  account.add('deployment', 'sandbox-deployment', OURS);
  account.add('throughput', 'sandbox-throughput', OURS);
  account.add('job', 'sandbox-job', OURS);
}

describe('npm run teardown', () => {
  test('removes what is of the deployment, in the order in which it can go, and touches nothing else', async () => {
    oneOfEach();
    account.add('model', 'nobody', {});
    account.add('model', 'of-production', THEIRS);
    account.add('deployment', 'of-another-tag', { deployment: 'sandbox' });
    const { status, stdout, stderr } = await teardown('--yes');
    expect(stderr).toContain('3 more without the tag of sandbox: not touched.');
    expect(stderr).toMatch(/^provisioned throughput +sandbox-throughput +per hour$/m);
    expect(stdout).toContain('✓ custom model sandbox-model: deleted');
    expect(stdout).toContain('✓ running customization job sandbox-job: stop requested');
    expect(status).toBe(0);
    expect(account.changes).toEqual([
      'STOP job sandbox-job',
      'DELETE throughput sandbox-throughput',
      'DELETE deployment sandbox-deployment',
      'DELETE model sandbox-model',
    ]);
    expect(account.left).toEqual(['nobody', 'of-production', 'of-another-tag']);
  });

  test('without a terminal and without --yes it shows, removes nothing, and says how', async () => {
    oneOfEach();
    // As a process, once: the contract with the shell.
    const { status, stderr } = await runProcess(environmentOf(account.url), ['teardown']);
    expect(status).toBe(1);
    expect(stderr).toContain('sandbox-model');
    expect(stderr).toContain(
      'PB-TEARDOWN-001 Nothing was removed: this command asks first, and standard input is not a terminal.\nRun it in a terminal, or add --yes.',
    );
    expect(account.changes).toEqual([]);
  });

  test('nothing there: says so, exit code 0', async () => {
    account.add('model', 'nobody', {});
    const { status, stdout } = await teardown();
    expect(status).toBe(0);
    expect(stdout).toBe(
      'sandbox has no billable resources outside its stacks.\n1 more without the tag of sandbox: not touched.\n',
    );
  });

  test('throughput with a term stays, and is named with the day', async () => {
    account.add('throughput', 'committed', OURS, { committedUntil: '2999-01-31T00:00:00Z' });
    const { status, stdout } = await teardown('--yes');
    expect(status).toBe(1);
    expect(stdout).toContain('✗ provisioned throughput committed remains: its commitment ends on 2999-01-31');
    expect(stdout).toContain('Run this command again after 2999-01-31');
    expect(account.changes).toEqual([]);
  });

  test('what cannot be removed is named with its remedy, and the others are removed', async () => {
    oneOfEach();
    account.refusals = {
      'DELETE /provisioned-model-throughput/': [403, 'AccessDeniedException'],
      'DELETE /custom-models/': [409, 'ConflictException'],
    };
    const { status, stdout } = await teardown('--yes', '--json');
    expect(status).toBe(1);
    const { remaining } = JSON.parse(stdout) as {
      remaining: { resource: { name: string }; reason: string; remedy: string }[];
    };
    expect(remaining.map(({ resource, reason }) => `${resource.name}: ${reason}`)).toEqual([
      'sandbox-throughput: AccessDeniedException it is (AccessDeniedException)',
      'sandbox-model: ConflictException it is (ConflictException)',
    ]);
    expect(remaining[1]?.remedy).toBe('Run this command again in a few minutes.');
    expect(account.left).toEqual(['sandbox-model', 'sandbox-throughput']);
  });

  test('what may be ours is not touched when its tags cannot be read', async () => {
    oneOfEach();
    account.refusals = { 'POST /listTagsForResource': [403, 'AccessDeniedException'] };
    const { status, stdout } = await teardown('--yes');
    expect(status).toBe(1);
    expect(stdout).toContain('4 with tags that cannot be read: not touched');
    expect(stdout).toContain('bedrock:ListTagsForResource');
    expect(account.changes).toEqual([]);
  });

  test('what cannot be listed is an error, and nothing is removed', async () => {
    oneOfEach();
    account.refusals = { 'GET /custom-models': [403, 'AccessDeniedException'] };
    const { status, stderr } = await teardown('--yes');
    expect(status).toBe(1);
    expect(stderr).toContain('bedrock:ListCustomModels failed: AccessDeniedException it is (AccessDeniedException)');
    expect(account.changes).toEqual([]);
  });

  test.each([
    [
      ['--deployment', 'staging'],
      'The assembly has no deployment staging.\nUse one of: sandbox, production. For a deployment that the app no longer has, add --region.',
    ],
    [['--al'], "unknown option '--al'"],
  ])('%j is wrong usage', async (args, message) => {
    const { status, stderr } = await teardown(...args);
    expect({ status, isSaid: stderr.includes(message) }).toEqual({ status: 2, isSaid: true });
  });

  test('a row that is no longer in the table is found by its Region', async () => {
    account.add('model', 'old', { 'private-bedrock:deployment': 'staging' });
    const { status } = await teardown('--deployment', 'staging', '--region', 'us-east-1', '--yes');
    expect({ status, left: account.left }).toEqual({ status: 0, left: [] });
  });
});

describe('removeBillableResources', () => {
  const client = () =>
    new BedrockClient({
      region: 'us-east-1',
      endpoint: account.url,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'dummy' },
    });
  const settings = { note: () => undefined, interval: 1, now: new Date('2026-11-24') };

  test('waits until a deployment is gone before it deletes its model', async () => {
    account.add('model', 'm', OURS);
    const arn = account.add('deployment', 'd', OURS, { looks: 3 });
    const { ours } = await findBillableResources(client(), 'sandbox');
    expect(await removeBillableResources(client(), ours, settings)).toEqual([]);
    expect(account.things.get(arn)?.looks).toBe(-1);
    expect(account.changes).toEqual(['DELETE deployment d', 'DELETE model m']);
  });

  test('is content when somebody else was quicker', async () => {
    const arn = account.add('model', 'm', OURS);
    const { ours } = await findBillableResources(client(), 'sandbox');
    account.things.delete(arn);
    expect(await removeBillableResources(client(), ours, settings)).toEqual([]);
  });

  test('finds all pages', async () => {
    for (let n = 0; n < 5; n++) account.add('model', `m${n}`, n % 2 === 0 ? OURS : THEIRS);
    const { ours, others } = await findBillableResources(client(), 'sandbox');
    expect({ ours: ours.map(({ name }) => name), others }).toEqual({ ours: ['m0', 'm2', 'm4'], others: 2 });
  });
});
