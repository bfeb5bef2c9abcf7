import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { acknowledge } from '../../lib/checks/acknowledge';
import { PrivateBedrockChecks } from '../../lib/checks/private-bedrock-checks';
import { check, folder, found, write } from './checking';

/** An app with a way out of its network, in a stack and in one nested in it; the first may be acknowledged. */
function assembly(reason?: string, { hasPaths = true, isNested = reason === undefined } = {}): string {
  const outdir = folder();
  const app = new App({
    outdir,
    context: { 'aws:cdk:enable-path-metadata': hasPaths },
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const stack = new Stack(app, 'Net');
  const gateway = new ec2.CfnInternetGateway(stack, 'Gateway');
  if (reason) acknowledge(gateway, { rule: 'PrivateBedrock-NET2', reason });
  if (isNested) {
    const inner = new ec2.CfnInternetGateway(new NestedStack(stack, 'Inner'), 'Gateway');
    if (reason) acknowledge(inner, { rule: 'PrivateBedrock-NET2', reason: `${reason} And this one.` });
  }
  if (reason) Validations.of(app).addPlugins(new PrivateBedrockChecks(app));
  app.synth();
  return outdir;
}

describe('a cloud assembly', () => {
  test('is checked with its nested stacks', async () => {
    const findings = await found(assembly());
    expect(findings.map(({ name, at }) => [name, at])).toEqual([
      ['PrivateBedrock-NET2', 'Net/Gateway'],
      ['PrivateBedrock-NET2', expect.stringMatching(/^Net\/InnerNested.*\/Gateway$/)],
    ]);
  });

  test('keeps what was acknowledged in its app, with the reason: suppressed in SARIF, and exit code 0', async () => {
    const app = assembly('The only gateway, of the build account.');
    expect((await found(app)).map(({ acknowledged }) => acknowledged)).toEqual([
      'The only gateway, of the build account.',
    ]);
    const { status, stdout } = await check(app, '--format', 'sarif');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).runs[0].results[0].suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'The only gateway, of the build account.' },
    ]);
  });

  test('keeps what was acknowledged in an app that writes no paths into its templates', async () => {
    const app = assembly('The only gateway.', { hasPaths: false });
    expect((await found(app)).map(({ acknowledged }) => acknowledged)).toEqual(['The only gateway.']);
    expect((await check(app)).status).toBe(0);
  });

  test('does not take an acknowledgement for that of another resource with the same logical id', async () => {
    const app = assembly('The only gateway.', { hasPaths: false, isNested: true });
    expect((await found(app)).map(({ at, acknowledged }) => [at, acknowledged])).toEqual([
      ['Net/Gateway', undefined],
      [expect.stringMatching(/^Net\/Inner/), undefined],
    ]);
  });

  test('and several templates are read together, so that imports are followed', async () => {
    const values = write('values.json', {
      Resources: {},
      Outputs: { Open: { Value: '0.0.0.0/0', Export: { Name: 'open' } } },
    });
    const group = write(
      'group.yaml',
      `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: { SecurityGroupEgress: [{ IpProtocol: -1, CidrIp: !ImportValue open }] }
`,
    );
    expect((await found(values, group)).map(({ name }) => name)).toEqual(['PrivateBedrock-NET1[Egress::0.0.0.0/0]']);
  });
});

describe('a stack whose template is not among the files', () => {
  const parent = `Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./child.yaml }
`;

  test('is a warning in each format, and no finding', async () => {
    const file = write('parent.yaml', parent);
    const text = await check(file);
    expect(text.status).toBe(0);
    expect(text.stdout).toMatch(/parent\.yaml:2 Child\n {2}Not checked: /);
    const { unread } = JSON.parse((await check(file, '--format', 'json')).stdout);
    expect(unread).toEqual([{ logicalId: 'Child', path: expect.stringMatching(/parent\.yaml$/), line: 2 }]);
    const [run] = JSON.parse((await check(file, '--format', 'sarif')).stdout).runs;
    expect(run.results).toEqual([]);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^Child: Not checked: /);
  });

  test('is none if its file is named too, or if it is in the assembly', async () => {
    const file = write('parent.yaml', parent);
    const child = join(dirname(file), 'child.yaml');
    writeFileSync(child, 'Resources: {}');
    for (const paths of [[file, child], [assembly()]]) {
      const { stdout } = await check(...paths, '--format', 'json');
      expect(JSON.parse(stdout).unread).toEqual([]);
    }
  });
});
