import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { RULES } from '../../domain/rule-pack/rules';
import { acknowledge } from '../../lib/checks/acknowledge';
import { PrivateBedrockChecks } from '../../lib/checks/private-bedrock-checks';
import { runMain } from '../support/run-main';

const FAULTS = 'test/fixtures/templates/five-faults.yaml';
const check = (...args: readonly string[]) => runMain(['check', ...args]);
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'check-'));
  folders.push(path);
  return path;
}

function write(name: string, content: unknown): string {
  const file = join(folder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

interface Found {
  readonly findings: readonly {
    readonly name: string;
    readonly at: string;
    readonly line: number;
    readonly acknowledged?: string;
  }[];
}

async function found(...paths: readonly string[]) {
  const { stdout } = await check(...paths, '--format', 'json');
  return (JSON.parse(stdout) as Found).findings;
}

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

describe('five planted faults', () => {
  test('are each found at their resource and its line', async () => {
    const findings = await found(FAULTS);
    const places = (rule: string) => findings.filter(({ name }) => name.startsWith(`PrivateBedrock-${rule}`));
    for (const [rule, id, line] of [
      ['INVOKE1', 'AnyModel', 7],
      ['NET1', 'Everyone', 16],
      ['NET2', 'WayOut', 24],
      ['KEY1', 'Unencrypted', 26],
      ['TRUST1', 'Confused', 32],
    ] as const) {
      expect(places(rule)).toContainEqual(expect.objectContaining({ at: `${FAULTS}/${id}`, line }));
    }
  });

  test('are told to people with file, line, rule and remedy, and exit code 1', async () => {
    const { status, stdout, stderr } = await check(FAULTS);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain(
      `${FAULTS}:24 WayOut\n  PrivateBedrock-NET2\n  The app creates a route out of its VPC.\n  Remove the resource and use VPC endpoints.\n`,
    );
    expect(stdout).toMatch(/\n\d+ open findings, 0 acknowledged, in 1 template\n$/);
  });

  test('are SARIF 2.1.0 with the metadata of every rule', async () => {
    const { status, stdout } = await check(FAULTS, '--format', 'sarif');
    const log = JSON.parse(stdout);
    const [{ tool, results }] = log.runs;
    expect([status, log.version, tool.driver.name]).toEqual([1, '2.1.0', 'private-bedrock']);
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(
      RULES.map(({ id }) => `PrivateBedrock-${id}`),
    );
    for (const { ruleId, ruleIndex, message } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(message.text).not.toBe('');
    }
    expect(results).toContainEqual(
      expect.objectContaining({
        ruleId: 'PrivateBedrock-NET2',
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: FAULTS, uriBaseId: '%SRCROOT%' },
              region: { startLine: 24 },
            },
            logicalLocations: [{ name: 'WayOut', fullyQualifiedName: `${FAULTS}/WayOut`, kind: 'resource' }],
          },
        ],
      }),
    );
  });
});

describe('YAML', () => {
  const egress = (cidr: string) => `Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupEgress: [{ IpProtocol: -1, CidrIp: ${cidr} }]
`;

  test.each([
    ["!Sub '0.0.0.0/0'", 'Egress::0.0.0.0/0'],
    ["!Join ['/', [0.0.0.0, !Sub '0']]", 'Egress::0.0.0.0/0'],
    ['!Select [1, [10.0.0.0/8, 0.0.0.0/0]]', 'Egress::0.0.0.0/0'],
    ['{ Fn::Sub: 0.0.0.0/0 }', 'Egress::0.0.0.0/0'],
    ['!Ref Anything', 'Unreadable::{"Ref":"Anything"}'],
    ['!FindInMap [Blocks, !Ref AWS::Region, Cidr]', 'Unreadable::{"Fn::FindInMap":'],
    ['!GetAtt Vpc.CidrBlock', 'Unreadable::{"Fn::GetAtt":["Vpc","CidrBlock"]}'],
  ])('%s is read as its long form, and never passed over', async (cidr, finding) => {
    const findings = await found(write('t.yaml', egress(cidr)));
    expect(findings.map(({ name }) => name).join()).toContain(`PrivateBedrock-NET1[${finding}`);
  });

  test('a private address is no finding', async () => {
    const { status, stdout } = await check(write('t.yml', egress('10.0.0.0/8')));
    expect([status, stdout]).toEqual([0, '0 open findings, 0 acknowledged, in 1 template\n']);
  });
});

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

describe('what is no template is one clear error, exit code 2, and quotes nothing of the file', () => {
  const SECRET = 'a-secret';

  test.each([
    ['main.tf', `resource "x" "${SECRET}" {}`, 'PB-CHECK-001', 'is a Terraform file'],
    ['plan.json', { terraform_version: '1.9', secret: SECRET }, 'PB-CHECK-001', 'is a Terraform file'],
    ['main.tf.json', { resource: {} }, 'PB-CHECK-001', 'is a Terraform file'],
    ['a.json', `{"${SECRET}`, 'PB-CHECK-002', 'it is not valid JSON'],
    ['a.json', [SECRET], 'PB-CHECK-002', 'it has no Resources'],
    ['a.yaml', `a: [${SECRET}`, 'PB-CHECK-002', 'line 1 is not readable YAML'],
    ['a.yaml', `a: !Secret ${SECRET}`, 'PB-CHECK-002', 'a tag that CloudFormation does not have'],
    ['a.yaml', SECRET, 'PB-CHECK-002', 'it has no Resources'],
    ['a.yaml', `Resources: { Fn::ForEach::X: [${SECRET}] }`, 'PB-CHECK-002', 'Resources.Fn::ForEach::X has no Type'],
  ])('%s %j', async (name, content, code, message) => {
    const { status, stdout, stderr } = await check(write(name, content));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${code} .*${message}`));
    expect(stderr).not.toContain(SECRET);
  });

  test.each([
    ['/no/such/file', /^PB-CHECK-003 .* does not exist/],
    [tmpdir(), /^PB-CHECK-004 .* is not a cloud assembly with stacks/],
  ])('%s', async (path, message) => {
    const { status, stderr } = await check(path);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) });
  });

  test.each(['{}', '{'])('a folder with the manifest %s', async (manifest) => {
    const { status, stderr } = await check(dirname(write('manifest.json', manifest)));
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/^PB-CHECK-004 /) });
  });
});
