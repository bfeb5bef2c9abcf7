import { PRICES } from '../../domain/prices/prices';
import { cost, endpoint, inference, LITE } from '../support/cost-run';
import { handMadeAssembly } from '../support/hand-made-assembly';
import { tableAssembly } from '../support/table-assembly';

describe('what has no price', () => {
  test('is listed by name, in no sum, and no reason to fail', async () => {
    const folder = handMadeAssembly({
      'sandbox/Unit': {
        Key: { Type: 'AWS::KMS::Key' },
        Cluster: { Type: 'AWS::Redshift::Cluster' },
        Log: { Type: 'AWS::Logs::LogGroup' },
        F: inference([LITE, 'deepseek.v3.2']),
        Other: { Type: 'AWS::Lambda::Function' },
        Balancer: endpoint('x', 1, 'GatewayLoadBalancer'),
      },
    });
    const { status, stdout } = await cost('--app', folder);
    expect(status).toBe(0);
    const text = stdout.replace(/\s+/g, ' ');
    for (const named of [
      'AWS::Redshift::Cluster Cluster in sandbox/Unit: a resource type without a price in this command',
      'AWS::Lambda::Function F in sandbox/Unit: tokens of deepseek.v3.2',
      'AWS::Lambda::Function Other in sandbox/Unit: a function without a flag for its use',
      'AWS::Logs::LogGroup Log in sandbox/Unit: a log without a retention in days',
      'an endpoint of type "GatewayLoadBalancer"',
    ]) {
      expect(text).toContain(`no price: ${named.startsWith('AWS') ? named : ''}`);
      expect(text).toContain(named);
    }
    expect(text).toContain('1.00 without use');
  });

  test('each price of the table has a page of AWS, a day and a confidence', () => {
    for (const [name, { usd, per, source, read, confidence }] of Object.entries(PRICES)) {
      // Nothing else costs nothing.
      const isFree = /amazon\.nova-.* cache write$/.test(name);
      expect({ name, ok: (isFree ? usd === 0 : usd > 0) && per >= 1 }).toEqual({ name, ok: true });
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9-]+\/pricing\/$/);
      expect(read).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(['verified', 'secondary']).toContain(confidence);
    }
  });
});

describe('a quantity', () => {
  const app = handMadeAssembly({ 'sandbox/Unit': { F: inference([LITE]) } });
  const requestsOf = async (...args: readonly string[]) =>
    JSON.parse((await cost('--app', app, '--json', ...args)).stdout).assumptions;

  test.each(['1000000', '1e6', '1E6', '1e+6', '1_000_000', '1,000,000', '1000000.0', '0.1e7'])(
    'is a million written as %s',
    async (text) => {
      expect(await requestsOf('--requests', text)).toMatchObject({ requests: 1_000_000 });
    },
  );

  test('of tokens is written in the same ways', async () => {
    const { tokens } = await requestsOf('--tokens', `${LITE}=1,000/1e2`);
    expect(tokens).toEqual({ [LITE]: { input: 1000, output: 100 } });
  });
});

describe('the headline', () => {
  const headline = async (models: readonly string[], more: object = {}) =>
    (await cost('--app', handMadeAssembly({ 'sandbox/Unit': { F: inference(models), ...more } }))).stdout.split(
      '\n\n',
    )[0];

  test('is a sum if everything has a price', async () => {
    expect(await headline([LITE])).toMatch(
      /^sandbox in us-east-1, US dollars a month\n0\.00 without use, \d+\.\d\d more for/,
    );
  });

  test('is a lower limit that names the models without a price, in use or not', async () => {
    const said = await headline([LITE, 'deepseek.v3.2', 'a.b']);
    expect(said).toMatch(/\nat least 0\.00 without use, at least \d+\.\d\d more for the use assumed below\n/);
    expect(said?.replace(/\s+/g, ' ')).toContain(
      'Not included, for want of a price: the tokens of deepseek.v3.2, a.b, which can be the largest cost. Set prices with --prices <file>.',
    );
  });

  test('counts everything else without a price', async () => {
    const said = await headline([LITE], { Cluster: { Type: 'AWS::Redshift::Cluster' } });
    expect(said?.replace(/\s+/g, ' ')).toMatch(/at least .* at least .* price: 1 more of the list at the end\./);
  });
});

describe('wrong usage', () => {
  test.each([
    [['--requests', '-1'], /--requests '-1' is not a number from 0/],
    [['--requests', 'NaN'], /--requests 'NaN' is not a number from 0/],
    [
      ['--requests', '1,00'],
      /--requests '1,00' is not a number from 0\.\nWrite for example --requests 1000000, 1_000_000/,
    ],
    [['--requests', '1.000.000'], /--requests '1.000.000' is not a number from 0/],
    [['--requests', '1,000_000'], /--requests '1,000_000' is not a number from 0/],
    [['--requests', '1_0000'], /--requests '1_0000' is not a number from 0/],
    [['--requests', '1e99'], /--requests '1e99' is not a number from 0/],
    [['--requests', '0x10'], /--requests '0x10' is not a number from 0/],
    [['--requests', '10k'], /--requests '10k' is not a number from 0/],
    [['--seconds', '1e-3'], /--seconds '1e-3' is not a number from 0/],
    [['--active-hours', '1e3'], /--active-hours '1e3' is not a number from 0 to 730/],
    [['--seconds', ''], /--seconds '' is not a number from 0/],
    [['--stored-gb', 'Infinity'], /--stored-gb 'Infinity' is not a number from 0/],
    [['--active-hours', '731'], /--active-hours '731' is not a number from 0 to 730/],
    [['--trace-percent', '101'], /from 0 to 100/],
    [['--share', `${LITE}=50`], /--share totals 50 percent/],
    [['--tokens', `${LITE}=1`], /--tokens '.*=1' is not <model>=<input>\/<output>/],
    [['--operations', 'chat'], /--operations 'chat' is not an operation/],
    [['--compare', 'x', '--deployment', 'sandbox', 'production'], /--compare takes one --deployment/],
    [['--reqests', '1'], /Did you mean --requests/],
  ])('%j is exit code 2', async (args, message) => {
    const { status, stderr, stdout } = await cost(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test('a model that may not be called is named, with those that may', async () => {
    const app = handMadeAssembly({ 'sandbox/Unit': { F: inference([LITE]) } });
    expect(await cost('--app', app, '--share', 'x=100')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/x is not a model of this deployment\.\nUse one of: amazon\.nova-lite-v1:0\./),
    });
  });

  test('no assembly is exit code 1 with a remedy, and no such row wrong usage', async () => {
    expect(await cost('--app', '/nonexistent')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/npx cdk synth/),
    });
    expect(await cost('--app', tableAssembly(), '--deployment', 'prod')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /^PB-APP-004 The assembly has no deployment prod\.\nUse one of: sandbox, production\./,
      ),
    });
  });

  test('--help says every flag and the exit codes', async () => {
    const { status, stdout } = await cost('--help');
    expect(status).toBe(0);
    for (const flag of ['--compare', '--deployment', '--requests', '--share', 'Exit code'])
      expect(stdout).toContain(flag);
  });
});
