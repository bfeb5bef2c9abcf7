import { existsSync } from 'node:fs';
import type { AssemblyStack } from '../../domain/template/assembly';
import type { TemplateResource } from '../../domain/template/template';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { ODD_ROWS } from '../../proofs/rows/odd-rows';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { clientEnvironment, withoutAws } from '../../sandbox/environment';
import { compare, matchesTemplates, OMISSIONS } from '../../sandbox/read-back/comparison';
import { comparisonReport } from '../../sandbox/read-back/comparison-report';
import type { DeployedResource } from '../../sandbox/read-back/deployed';
import { Expected } from '../../sandbox/read-back/expected';
import { READERS } from '../../sandbox/read-back/readers';

const stack = (stackName: string, Resources: Record<string, TemplateResource>, Outputs = {}): AssemblyStack => ({
  id: stackName,
  stackName,
  region: 'us-east-1',
  terminationProtection: false,
  templateFile: 'a.json',
  template: { Resources, Outputs },
  templateBytes: 0,
});

const STACKS = [
  stack(
    'foundation',
    { Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true, Description: 'a key' } } },
    { Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'foundation:Key' } } },
  ),
  stack('logs', {
    Group: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { KmsKeyId: { 'Fn::ImportValue': 'foundation:Key' }, RetentionInDays: 30 },
    },
    Guardrail: { Type: 'AWS::Bedrock::Guardrail' },
  }),
];

const deployed = (rotation: boolean, kmsKeyId?: string): DeployedResource[] => [
  {
    stack: 'foundation',
    logicalId: 'Key',
    type: 'AWS::KMS::Key',
    physicalId: '1234',
    found: { properties: { EnableKeyRotation: rotation }, attributes: { Arn: 'arn:key' } },
  },
  {
    stack: 'logs',
    logicalId: 'Group',
    type: 'AWS::Logs::LogGroup',
    physicalId: '/logs',
    found: { properties: { KmsKeyId: kmsKeyId, RetentionInDays: '30' } },
  },
  { stack: 'logs', logicalId: 'Guardrail', type: 'AWS::Bedrock::Guardrail' },
];

const compared = (resources: DeployedResource[]) =>
  compare(STACKS, resources, new Expected(STACKS, resources, { account: '123456789012', region: 'us-east-1' }));

