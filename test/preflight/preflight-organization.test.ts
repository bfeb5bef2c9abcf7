import { preflightReport } from '../../cli/preflight/preflight-report';
import type { Drawing } from '../../cli/terminal/terminal';
import { PLACEHOLDERS } from '../../domain/deployment/config/organization-boundary';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { InProcess } from './account/in-process';
import { member } from './account/ready-account';
import { answered, type Call, type Reply, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const plain: Drawing = { width: 100, paint: (_, text) => text };

describe('the usual causes of a denied invocation, in order', () => {
  test('name the Region and the destinations of the profiles of the row', async () => {
    const report = await aws.report({});
    expect(report.denialCauses).toEqual([
      expect.stringMatching(
        /^a service control policy that denies us-east-1, or a destination of an inference profile: unspecified, us-east-2, us-west-2$/,
      ),
      expect.stringContaining('VPC endpoint'),
      expect.stringContaining('access to the model'),
    ]);
    expect(preflightReport(report, plain)).toContain(
      '\nIf Bedrock denies a call in us-east-1 (access_denied), check in this order:\n  1. a service control policy',
    );
  });

  test('are listed for a row without a profile only if Bedrock denies a call', async () => {
    const row = DEPLOYMENTS.sandbox;
    expect((await aws.report({}, 'sandbox', row)).denialCauses).toEqual([]);
    const denied = { 'bedrock:GetFoundationModel': refused('AccessDeniedException', 403) };
    const { denialCauses } = await aws.report(denied, 'sandbox', row);
    expect(denialCauses[0]).toBe('a service control policy that denies us-east-1');
  });
});

describe('the permissions boundary of the organization', () => {
  const config = { ...DEPLOYMENTS.sandbox, permissionsBoundary: { name: `cdk-${PLACEHOLDERS.qualifier}-boundary` } };
  const found = async (reply: Reply) => {
    const asked: unknown[] = [];
    const { lines } = await aws.report(
      {
        'iam:GetPolicy': (call: Call) => {
          asked.push(call.fields);
          return reply;
        },
      },
      'sandbox',
      config,
      'acme',
    );
    return {
      line: lines.find(({ inspection }) => inspection === 'permissions-boundary'),
      asked: JSON.stringify(asked),
    };
  };
  const arn = 'arn:aws:iam::123456789012:policy/cdk-acme-boundary';

  test('passes if it exists', async () => {
    const { line, asked } = await found(answered(member('Policy', `<Arn>${arn}</Arn>`)));
    expect(line).toMatchObject({ status: 'pass', text: `${arn} exists. What it denies is not inspected` });
    expect(asked).toContain(arn);
  });

  test('fails if it does not', async () => {
    const { line } = await found(refused('NoSuchEntity', 404));
    expect(line).toMatchObject({ status: 'fail', text: `${arn} does not exist` });
  });

  test('is a skip without the permission to look', async () => {
    const { line } = await found(refused('AccessDenied', 403));
    expect(line).toMatchObject({ status: 'skip', denied: 'iam:GetPolicy' });
  });
});
