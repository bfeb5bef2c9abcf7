import { readFileSync } from 'node:fs';
import { DefaultStackSynthesizer } from 'aws-cdk-lib';
import { catalogPage } from '../../cli/preflight/account/console-pages';
import { MIN_BOOTSTRAP_VERSION } from '../../cli/preflight/inspections/bootstrap';
import { preflightReport } from '../../cli/preflight/preflight-report';
import type { Drawing } from '../../cli/terminal/terminal';
import { DEFAULT_QUALIFIER } from '../../domain/deployment/deployment-record';
import { METADATA_READ_ACTIONS } from '../../lib/bedrock/metadata-actions';
import { access, HAIKU, lacking } from './account/answers';
import { InProcess } from './account/in-process';
import { LIVED_IN } from './account/lived-in-account';
import type { Answers } from './account/scripted-account';
import { answered, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const plain: Drawing = { width: 80, paint: (_, text) => text };

describe('without a permission', () => {
  /** As each protocol says it. */
  const denied = (action: string): Answers => {
    const names: Readonly<Record<string, string>> = {
      ec2: 'UnauthorizedOperation',
      iam: 'AccessDenied',
      sns: 'AuthorizationError',
      s3: 'AccessDenied',
      cloudformation: 'AccessDenied',
    };
    return { [action]: refused(names[action.split(':')[0] ?? ''] ?? 'AccessDeniedException', 403) };
  };
  /** Anybody may ask these: the one needs no permission, the other is asked without credentials. */
  const free = ['sts:GetCallerIdentity', 's3:HeadBucket'];

  const actions = [
    'bedrock:GetAccountDataRetention',
    'bedrock:GetFoundationModel',
    'bedrock:GetFoundationModelAvailability',
    'bedrock:GetInferenceProfile',
    'bedrock:GetModelInvocationLoggingConfiguration',
    'bedrock:GetUseCaseForModelAccess',
    'cloudformation:DescribeStacks',
    'ec2:DescribeAvailabilityZones',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcEndpointServices',
    'ec2:DescribeVpcs',
    'iam:GetRole',
    'iam:SimulatePrincipalPolicy',
    'lambda:GetAccountSettings',
    'lambda:GetFunctionConcurrency',
    'logs:DescribeLogGroups',
    's3:ListAllMyBuckets',
    'servicequotas:GetAWSDefaultServiceQuota',
    'servicequotas:GetServiceQuota',
    'servicequotas:ListServiceQuotas',
    'sns:ListSubscriptionsByTopic',
    'ssm:GetParameter',
  ];

  test('there is nothing else that a row without ARNs is asked with; with all of it nothing fails', async () => {
    const { counts } = await aws.report(LIVED_IN);

    const called = new Set(aws.account.calls.map(({ action }) => action));
    expect([...called].filter((action) => !free.includes(action)).sort()).toEqual(actions);
    expect(counts.fail).toBe(0);
  });

  test.each(actions)(
    '%s: what needs it is a skip that names it, once per inspection; nothing fails',
    async (action) => {
      const { counts, lines } = await aws.report({ ...LIVED_IN, ...denied(action) });

      const skipped = lines.filter((line) => line.denied);
      expect([...new Set(skipped.map((line) => line.denied))]).toEqual([action]);
      expect(new Set(skipped.map(({ inspection }) => inspection)).size).toBe(skipped.length);
      expect(counts.fail).toBe(0);
    },
  );

  test("as this project's reader: what it may read is read, and the rest is named", async () => {
    const readable = (action: string) => (METADATA_READ_ACTIONS as readonly string[]).includes(action);
    const others = actions.filter((action) => !readable(action));

    const report = await aws.report(Object.assign({}, LIVED_IN, ...others.map(denied)));

    expect(report.counts.fail).toBe(0);
    expect(report.lines.filter((line) => line.denied).map(({ inspection }) => inspection)).toEqual([
      'bootstrap',
      'marketplace',
      'model-quotas',
      'concurrency',
      'network-quotas',
      'endpoint-services',
      'bucket-name',
      'leftovers',
      'alarm-subscribers',
    ]);
    expect(preflightReport(report, plain)).toMatch(
      /\n\nThe skipped inspections need: cloudformation:DescribeStacks,[\s\S]*ec2:Describe[\s\S]*ssm:GetParameter\n\n/,
    );
  });
});

describe('when AWS fails', () => {
  test.each([
    [
      'throttled',
      refused('ThrottlingException', 429, 'Rate exceeded'),
      /^ssm:GetParameter failed: Rate exceeded \(ThrottlingException\)$/,
    ],
    ['a broken service', refused('InternalServerError', 500), /\(InternalServerError\)$/],
    ['a cut connection', { dropped: true } as const, /^ssm:GetParameter failed: /],
    [
      'an answer that makes no sense',
      answered('<html>'),
      /^ssm:GetParameter failed: the endpoint is not AWS \(SyntaxError\)$/,
    ],
  ])('%s: that check is a fail with what to do, the others are told', async (_, reply, text) => {
    const { lines, counts } = await aws.report({ 'ssm:GetParameter': reply });

    const bad = lines.filter(({ status }) => status === 'fail');
    expect(bad).toEqual([
      expect.objectContaining({
        inspection: 'bootstrap',
        text: expect.stringMatching(text),
        remedy: { say: expect.any(String) },
      }),
    ]);
    expect(counts.pass).toBe(32);
  });
});

test('what is in the way of several models is said once', async () => {
  const found = await aws.found('models', { 'bedrock:GetFoundationModel': refused('ThrottlingException', 429) });
  expect(found.map(({ status }) => status)).toEqual(['fail']);
});

test('an endpoint in the place of AWS that answers with a web page is told as such', async () => {
  const { lines } = await aws.report({ 'iam:GetRole': answered('<html><title>'), ...access(HAIKU, lacking) });
  expect(lines.find(({ inspection }) => inspection === 'marketplace')?.text).toMatch(
    /iam:GetRole failed: the endpoint is not AWS/,
  );
});

test('demands the bootstrap version that the installed CDK demands', () => {
  const synthesizer = readFileSync(
    'node_modules/aws-cdk-lib/core/lib/stack-synthesizers/default-synthesizer.js',
    'utf8',
  );
  expect(synthesizer).toContain(`MIN_BOOTSTRAP_STACK_VERSION=${MIN_BOOTSTRAP_VERSION}`);
  expect(DEFAULT_QUALIFIER).toBe(DefaultStackSynthesizer.DEFAULT_QUALIFIER);
});

test.each([60, 80, 120])('keeps its words within %i columns, and commands whole', async (width) => {
  const report = await aws.report({
    ...access(HAIKU, lacking),
    'ssm:GetParameter': refused('ParameterNotFound'),
    'iam:GetRole': refused('AccessDenied', 403),
  });

  const lines = preflightReport(report, { ...plain, width }).split('\n');
  // A name, an address or a command is never broken.
  const long = lines.filter(
    (line) => line.length > width && !/^ {6}(\$|https)|^production|^\d+ passed|\S{25,}/.test(line),
  );
  expect(long).toEqual([]);
  expect(lines).toContain('      $ npx cdk bootstrap aws://123456789012/us-east-1');
  expect(lines).toContain(`      ${catalogPage('us-east-1')}`);
});
