import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsFailure } from '../cli/aws/aws-failure';
import { COMMANDS } from '../cli/commands';
import { handMadeAssembly } from './support/hand-made-assembly';
import { runMain } from './support/run-main';
import { tableAssembly } from './support/table-assembly';

const FOLDERS = ['bench', 'bin', 'cli', 'domain', 'lambda', 'lib', 'proofs', 'sandbox', 'tools'];
const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.m?[jt]s$/.test(file))
    .map((file) => join(folder, file)),
);

const MESSAGE = 'a test asserts the message instead';

/** Codes that no test asserts, each with its reason. */
const UNASSERTED: Readonly<Record<string, string>> = {
  'PB-ACCOUNT-008': 'needs an answer at a terminal',
  'PB-ASK-002': MESSAGE,
  'PB-ASK-014': 'commander requires --model before',
  'PB-AWS-011': 'needs an STS without an account',
  'PB-BENCH-001': 'needs a bench that fails',
  'PB-BREAKER-007': 'needs an answer at a terminal',
  'PB-COST-003': 'a defect of the price table; the types exclude it',
  'PB-KNOWLEDGE-015': 'needs an answer at a terminal',
  'PB-NOTES-018': 'needs an answer at a terminal',
  'PB-PREFLIGHT-005': 'needs a quota without a value',
  'PB-PROOF-001': MESSAGE,
  'PB-PROOF-002': MESSAGE,
  'PB-PROOF-003': MESSAGE,
  'PB-RULES-001': MESSAGE,
  ...Object.fromEntries(
    ['001', '002', '005', '008', '010', '016', '017', '033'].map((n) => [
      `PB-SANDBOX-${n}`,
      'needs a stand-in that fails',
    ]),
  ),
  ...Object.fromEntries(
    ['004', '006', '007', '009', '011', '012', '013', '014', '015'].map((n) => [`PB-SANDBOX-${n}`, MESSAGE]),
  ),
  ...Object.fromEntries(
    ['018', '019', '020', '021'].map((n) => [
      `PB-SANDBOX-${n}`,
      'an option of the sandbox, whose program starts processes',
    ]),
  ),
  'PB-SCRIBE-004': 'needs an answer at a terminal',
  'PB-TEARDOWN-002': 'needs an answer at a terminal',
  'PB-TUNE-004': 'needs an answer at a terminal',
  'PB-TUNE-009': 'needs a deployment without fine-tuning',
  'PB-TUNE-017': MESSAGE,
  'PB-USAGE-001': 'needs Ctrl-C at a terminal',
};

describe('the codes of operator errors', () => {
  const uses = SOURCES.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'(PB-[^']*)'/g)].map(([, code = '']) => ({ code, file })),
  );

  test('are well-formed, and each is used at one place', () => {
    expect(uses.length).toBeGreaterThan(80);
    expect(uses.filter(({ code }) => !/^PB-[A-Z]+-\d{3}$/.test(code))).toEqual([]);
    const repeated = uses.filter(({ code }) => uses.filter((other) => other.code === code).length > 1);
    expect(repeated).toEqual([]);
  });

  test('are asserted by a test, except those with a reason', () => {
    const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join('test', file), 'utf8').replace(/const UNASSERTED.*?\n};/s, ''))
      .join('\n');
    const unasserted = uses.map(({ code }) => code).filter((code) => !tests.includes(code));
    expect(unasserted.sort()).toEqual(Object.keys(UNASSERTED).sort());
  });
});

