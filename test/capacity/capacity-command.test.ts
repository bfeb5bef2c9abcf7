import { DEPLOYMENTS } from '../../lib/config/deployments';
import { quota } from '../preflight/account/ready-account';
import { ScriptedAccount } from '../preflight/account/scripted-account';
import { answered, refused } from '../preflight/account/wire';
import { environmentOf, runMain, runMainIn } from '../support/run-main';
import { tableAssembly } from '../support/table-assembly';

const MODEL = 'amazon.nova-lite-v1:0';
const at = (...args: readonly string[]) => ['capacity', '--app', tableAssembly(), '--deployment', 'sandbox', ...args];
const capacity = (...args: readonly string[]) => runMain(at(...args));

async function json(...args: readonly string[]) {
  const { status, stdout, stderr } = await capacity('--json', ...args);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('bad input', () => {
  test.each([
    ['PB-USAGE-003', []],
    ['PB-CAPACITY-001', ['--rps', '0']],
    ['PB-CAPACITY-001', ['--rps', '-1']],
    ['PB-CAPACITY-001', ['--rps', 'many']],
    ['PB-CAPACITY-001', ['--rps', '1e9']],
    ['PB-CAPACITY-001', ['--rps', '1', '--output', '0']],
    ['PB-CAPACITY-001', ['--rps', '1', '--attempts', '21']],
    ['PB-CAPACITY-001', ['--rps', '1', '--tokens-per-minute', `${MODEL}=few`]],
    ['PB-CAPACITY-001', ['--rps', '1', '--quota', 'concurrency=0']],
    ['PB-CAPACITY-002', ['--rps', '1', '--max-tokens', '299']],
    ['PB-CAPACITY-003', ['--rps', '5000', '--minutes', '60']],
    ['PB-CAPACITY-003', ['--rps', '1000000']],
    ['PB-CAPACITY-004', ['--rps', '1', '--output', '100000']],
    ['PB-CAPACITY-006', ['--rps', '1', '--share', `${MODEL}=99`]],
    ['PB-CAPACITY-007', ['--rps', '1', '--quota', 'concurency=5']],
    ['PB-CAPACITY-008', ['--rps', '1', '--share', 'amazon.nova-pro-v1:0=100']],
    ['PB-CAPACITY-008', ['--rps', '1', '--tokens-per-minute', 'other=5']],
    ['PB-CAPACITY-009', ['--rps', '1', '--quota', 'concurrency']],
  ])('%s %j', async (code, args) => {
    const { status, stdout, stderr } = await capacity(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.split(' ')[0]).toBe(code);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test('a remedy with a number of minutes is accepted', async () => {
    const { stderr } = await capacity('--rps', '30000', '--minutes', '60');
    const [, minutes = ''] = /--minutes (\d+) or less/.exec(stderr) ?? [];
    expect(minutes).toBe('2');
  });
});

test('names the first limit, the limits that are not known, and what to raise', async () => {
  const { status, stdout } = await capacity('--rps', '50', '--minutes', '1');
  expect(status).toBe(0);
  const text = stdout.replace(/\s+/g, ' ');
  expect(text).toContain(
    'The first limit that is met is reserved concurrency at 2.3 requests a second: 10 executions at once, 217 are needed. One limit is not known.',
  );
  expect(text).toContain('Raise reserved concurrency: inference: { reservedConcurrency: 262 } in the row');
  expect(text).toContain(`${MODEL}: its tokens a minute are not known, and limit nothing here`);
  expect(text).toContain('default, not verified in the account');
});

test('what it says to raise is enough: nothing is throttled, but new environments', async () => {
  for (const rps of ['1', '50', '400']) {
    const { asItIs, raised } = await json('--rps', rps, '--minutes', '2');
    expect(raised.throttled).toMatchObject({ concurrency: 0, tokens: 0, requests: 0 });
    expect(raised.answered).toBeGreaterThanOrEqual(asItIs.answered);
  }
});

test('gives the same report again, and another one for another seed', async () => {
  const args = ['--rps', '20', '--minutes', '1', '--json'];
  const [once, again, other] = [
    await capacity(...args),
    await capacity(...args),
    await capacity(...args, '--seed', '2'),
  ];
  expect(again.stdout).toBe(once.stdout);
  expect(other.stdout).not.toBe(once.stdout);
});

test('prices what is answered: tokens by share, requests and duration of the function', async () => {
  const { usdADay, demand } = await json('--rps', '1', '--minutes', '1');
  expect(demand.models).toEqual([{ modelId: MODEL, share: 1, burndown: 1 }]);
  // 86,400 requests: 800 at 0.06 and 300 at 0.24 dollars a million; 4.35 seconds of half a GiB.
  expect(usdADay.tokens[MODEL]).toBeCloseTo(86_400 * ((800 * 0.06 + 300 * 0.24) / 1e6), 6);
  expect(usdADay.function).toBeCloseTo(86_400 * (0.2 / 1e6 + 4.35 * 0.5 * 0.0000133334), 6);
});

test('a limit that somebody gives wins, and tokens are throttled by it', async () => {
  const args = [
    '--rps',
    '5',
    '--minutes',
    '3',
    '--quota',
    'concurrency=5000',
    'workflow-starts=10',
    '--executions',
    '20',
  ];
  const { first, limits, asItIs } = await json(
    ...args,
    '--tokens-per-minute',
    `${MODEL}=2000`,
    '--share',
    `${MODEL}=100`,
  );
  expect(first).toMatchObject({ name: MODEL, available: 2000, origin: 'yours', unit: 'tokens a minute' });
  expect(limits).toContainEqual(
    expect.objectContaining({ name: 'account concurrency', available: 4900, origin: 'yours' }),
  );
  expect(limits.at(-1)).toMatchObject({ name: 'workflow starts', needed: 20, available: 10 });
  expect(asItIs.throttled.tokens).toBeGreaterThan(0);
});

test('a row without a model that answers questions has no capacity', async () => {
  const { demandOf } = await import('../../cli/capacity/capacity-flags');
  const { NUMBERS } = await import('../../cli/capacity/capacity-flags');
  const defaults = Object.fromEntries(Object.entries(NUMBERS).map(([name, { value }]) => [name, value]));
  const flags = { ...defaults, rps: 1 } as Parameters<typeof demandOf>[0];
  const row = { ...DEPLOYMENTS.sandbox, models: ['amazon.titan-embed-text-v2:0'] as const };
  expect(() => demandOf(flags, row)).toThrow(expect.objectContaining({ code: 'PB-CAPACITY-005' }));
});

describe('with --account', () => {
  let account: ScriptedAccount;
  beforeAll(async () => {
    account = await ScriptedAccount.open();
  });
  afterAll(() => account.close());
  const read = async (answers: Parameters<ScriptedAccount['script']>[0], ...args: readonly string[]) => {
    account.script(answers);
    const argv = at('--rps', '1', '--minutes', '1', '--account', '--json', ...args);
    const run = await runMainIn(environmentOf(account.url), argv);
    expect(account.strangers).toEqual([]);
    return run;
  };
  const QUOTAS = answered({
    Quotas: [
      quota('On-demand InvokeModel tokens per minute for Amazon Nova Lite', 500_000),
      quota('Cross-region model inference tokens per minute for Amazon Nova Lite', 7),
      quota('On-demand model inference requests per minute for Amazon Nova Lite', 100),
      quota('Model invocation max tokens per day for Amazon Nova Lite', 9_000_000),
    ],
  });

  test('takes the quotas of the account, and says that requests a minute are no longer enforced', async () => {
    const { stdout } = await read({
      'servicequotas:ListServiceQuotas': QUOTAS,
      'lambda:GetAccountSettings': answered({ AccountLimit: { ConcurrentExecutions: 105 } }),
      'servicequotas:GetServiceQuota': answered({ Quota: { Value: 8000 } }),
    });
    const { limits, missing, first } = JSON.parse(stdout);
    expect(limits).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ unit: 'tokens a minute', available: 500_000, origin: 'account' }),
        expect.objectContaining({ unit: 'tokens a day', available: 9_000_000, origin: 'account' }),
        expect.objectContaining({ name: 'account concurrency', available: 5, origin: 'account' }),
        expect.objectContaining({ name: 'log writes', available: 8000, origin: 'account' }),
      ]),
    );
    expect(first).toMatchObject({ unit: 'tokens a day' });
    expect(missing).toEqual([
      'amazon.nova-micro-v1:0: no quota of Service Quotas has its name',
      expect.stringMatching(/^amazon.nova-lite-v1:0: .* 100 requests a minute, which AWS no longer enforces/),
    ]);
  });

  test('the command line wins over the account', async () => {
    const { stdout } = await read(
      { 'servicequotas:ListServiceQuotas': QUOTAS },
      ...['--tokens-per-minute', `${MODEL}=123456`, '--requests-per-minute', `${MODEL}=50`],
    );
    const { limits } = JSON.parse(stdout);
    expect(limits).toContainEqual(expect.objectContaining({ unit: 'tokens a minute', available: 123_456 }));
    expect(limits).toContainEqual(expect.objectContaining({ unit: 'requests a minute', available: 50 }));
  });

  test.each(['servicequotas:ListServiceQuotas', 'lambda:GetAccountSettings', 'servicequotas:GetServiceQuota'])(
    'without %s the others are read, and it is named',
    async (action) => {
      const { status, stdout } = await read({
        'servicequotas:ListServiceQuotas': QUOTAS,
        [action]: refused('AccessDeniedException', 403),
      });
      expect(status).toBe(0);
      expect(JSON.parse(stdout).missing).toContain(`${action} is not permitted: the values are defaults`);
    },
  );

  test('a quota that the account does not list, and a model without one', async () => {
    const { stdout } = await read({
      'servicequotas:ListServiceQuotas': answered({ Quotas: [] }),
      'servicequotas:GetServiceQuota': refused('NoSuchResourceException', 400),
    });
    const { limits, missing } = JSON.parse(stdout);
    expect(limits).toContainEqual(expect.objectContaining({ name: 'log writes', available: 5000, origin: 'default' }));
    expect(missing).toContain(`${MODEL}: no quota of Service Quotas has its name`);
  });

  test('credentials that AWS refuses are one clear error', async () => {
    const { status, stderr } = await read({ 'lambda:GetAccountSettings': refused('UnrecognizedClientException', 403) });
    expect([status, stderr.split(' ')[0]]).toEqual([1, 'PB-AWS-003']);
  });
});
