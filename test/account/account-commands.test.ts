import type { AccountConfig } from '../../domain/account/account-config';
import { plannedLogging } from '../../domain/account/logging-setting';
import { ACCOUNTS } from '../../lib/config/accounts';
import { environmentOf, runMainIn } from '../support/run-main';
import { ACCOUNT, accountAssembly, definitionIn, templateIn } from './account-assembly';
import { SettingsAccount } from './settings-account';

const account = new SettingsAccount();
let folder: string;
let definition: object;

beforeAll(async () => {
  await account.open();
  folder = accountAssembly('copies', ACCOUNTS.copies);
  definition = definitionIn(templateIn(folder));
});
afterAll(() => account.close());
beforeEach(() => account.clear(definition));

const planned = plannedLogging(ACCOUNTS.copies, ACCOUNT);

/** Logging as another team set it. */
const FOREIGN = {
  cloudWatchConfig: { logGroupName: '/central/bedrock', roleArn: `arn:aws:iam::${ACCOUNT}:role/central` },
  ...{ textDataDeliveryEnabled: true, imageDataDeliveryEnabled: true, embeddingDataDeliveryEnabled: false },
  ...{ videoDataDeliveryEnabled: false, audioDataDeliveryEnabled: false },
};

/** Values that others can have set. */
const OTHERS: readonly (readonly [what: string, set: () => unknown])[] = [
  ['a log group of others', () => Object.assign(account, { logging: FOREIGN })],
  ['a bucket of others', () => Object.assign(account, { logging: { s3Config: { bucketName: 'central' } } })],
  [
    'our places and a second bucket',
    () => Object.assign(account, { logging: { ...planned, s3Config: { bucketName: 'central' } } }),
  ],
  [
    'our places with another flag',
    () => Object.assign(account, { logging: { ...planned, audioDataDeliveryEnabled: false } }),
  ],
  ['the mode default', () => Object.assign(account, { mode: 'default' })],
  ['the mode aws_review', () => Object.assign(account, { mode: 'aws_review' })],
];

describe('an account that nobody has set', () => {
  test('status says so, apply sets both, status then says that all is planned', async () => {
    const before = await account.run(folder, 'status');
    expect(before).toMatchObject({ status: 0, stderr: '' });
    expect(before.stdout).toMatch(/invocation logging +not set[\s\S]*data retention +not set[\s\S]*account.* apply/);
    expect(await account.run(folder, 'apply')).toMatchObject({ status: 0 });
    expect(account.logging).toEqual(planned);
    expect(account.mode).toBe('none');
    expect(account.changes).toEqual(['PUT /logging/modelinvocations', 'PUT /data-retention']);
    const after = await account.run(folder, 'status');
    expect(after.stdout).toMatch(/invocation logging +as planned[\s\S]*data retention +as planned/);
    expect(after.stdout).toMatch(/refuses in mode none: .*anthropic\.claude-fable-5 \(requires aws_review\)/);
  });

  test('a second apply changes nothing', async () => {
    await account.run(folder, 'apply');
    account.changes.length = 0;
    expect(await account.run(folder, 'apply')).toMatchObject({ status: 0 });
    expect(account.changes).toEqual([]);
  });

  test('remove changes nothing', async () => {
    expect(await account.run(folder, 'remove')).toMatchObject({ status: 0 });
    expect(account.changes).toEqual([]);
  });
});