describe('on failure --json prints a JSON error', () => {
  const names = Object.keys(COMMANDS);

  test.each(names)('%s, for a wrong option', async (name) => {
    const { status, stdout, stderr } = await runMain([name, '--no-such-option', '--json']);
    expect(status).toBe(2);
    const { error } = JSON.parse(stdout);
    expect(error).toEqual({
      code: 'PB-USAGE-003',
      message: expect.stringMatching(/^(unknown option '--no-such-option'|required option '--(model|questions|rps))/),
      remedy: expect.stringContaining('--help'),
    });
    expect(stderr).toContain(error.message);
  });

  test.each([
    ['preflight', ['--deployment', 'nowhere'], 'PB-APP-002'],
    ['ask', [], 'PB-ASK-013'],
    ['validate', ['none.jsonl', '--model', 'amazon.nova-lite-v1:0'], 'PB-VALIDATE-002'],
    ['tune', ['none.jsonl', '--model', 'amazon.nova-lite-v1:0', '--set', 'x'], 'PB-TUNE-016'],
    ['teardown', ['--deployment', 'nowhere'], 'PB-TEARDOWN-003'],
    ['cost', ['--app', '/nonexistent'], 'PB-TEMPLATE-001'],
    ['cost', ['--requests', 'many'], 'PB-COST-008'],
    ['cost', ['--prices', 'package.json'], 'PB-COST-001'],
    ['cost', ['--prices', 'README.md'], 'PB-COST-002'],
    ['cost', ['--deployment', 'one', '--deployment', 'two', '--compare', 'before'], 'PB-COST-004'],
    ['cost', ['--operations', 'x=1'], 'PB-COST-005'],
    ['cost', ['--tokens', 'x=1'], 'PB-COST-006'],
    ['cost', ['--tokens', 'x=1/2'], 'PB-COST-007'],
    ['cost', ['--share', 'amazon.nova-lite-v1:0=50'], 'PB-COST-009'],
    ['cost', ['--share', 'x'], 'PB-COST-010'],
    ['ask', ['--chat', '--json'], 'PB-ASK-011'],
    ['ask', ['--file', 'x', 'Hi'], 'PB-ASK-012'],
    ['plan', ['--region', 'us-east-1'], 'PB-PLAN-002'],
    ['plan', ['--app', 'NO_DEPLOYMENT'], 'PB-PLAN-003'],
    ['plan', ['--remove', '--region', 'us-east-1'], 'PB-PLAN-004'],
    ['preflight', ['--yes'], 'PB-PREFLIGHT-002'],
    ['preflight', ['--fix'], 'PB-PREFLIGHT-003'],
    ['tune', ['none.jsonl', '--model', 'amazon.nova-lite-v1:0', '--account', '1'], 'PB-TUNE-011'],
    ['tune', ['none.jsonl', '--model', 'amazon.nova-lite-v1:0', '--max-loss', 'x'], 'PB-TUNE-012'],
    ['tune', ['none.jsonl', '--model', 'amazon.nova-lite-v1:0', '--set', 'x=1'], 'PB-TUNE-015'],
    ['validate', ['none.jsonl', '--model', 'x'], 'PB-VALIDATE-001'],
    ['validate', ['s3://x', '--model', 'amazon.nova-lite-v1:0'], 'PB-VALIDATE-003'],
    ['ask', ['Hi', '--max-tokens', '0'], 'PB-USAGE-002'],
  ])('%s %j', async (name, args, code) => {
    const given = args.map((arg) => (arg === 'NO_DEPLOYMENT' ? handMadeAssembly({ Mine: {} }) : arg));
    // Without --app, the command reads the cdk.out of whoever runs the test.
    const app = name === 'tune' ? ['--app', tableAssembly(), '--deployment', 'sandbox'] : [];
    const { status, stdout, stderr } = await runMain([name, ...given, ...app, '--json']);
    expect(status).toBeGreaterThan(0);
    const { error } = JSON.parse(stdout);
    expect(error).toEqual({ code, message: expect.any(String), remedy: expect.any(String) });
    expect(stderr).toBe(`${code} ${error.message}\n${error.remedy}\n`);
  });

  test.each([
    ['CredentialsProviderError', 'PB-AWS-001'],
    ['ExpiredTokenException', 'PB-AWS-002'],
    ['SignatureDoesNotMatch', 'PB-AWS-003'],
    ['AccessDeniedException', 'PB-AWS-004'],
    ['ThrottlingException', 'PB-AWS-005'],
    ['TimeoutError', 'PB-AWS-006'],
    ['SyntaxError', 'PB-AWS-007'],
    ['ResourceNotFoundException', 'PB-AWS-008'],
    ['NewException', 'PB-AWS-009'],
  ])('a call to AWS that fails with %s is %s', (name, code) => {
    expect(awsFailure(Object.assign(new Error('why'), { name })).code).toBe(code);
  });

  test.each([
    ['lambda-fips.eu-central-1.amazonaws.com', 'PB-AWS-017'],
    ['bedrock-runtime.eu-central-1.api.aws', 'PB-AWS-017'],
    ['lambda.eu-central-1.amazonaws.com', 'PB-AWS-006'],
  ])('a host that does not exist, %s, is %s', (host, code) => {
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
    expect(awsFailure(error).code).toBe(code);
  });

  test('without --json standard output stays empty', async () => {
    expect((await runMain(['cost', '--requests', 'many'])).stdout).toBe('');
  });
});
