import { RESET_TAGS } from '../../domain/deployment/spend/reset-record';
import { row } from '../deployment/rows';
import { refused } from '../preflight/account/wire';
import { expectShown, listing } from '../support/listings';
import { environmentOf, runMainIn } from '../support/run-main';
import { assemblyWith, BreakerAccount, STOPPED_AT } from './breaker-account';

const INFERENCE = 'private-bedrock-chat-inference';
const ROLES = ['administrator', 'inference', 'invoker'];
const REASON = 'The load test of 2026-11-28 has ended';
const LIMITS = { spend: { hourlyUsd: 20, dailyUsd: 100 }, observability: {} };
const ARMED = { attached: [], concurrency: { [INFERENCE]: 10 } };
const CHANGES = /^(iam:(Tag|Detach)|lambda:(Put|Delete))/;

let account: BreakerAccount;
let folder: string;
beforeAll(async () => {
  account = await BreakerAccount.open();
  folder = assemblyWith(row(LIMITS));
});
afterAll(() => account.scripted.close());
beforeEach(() => account.reset());
afterEach(() => expect(account.scripted.strangers).toEqual([]));

const run = (command: string, ...args: readonly string[]) => runIn(folder, command, ...args);
const runIn = (app: string, command: string, ...args: readonly string[]) =>
  runMainIn({ ...environmentOf(account.scripted.url), AWS_MAX_ATTEMPTS: '1' }, [
    ...['breaker', command, '--app', app],
    ...args,
  ]);
const reset = (...args: readonly string[]) => run('reset', '--reason', REASON, '--yes', ...args);
const changes = () => account.scripted.calls.map(({ action }) => action).filter((action) => CHANGES.test(action));

describe('status', () => {
  test('of a breaker that never stopped anything', async () => {
    account.tokens = 10_000_000;
    const { status, stdout } = await run('status');
    expect(status).toBe(0);
    expect(stdout).toContain('The breaker is armed: nothing is stopped.');
    // 20 million tokens of input at 0.06, of output at 0.24 dollars, and those of the cache.
    expect(stdout).toMatch(
      /^private-bedrock-chat\/spend-hour +an hour +\d+\.\d\d +20\.00 +OK +2026-11-28T08:00:00.000Z$/m,
    );
    expect(stdout).toMatch(/Last stop: none in the last 90 days\.\nLast reset: none is recorded\./);
    expect(changes()).toEqual([]);
  });

  test('counts the dollars of each window by the prices of the row', async () => {
    const price = { model: 'amazon.nova-lite-v1:0', inputUsd: 2, outputUsd: 5, read: '2026-11-01' };
    const own = assemblyWith(row({ ...LIMITS, spend: { ...LIMITS.spend, prices: [price] } }));
    account.tokens = 1_500_000;
    const { stdout } = await runIn(own, 'status', '--json');
    expect(JSON.parse(stdout).alarms.map(({ usd }: { readonly usd: number }) => usd)).toEqual([21, 21]);
    const [hour, day] = account.scripted.calls
      .filter(({ action }) => action === 'monitoring:GetMetricData')
      .map(({ fields }) => Number(fields.EndTime) - Number(fields.StartTime))
      .sort((a, b) => a - b);
    expect([hour, day]).toEqual([3_600, 86_400]);
  });

  test('of one that has stopped everything fails, and says what, when and by which alarm', async () => {
    account.stop(...ROLES);
    account.alarms.set('private-bedrock-chat/spend-hour', 'ALARM');
    const { status, stdout } = await run('status');
    expect(status).toBe(1);
    expect(stdout).toContain('The breaker is stopped: no role and no function can call a model.');
    for (const role of ROLES) expect(stdout).toMatch(new RegExp(`^role +${role} +stopped`, 'm'));
    expect(stdout).toMatch(new RegExp(`^function +${INFERENCE} +stopped: concurrency 0, the row reserves 10$`, 'm'));
    expect(stdout).toContain(`Last stop: ${STOPPED_AT}, by the alarm private-bedrock-chat/spend-hour.`);
  });

  test('names what the breaker could not stop, with the error', async () => {
    account.stop('invoker');
    const error = 'Iam.LimitExceededException';
    const failed = { kind: 'role', name: 'administrator', outcome: 'not stopped', error };
    account.execution = { status: 'FAILED', targets: [failed] };
    const { stdout } = await run('status');
    expect(stdout).toContain('The breaker is partly stopped.');
    expect(stdout).toMatch(/^role +administrator +the Deny policy is not attached$/m);
    expect(stdout).toContain(`  not stopped: role administrator (${error})`);
  });

  test('an alarm that is missing, a function that is gone, and a concurrency of others', async () => {
    account.alarms.delete('private-bedrock-chat/spend-day');
    account.concurrency.clear();
    const first = await run('status');
    expect([first.status, first.stdout]).toEqual([
      1,
      expect.stringContaining('The breaker is not armed: an alarm is missing'),
    ]);
    expect(first.stdout).toMatch(new RegExp(`^function +${INFERENCE} +does not exist$`, 'm'));
    account.concurrency.set(INFERENCE, 3);
    expect((await run('status')).stdout).toMatch(/concurrency 3, the row reserves 10$/m);
  });

  test('is what docs/spend.md shows, with the reset that is refused', async () => {
    account.stop('chat-invoker');
    account.alarms.set('private-bedrock-chat/spend-hour', 'ALARM');
    account.tokens = 33_000_000;
    const { stdout } = await run('status');
    const { stderr } = await reset();
    const lines = listing('spend.md', '$ npx private-bedrock breaker status').filter((line) => !line.startsWith('$ '));
    const refusal = lines.findIndex((line) => line.startsWith('PB-BREAKER'));
    expectShown(lines.slice(0, refusal), stdout);
    expectShown(lines.slice(refusal), stderr);
  });

  test('as JSON has everything', async () => {
    account.stop(...ROLES);
    const { stdout } = await run('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ deployment: 'chat', state: 'stopped', roles: ROLES, region: 'us-east-1' },
      functions: [{ name: INFERENCE, reserved: 10, concurrency: 0 }],
      lastStop: { at: STOPPED_AT, status: 'SUCCEEDED', alarm: 'private-bedrock-chat/spend-hour' },
    });
  });

  test('of a row without a limit says so', async () => {
    const { status, stderr } = await runIn(assemblyWith(row({})), 'status');
    expect([status, stderr]).toEqual([1, expect.stringContaining('PB-BREAKER-001 Deployment chat has no breaker')]);
  });

  test('before the stack is deployed says how to deploy it', async () => {
    account.refusals.set('iam:ListEntitiesForPolicy', refused('NoSuchEntity', 404));
    expect((await run('status')).stderr).toMatch(/Deploy the breaker first: npx cdk deploy "chat\/Spend"/);
  });
});

