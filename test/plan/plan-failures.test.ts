import type { Answers } from '../preflight/account/scripted-account';
import { refused } from '../preflight/account/wire';
import { deployed, LEAST, Planning, type Synthesized, synthesize } from './planning';
import { cloudFormation } from './scripted-stacks';

let planning: Planning;
let guarded: Synthesized;
let least: Synthesized;

beforeAll(() => {
  least = synthesize(LEAST);
  guarded = synthesize({ ...LEAST, guardrail: {} });
});
// A command that fails leaves requests on their way: the account of another test must not get them.
beforeEach(async () => {
  planning = await Planning.open();
});
afterEach(() => planning.account.close());

describe('private-bedrock plan fails', () => {
  const fails = async (answers: Answers, env = {}) => {
    const { status, stdout, stderr } = await planning.run(['--app', least.folder], answers, env);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    return stderr;
  };

  test.each([
    'cloudformation:DescribeStacks',
    'cloudformation:GetTemplate',
    'cloudformation:ListExports',
    'cloudformation:ListImports',
  ])('if AWS throttles %s', async (action) => {
    const answers = { ...cloudFormation(deployed(guarded)), [action]: refused('Throttling', 400, 'Rate exceeded') };
    expect(await fails(answers)).toBe(
      `PB-AWS-005 ${action} failed: Rate exceeded (Throttling)\nWait a minute, then run the command again.\n`,
    );
  });

  test('without permission, with the action', async () => {
    const answers = { 'cloudformation:DescribeStacks': refused('AccessDenied', 403, 'is not authorized') };
    expect(await fails(answers)).toMatch(/^PB-AWS-004 cloudformation:DescribeStacks failed: is not authorized/);
  });

  test('without credentials', async () => {
    expect(await fails({}, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })).toMatch(
      /^PB-AWS-001 sts:GetCallerIdentity failed: .*\nSign in/,
    );
    expect(planning.account.calls).toEqual([]);
  });

  test('on a template that cannot be read', async () => {
    const stacks = { 'private-bedrock-acme-network': { template: { Resources: {} }, body: 'Resources: !Strange {}' } };
    expect(await fails(cloudFormation(stacks))).toBe(
      'PB-PLAN-001 The template of private-bedrock-acme-network cannot be read.\nDeploy the stack once as it is now. Then plan again.\n',
    );
  });
});