describe('what was made, held against the templates', () => {
  test('is the same when it is, whatever stack a value comes from and however a number is written', () => {
    expect(compared(deployed(true, 'arn:key')).map(({ result }) => result)).toEqual(['same', 'same', 'not made']);
  });

  test.each([
    ['a key that does not rotate', deployed(false, 'arn:key'), 'EnableKeyRotation', true, false],
    ['logs under another key', deployed(true, 'arn:other'), 'KmsKeyId', 'arn:key', 'arn:other'],
    ['logs under no key of ours', deployed(true), 'KmsKeyId', 'arn:key', undefined],
  ])('tells %s, by property', (_, resources, property, template, found) => {
    const differences = compared(resources).flatMap((resource) => resource.differences);
    expect(differences).toEqual([{ property, template, found }]);
  });

  test('takes lists in any order, and not one that lacks something', () => {
    const Properties = { Statement: [{ Action: ['a', 'b'] }, { Action: 'c' }] };
    const stacks = [stack('s', { P: { Type: 'T', Properties } })];
    const resultOf = (Statement: unknown) => {
      const resources = [
        { stack: 's', logicalId: 'P', type: 'T', physicalId: 'p', found: { properties: { Statement } } },
      ];
      const expected = new Expected(stacks, resources, { account: '1', region: 'r' });
      return compare(stacks, resources, expected)[0]?.result;
    };
    expect(resultOf([{ Action: ['c'] }, { Action: ['b', 'a'] }])).toBe('same');
    expect(resultOf([{ Action: ['a', 'b'] }])).toBe('differs');
    expect(resultOf([{ Action: ['a', 'b', 'd'] }, { Action: 'c' }])).toBe('differs');
  });

  test.each([
    ['a zone that the template leaves to AWS', {}, 'same'],
    ['the zone of the template', { AvailabilityZoneId: 'use1-az1' }, 'same'],
    ['another zone than that of the template', { AvailabilityZoneId: 'use1-az2' }, 'differs'],
  ])('takes %s', (_, Properties, result) => {
    const stacks = [stack('s', { Subnet: { Type: 'AWS::EC2::Subnet', Properties } })];
    const found = { properties: { AvailabilityZoneId: 'use1-az1' } };
    const resources = [{ stack: 's', logicalId: 'Subnet', type: 'AWS::EC2::Subnet', physicalId: 'subnet-1', found }];
    const expected = new Expected(stacks, resources, { account: '1', region: 'us-east-1' });
    expect(compare(stacks, resources, expected)[0]?.result).toBe(result);
  });

  test('is a table that names what was not made, and shows each difference', () => {
    const report = comparisonReport(compared(deployed(false, 'arn:key')), { width: 80, paint: (_, text) => text });
    expect(report).toMatch(/^AWS::KMS::Key +1 +1 +0$/m);
    expect(report).toMatch(/does not support the type\):\n +Guardrail \(AWS::Bedrock::Guardrail\)/);
    expect(report).toMatch(/Key \(AWS::KMS::Key\): EnableKeyRotation .*\n +template +true\n +found +false/);
  });

  test.each(['AWS::Bedrock::Agent', 'AWS::CloudWatch::CompositeAlarm', 'Custom::Setting'])(
    'does not pass with a resource of a type on no list: %s',
    (type) => {
      const resources = compared(deployed(true, 'arn:key'));
      expect(matchesTemplates(resources)).toBe(true);
      for (const result of ['not made', 'not read'] as const) {
        const other = { path: 'logs/Other', type, result, properties: [], differences: [] };
        expect(matchesTemplates([...resources, other])).toBe(false);
        const report = comparisonReport([...resources, other], { width: 80, paint: (_, text) => text });
        expect(report).toContain(`logs/Other (${type}) is ${result}, and its type is not listed`);
      }
    },
  );

  test('every type of a row is compared, or on one list, and names what decides about it', () => {
    const listed = [...Object.keys(OMISSIONS['not made']), ...Object.keys(OMISSIONS['not read'])];
    const rows = { ...ODD_ROWS, ...DEPLOYMENTS };
    const types = Object.entries(rows).flatMap(([name, row]) =>
      Object.values(subjectOfRow(name, row).templates.stacks).flatMap(({ template }) =>
        Object.values(template.Resources).map(({ Type }) => Type),
      ),
    );
    const places = [...new Set(types)].map((type) => [
      type,
      [...Object.keys(READERS), ...listed].filter((one) => one === type),
    ]);
    expect(places.filter(([, found]) => found?.length !== 1)).toEqual([]);
    expect(listed.filter((type) => !types.includes(type))).toEqual([]);
    expect(
      Object.values(OMISSIONS)
        .flatMap(Object.values)
        .filter((file) => !existsSync(file)),
    ).toEqual([]);
  });

  test('fails on an intrinsic function that it does not know, rather than guess', () => {
    const expected = new Expected([], [], { account: '1', region: 'r' });
    expect(() => expected.valueOf('s', { 'Fn::FindInMap': ['a', 'b', 'c'] })).toThrow('Fn::FindInMap');
  });
});

describe('the environment of what the sandbox starts', () => {
  test('has no credential, profile or endpoint of this machine', () => {
    const env = { PATH: '/bin', AWS_PROFILE: 'real', AWS_SESSION_TOKEN: 'secret', CDK_DEFAULT_ACCOUNT: '1' };
    expect(withoutAws(env)).toEqual({ PATH: '/bin' });
  });

  test('gives dummies and reads no file of credentials', () => {
    const env = clientEnvironment('http://localhost:1', 'eu-west-1');
    expect(env).toMatchObject({ AWS_ACCESS_KEY_ID: 'sandbox', AWS_REGION: 'eu-west-1' });
    expect(env.AWS_CONFIG_FILE).toBe(env.AWS_SHARED_CREDENTIALS_FILE);
    expect(env.AWS_CONFIG_FILE).toMatch(/null|nul/i);
  });
});
