import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { INSPECTIONS } from '../../cli/preflight/inspections';
import { runProcess } from '../support/run-main';
import { environmentOf, type Run, reportOf, run } from './account/preflight-run';
import { ACCOUNT, availability, caller, REGION } from './account/ready-account';
import { type Answers, ScriptedAccount } from './account/scripted-account';
import { answered, refused } from './account/wire';

describe('npm run preflight', () => {
  let account: ScriptedAccount;
  beforeAll(async () => {
    account = await ScriptedAccount.open();
  });
  afterAll(() => account.close());

  /** The command, in an account that answers so. */
  const ask = async (args: readonly string[], answers: Answers = {}, env: Readonly<Record<string, string>> = {}) => {
    account.script(answers);
    const result = await run(args, { ...environmentOf(account.url), ...env });
    expect(account.strangers).toEqual([]);
    return result;
  };
  const lastLine = ({ stdout }: Run) => stdout.trimEnd().split('\n').at(-1);
  const made = () => account.calls.filter(({ action }) => /:(Create|Put|Delete|Update)/.test(action));

  test('takes the sandbox in a ready account: exit code 0, one line a finding, nothing on standard error', async () => {
    account.script({});
    // As a process, once: the contract with the shell.
    const result = await runProcess(environmentOf(account.url), ['preflight']);

    expect(account.strangers).toEqual([]);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toMatch(
      /^sandbox: us-east-1, account 123456789012\n\npass {2}identity +role Admin \(session alice\) in account/,
    );
    expect(result.stdout).not.toContain('\u001b');
    expect(result.stdout).not.toMatch(/^(warn|fail|skip)/m);
    expect(lastLine(result)).toBe('18 passed, 0 warnings, 0 failed, 0 skipped');
  });

  test.each([
    ['yes', /^fail +identity +AWS_USE_FIPS_ENDPOINT is 'yes', and the AWS SDK/m],
    ['true', /^fail +identity +.*FIPS and custom endpoint are\s+not supported[\s\S]*Set AWS_USE_FIPS_ENDPOINT and/m],
  ])('obeys AWS_USE_FIPS_ENDPOINT=%s, and says what is in its way', async (value, line) => {
    const { status, stdout } = await ask([], {}, { AWS_USE_FIPS_ENDPOINT: value });
    expect(status).toBe(1);
    expect(stdout).toMatch(line);
    expect(account.calls).toEqual([]);
  });

  test('gives the same as JSON, and nothing beside it, and calls nothing that changes anything', async () => {
    const result = await ask(['--deployment', 'production', '--json']);

    expect(result).toMatchObject({ status: 0, stderr: '' });
    const report = reportOf(result);
    expect(report).toMatchObject({
      deployment: 'production',
      region: REGION,
      caller: { account: ACCOUNT, kind: 'role', name: 'Admin', session: 'alice' },
      counts: { pass: 33, warn: 0, fail: 0, skip: 2 },
    });
    expect(report.lines.find(({ inspection }) => inspection === 'bootstrap')).toEqual({
      inspection: 'bootstrap',
      title: 'CDK bootstrap',
      status: 'pass',
      text: 'version 33; the stacks need 6',
    });
    expect(made()).toEqual([]);
  });

  test.each<readonly [string, readonly string[], RegExp]>([
    ['an unknown row', ['--deployment', 'prod'], /no deployment prod\.\nUse one of: sandbox, production\./],
    ['an unknown option', ['--fast'], /--fast/],
    ['--yes alone', ['--yes'], /--yes needs --fix/],
    ['--fix where nobody can be asked', ['--fix'], /Run it in a terminal, or add --yes/],
  ])('refuses %s with exit code 2, before any call', async (_, args, message) => {
    const { status, stderr, stdout } = await ask(args);

    expect({ status, stdout, calls: account.calls }).toEqual({ status: 2, stdout: '', calls: [] });
    expect(stderr).toMatch(message);
  });

  test('shows its help', async () => {
    expect(await ask(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--deployment <row>') });
  });

  describe('without an identity says so once, with what to do, and asks nothing else', () => {
    const refusal = (code: string) => ({ 'sts:GetCallerIdentity': refused(code, 403) });
    const cases: readonly (readonly [string, Answers, Readonly<Record<string, string>>, RegExp])[] = [
      [
        'no credentials',
        {},
        { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' },
        /Could not load credentials[^$]*aws sso login/,
      ],
      ['a cut connection', { 'sts:GetCallerIdentity': { dropped: true } }, {}, /Check the network/],
      ['an expired token', refusal('ExpiredToken'), {}, /\(ExpiredToken\)\n.*Sign in again/],
    ];
    test.each(cases)('%s', async (_, answers, env, message) => {
      const result = await ask([], answers, env);

      expect(result.status).toBe(1);
      expect(result.stdout).toMatch(message);
      expect(result.stdout.match(/^(pass|warn|fail|skip)/gm)).toEqual(['fail']);
      expect(lastLine(result)).toBe(`0 passed, 0 warnings, 1 failed, ${INSPECTIONS.length} skipped`);
      expect(new Set(account.calls.map(({ action }) => action)).size).toBeLessThanOrEqual(1);
      expect(result.stdout + result.stderr).not.toMatch(/a-secret-key|a-session-token|AKIAEXAMPLE/);
    });

    test('a refused endpoint', async () => {
      const closed = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => closed.once('listening', resolve));
      const { port } = closed.address() as AddressInfo;
      await new Promise((resolve) => closed.close(resolve));

      const result = await ask([], {}, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });

      expect(result.status).toBe(1);
      expect(result.stdout).toMatch(/ECONNREFUSED[^\n]*\n.*AWS_ENDPOINT_URL/);
    });
  });

  test('fails for the root user, and still tells the rest', async () => {
    const result = await ask([], { 'sts:GetCallerIdentity': caller(`arn:aws:iam::${ACCOUNT}:root`) });

    expect(result.status).toBe(1);
    expect(result.stdout).toMatch(/^fail {2}identity .*root user(.*\n)+? +Sign in as an IAM role.*Identity Center/m);
    expect(lastLine(result)).toBe('17 passed, 0 warnings, 1 failed, 0 skipped');
  });

  test('warns when the environment names another Region than the row', async () => {
    const result = await ask([], {}, { AWS_DEFAULT_REGION: 'eu-west-1' });

    expect(result.status).toBe(0);
    expect(result.stdout).toMatch(/^warn {2}region .*eu-west-1\n(.*\n)?.*\n {6}\$ export AWS_REGION=us-east-1$/m);
    // All in the Region of the row; whether the bucket exists is asked without a signature, and so without a Region.
    const regions = new Map(account.calls.map(({ action, region }) => [action, region]));
    expect(regions.get('s3:HeadBucket')).toBe('');
    regions.delete('s3:HeadBucket');
    expect([...new Set(regions.values())]).toEqual([REGION]);
  });

  describe('--fix --yes', () => {
    const offer = {
      offerId: 'offer-1',
      offerToken: 'token-that-is-a-credential',
      termDetails: {
        legalTerm: { url: 'https://example.com/terms.pdf' },
        supportTerm: { refundPolicyDescription: 'No refunds' },
        usageBasedPricingTerm: { rateCard: [{ dimension: 'input', price: '0.001', unit: '1K tokens' }] },
      },
    };
    /** Without an agreement on Claude Haiku until one is made. */
    const lacking = (more: Answers = {}): Answers => {
      let agreed = false;
      return {
        'bedrock:GetFoundationModelAvailability': ({ id }) =>
          availability(
            id,
            !agreed && id.includes('haiku') ? { agreementAvailability: { status: 'NOT_AVAILABLE' } } : {},
          ),
        'bedrock:ListFoundationModelAgreementOffers': ({ id }) => answered({ modelId: id, offers: [offer] }),
        'bedrock:CreateFoundationModelAgreement': ({ fields }) => {
          agreed = true;
          return answered({ modelId: fields.modelId });
        },
        ...more,
      };
    };
    const production = ['--deployment', 'production'];

    test('shows the terms, makes that one agreement, and reports the account as it is then', async () => {
      const result = await ask([...production, '--fix', '--yes', '--json'], lacking());

      expect(made().map(({ action, fields }) => [action, fields])).toEqual([
        [
          'bedrock:CreateFoundationModelAgreement',
          { modelId: 'anthropic.claude-haiku-4-5-20251001-v1:0', offerToken: offer.offerToken },
        ],
      ]);
      expect(result.status).toBe(0);
      expect(reportOf(result).counts.fail).toBe(0);
      expect(result.stderr).toMatch(/offer-1\n.*example.com\/terms.pdf\n.*No refunds\n.*\n +0.001 per 1K tokens/);
      expect(result.stdout + result.stderr).not.toMatch(/token-that-is-a-credential|secret company|formData/);
    });
  });
});