describe('values of others', () => {
  test.each(OTHERS)('%s: apply refuses, and nothing was changed', async (_, set) => {
    set();
    expect(await account.run(folder, 'apply')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^PB-ACCOUNT-006 Others set .*Nothing was changed\.\nAsk the owner/m),
    });
    expect(account.changes).toEqual([]);
    expect(account.states).toEqual([]);
  });

  test.each(OTHERS)('%s: status fails and says what differs', async (_, set) => {
    set();
    const { status, stdout } = await account.run(folder, 'status');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^ {4}.*planned /m);
    expect(stdout).toMatch(/account.* adopt/);
  });

  test.each(OTHERS)('%s: adopt shows the old value and sets ours', async (_, set) => {
    set();
    expect(await account.run(folder, 'adopt')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Replaced (invocation logging|data retention): /m),
    });
    expect([account.logging, account.mode]).toEqual([planned, 'none']);
  });

  test.each(OTHERS)('%s: remove leaves it', async (_, set) => {
    set();
    const before = [account.logging, account.mode];
    expect(await account.run(folder, 'remove')).toMatchObject({ status: 0 });
    expect([account.logging, account.mode]).toEqual(before);
    expect(account.changes).toEqual([]);
  });

  test.each(OTHERS)('%s, set after the command looked: the workflow refuses', async (_, set) => {
    // The command reads before it starts the workflow, whose own look is the one that counts.
    const start = account.workflow?.start.bind(account.workflow);
    Object.assign(account.workflow ?? {}, {
      start: (...input: [string?, string?]) => {
        set();
        return start?.(...input);
      },
    });
    expect(await account.run(folder, 'apply')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PB-ACCOUNT-009 The workflow ends ForeignValue'),
    });
    expect(account.changes).toEqual([]);
    expect(account.states.at(-1)).toBe('Foreign value');
  });
});

test('remove ends what apply began', async () => {
  await account.run(folder, 'apply');
  expect(await account.run(folder, 'remove')).toMatchObject({ status: 0 });
  expect([account.logging, account.mode]).toEqual([undefined, 'inherit']);
});

test('drift after apply: status names the member, and fails', async () => {
  await account.run(folder, 'apply');
  account.logging = { ...planned, videoDataDeliveryEnabled: false };
  expect(await account.run(folder, 'status')).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/changed since.*\n {4}videoDataDeliveryEnabled is false, planned true/),
  });
});

test.each([
  ['PUT /logging/modelinvocations', { logging: FOREIGN }],
  ['PUT /data-retention', { mode: 'default' }],
])('what others change right after %s fails the execution', async (change, theirs) => {
  account.afterwards = (name) => name === change && Object.assign(account, theirs);
  expect(await account.run(folder, 'apply')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('PB-ACCOUNT-009 The workflow ends NotAsSet'),
  });
  expect(account.states.at(-1)).toBe('Not as set');
});

test('an error of AWS ends the execution with its name', async () => {
  const refused = [400, { name: 'ValidationException', message: 'Failed to validate permissions' }] as const;
  account.refusals.set('PUT /logging/modelinvocations', [refused]);
  expect(await account.run(folder, 'apply')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/PB-ACCOUNT-009 The workflow ends Bedrock.ValidationException: Failed to validate/),
  });
  expect(account.states.at(-1)).toBe('Failed');
});

test('throttling is retried', async () => {
  const throttled = [429, { name: 'ThrottlingException', message: 'Rate exceeded' }] as const;
  account.refusals.set(
    'PUT /data-retention',
    Array.from({ length: 5 }, () => throttled),
  );
  expect(await account.run(folder, 'apply')).toMatchObject({ status: 0 });
  expect(account.mode).toBe('none');
});

test('before the deployment, the remedy is to deploy', async () => {
  account.clear();
  expect(await account.run(folder, 'apply')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Deploy the account deployment first: npx cdk deploy "copies/*" --app'),
  });
});

test('a row without logging: what it left over is a fault', async () => {
  const only = accountAssembly('retention', { region: 'us-east-1', dataRetention: 'none' } satisfies AccountConfig);
  account.clear(definitionIn(templateIn(only)));
  account.logging = planned;
  account.mode = 'none';
  const { status, stdout } = await account.run(only, 'status');
  expect({ status, stdout }).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/left over[\s\S]*delete-model-invocation-logging-configuration --region us-east-1/),
  });
  account.logging = FOREIGN;
  expect(await account.run(only, 'status')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/not in the row/),
  });
});

test('without a terminal and without --yes nothing is changed', async () => {
  expect(await runMainIn(environmentOf(account.url), ['account', 'apply', '--app', folder])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('PB-ACCOUNT-007 Nothing was changed: this command asks first'),
  });
  expect(account.changes).toEqual([]);
});
