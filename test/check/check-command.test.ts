import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { RULES } from '../../domain/rule-pack/rules';
import { check, found, write } from './checking';

const FAULTS = 'test/fixtures/templates/five-faults.yaml';
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