describe('reset', () => {
  test('gives everything back, records who, when and why, and can be done again', async () => {
    for (const _ of ['once', 'twice']) {
      account.stop(...ROLES);
      const { status, stdout } = await reset();
      expect([status, account.state]).toEqual([0, ARMED]);
      expect(stdout).toMatch(/^Reset\.\nThe breaker is armed/);
      expect(stdout).toContain(`Reason: ${REASON}`);
    }
    expect(account.tags.get(RESET_TAGS.reason)).toBe(REASON);
    expect(account.tags.get(RESET_TAGS.by)).toMatch(/^arn:aws:/);
    expect(account.tags.get(RESET_TAGS.at)).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test('of nothing changes nothing, not even the record', async () => {
    const { status, stdout } = await reset();
    expect([status, stdout, changes()]).toEqual([0, 'Nothing is stopped: nothing to reset.\n', []]);
  });

  test('of a function whose row reserves nothing removes the concurrency', async () => {
    account.stop(...ROLES);
    const own = assemblyWith(row({ ...LIMITS, inference: { reservedConcurrency: false } }));
    const { status } = await runIn(own, 'reset', '--reason', REASON, '--yes');
    expect([status, account.state]).toEqual([0, { attached: [], concurrency: { [INFERENCE]: undefined } }]);
  });

  test('leaves a concurrency that is not the 0 of the breaker', async () => {
    account.stop(...ROLES);
    account.concurrency.set(INFERENCE, 3);
    await reset();
    expect(account.state).toEqual({ attached: [], concurrency: { [INFERENCE]: 3 } });
  });

  test.each([
    ['hour', 'hourlyUsd'],
    ['day', 'dailyUsd'],
  ])('is refused while the alarm of the %s is raised, with the remedy', async (window, property) => {
    account.stop(...ROLES);
    account.alarms.set(`private-bedrock-chat/spend-${window}`, 'ALARM');
    const { status, stderr } = await reset();
    expect([status, changes()]).toEqual([1, []]);
    expect(stderr).toContain(`PB-BREAKER-004 An alarm is raised: private-bedrock-chat/spend-${window}`);
    expect(stderr).toContain(`Or raise ${property} in the row, npx cdk deploy "chat/Spend"`);
  });

  test('is refused without an alarm that would stop the models again', async () => {
    account.stop(...ROLES);
    account.alarms.delete('private-bedrock-chat/spend-hour');
    const { stderr } = await reset();
    expect([stderr, changes()]).toEqual([
      expect.stringContaining('PB-BREAKER-003 The alarm private-bedrock-chat/spend-hour does not exist'),
      [],
    ]);
  });

  test('is refused while the breaker is stopping', async () => {
    account.stop(...ROLES);
    account.execution = { status: 'RUNNING' };
    expect([(await reset()).stderr, changes()]).toEqual([expect.stringContaining('PB-BREAKER-005'), []]);
  });

  test.each(['', '  ', 'a; b', 'x'.repeat(257)])('is refused with the reason %j', async (reason) => {
    account.stop(...ROLES);
    const { status, stderr } = await run('reset', '--reason', reason, '--yes');
    expect([status, stderr, changes()]).toEqual([2, expect.stringContaining('PB-BREAKER-002'), []]);
  });

  test('without a reason is wrong usage, and without a terminal needs --yes', async () => {
    account.stop(...ROLES);
    expect((await run('reset', '--yes')).stderr).toMatch(/PB-USAGE-003 .*--reason/);
    expect((await run('reset', '--reason', REASON)).stderr).toContain('PB-BREAKER-006');
    expect(changes()).toEqual([]);
  });

  test('is not made if it cannot be recorded', async () => {
    account.stop(...ROLES);
    account.refusals.set('iam:TagPolicy', refused('AccessDenied', 403));
    const { status, stderr } = await reset();
    expect([status, account.attached.size]).toEqual([1, 3]);
    expect(stderr).toMatch(
      /Nothing was changed: [\s\S]*Assume the role of the output breakerOperatorRoleArn of the stack private-bedrock-chat-spend\./,
    );
  });

  test.each([
    ['IAM that throttles', 'iam:DetachRolePolicy', 'Throttling', 400, ROLES, 10],
    ['a caller who may detach nothing', 'iam:DetachRolePolicy', 'AccessDenied', 403, ROLES, 10],
    ['Lambda that throttles', 'lambda:PutFunctionConcurrency', 'TooManyRequestsException', 429, [], 0],
  ] as const)(
    '%s keeps nothing else from being undone, is named, and can be repeated',
    async (_, action, error, status, attached, concurrency) => {
      account.stop(...ROLES);
      account.refusals.set(action, refused(error, status));
      const { status: exit, stderr } = await reset();
      expect([exit, account.state]).toEqual([1, { attached, concurrency: { [INFERENCE]: concurrency } }]);
      expect(stderr).toMatch(
        new RegExp(`PB-BREAKER-008 ${attached.length || 1} of 4 targets are still stopped: .*${action} ${error}`),
      );
      expect(stderr.includes('Assume the role')).toBe(error === 'AccessDenied');
      expect(stderr).toContain('Run the same command again');
      account.refusals.clear();
      expect([(await reset()).status, account.state]).toEqual([0, ARMED]);
    },
  );

  test('a role that is gone meanwhile is no failure', async () => {
    account.stop(...ROLES);
    account.refusals.set('iam:DetachRolePolicy invoker', refused('NoSuchEntity', 404));
    account.refusals.set('iam:DetachRolePolicy administrator', refused('NoSuchEntity', 404));
    expect((await reset('--json')).status).toBe(0);
  });

  test('an alarm that is raised during the reset fails it', async () => {
    account.stop(...ROLES);
    account.onRecord = () => account.alarms.set('private-bedrock-chat/spend-hour', 'ALARM');
    const { status, stderr } = await reset();
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining('PB-BREAKER-009 An alarm was raised during the reset'),
    ]);
  });
});
