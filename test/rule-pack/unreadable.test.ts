import { checkTemplates } from '../../domain/rule-pack/check-templates';
import { AppResources } from '../../domain/template/app-resources';
import type { Template } from '../../domain/template/template';
import { allow, policy, type Resources, resource, it as resourcesWith } from './resource';

const INVOKE = 'bedrock:InvokeModel';
const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/a.b';
/** Only the deployment knows the text before the separator. */
const PARTS = { 'Fn::Select': [0, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
const statement = (part: object) => policy({ ...allow(INVOKE, MODEL), ...part });

/** As Fn::Sub writes a reference. */
const hole = (name: string) => `\${${name}}`;

const findingsOf = (Resources: Resources) =>
  checkTemplates({ Stack: { Resources } }).map(({ rule, finding }) => `${rule} ${finding}`);

describe('what a rule has to understand and does not is its finding', () => {
  test.each([
    ['a resource', statement({ Resource: PARTS }), 'INVOKE2 Unreadable::{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}'],
    [
      'a resource that a parameter names',
      statement({ Resource: { Ref: 'Models' } }),
      'INVOKE2 Unreadable::{"Ref":"Models"}',
    ],
    [
      'a part of a resource',
      statement({ Resource: { 'Fn::Sub': `arn:aws:bedrock:*::foundation-model/${hole('Model')}` } }),
      'INVOKE2 Unreadable::{"Ref":"Model"}',
    ],
    [
      'an action',
      statement({ Action: { 'Fn::If': ['C', 'a:B', INVOKE] } }),
      'INVOKE1 Unreadable::{"Fn::If":["C","a:B","bedrock:InvokeModel"]}',
    ],
    ['an effect', statement({ Effect: { Ref: 'Effect' } }), 'INVOKE2 Unreadable::{"Effect":{"Ref":"Effect"}}'],
    ['no effect', statement({ Effect: undefined }), 'INVOKE2 Unreadable::{"Effect":null}'],
    [
      'a whole statement',
      policy({ 'Fn::If': ['C', allow(INVOKE, '*'), allow(INVOKE, MODEL)] }),
      'INVOKE2 Unreadable::',
    ],
    [
      'a document',
      resourcesWith('AWS::IAM::Policy', { PolicyDocument: { 'Fn::Transform': {} } }),
      'INVOKE2 Unreadable::{"Fn::Transform":{}}',
    ],
    [
      'text that is no document',
      resourcesWith('AWS::SSO::PermissionSet', { InlinePolicy: 'Allow *' }),
      'INVOKE2 Unreadable::Allow *',
    ],
    [
      'an operator',
      policy(allow('iam:PassRole', 'r', { StringEqual: { 'iam:PassedToService': 'x' } })),
      'IAM4 Unreadable::{"operator":"StringEqual"}',
    ],
    [
      'a condition',
      policy(allow('iam:PassRole', 'r', { StringEquals: { 'iam:PassedToService': PARTS } })),
      'IAM4 Unreadable::{"Fn::Split"',
    ],
    [
      'a principal',
      resourcesWith('AWS::S3::BucketPolicy', {
        PolicyDocument: { Statement: [{ ...allow('s3:*', '*'), Principal: { AWS: PARTS } }] },
      }),
      'RESOURCE1 Unreadable::{"Fn::Split"',
    ],
    [
      'managed policies',
      resourcesWith('AWS::IAM::Role', { ManagedPolicyArns: [PARTS] }),
      'IAM1 Unreadable::{"Fn::Split"',
    ],
    [
      'an address',
      resourcesWith('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [{ CidrIp: { Ref: 'Cidr' } }] }),
      'NET1 Unreadable::{"Ref":"Cidr"}',
    ],
    [
      'rules of a group',
      resourcesWith('AWS::EC2::SecurityGroup', { SecurityGroupEgress: { 'Fn::If': ['C', [], []] } }),
      'NET1 Unreadable::{"Fn::If"',
    ],
    [
      'properties between',
      resourcesWith('AWS::Lambda::Function', { VpcConfig: { 'Fn::If': ['C', {}, {}] } }),
      'FN1 Unreadable::{"Fn::If"',
    ],
  ])('%s', (_, resources, expected) => {
    expect(findingsOf(resources).filter((line) => line.startsWith(`PrivateBedrock-${expected}`))).toHaveLength(1);
  });

  test('and a mistake of our own is none: it stops the run', () => {
    expect(() => checkTemplates({ Stack: { Resources: { It: undefined as never } } })).toThrow(TypeError);
  });
});

describe('a value as text', () => {
  const key = resource('AWS::KMS::Key');
  const app = new AppResources({
    'a/One': {
      Resources: { Key: key },
      Outputs: { O: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'one:key' } } },
    },
    'a/Two': { Resources: { Other: key } } satisfies Template,
  });

  test.each([
    ['x', 'x'],
    [3600, '3600'],
    [{ Ref: 'AWS::Partition' }, '<AWS::Partition>'],
    [{ Ref: 'Other' }, '<a/Two/Other>'],
    [{ 'Fn::GetAtt': 'Other.Arn' }, '<a/Two/Other.Arn>'],
    [{ 'Fn::ImportValue': 'one:key' }, '<a/One/Key.Arn>'],
    [{ 'Fn::ImportValue': { 'Fn::Sub': 'one:key' } }, '<a/One/Key.Arn>'],
    [{ 'Fn::ImportValue': 'elsewhere' }, '<elsewhere>'],
    [{ 'Fn::Join': [':', ['a', { Ref: 'Other' }]] }, 'a:<a/Two/Other>'],
    [
      { 'Fn::Sub': `${hole('AWS::Region')}-${hole('Other.Arn')}-${hole('!x')}` },
      `<AWS::Region>-<a/Two/Other.Arn>-${hole('x')}`,
    ],
    [{ 'Fn::Sub': [`${hole('v')}/*`, { v: { Ref: 'Other' } }] }, '<a/Two/Other>/*'],
  ])('%j', (value, expected) => {
    expect(app.text(value, 'a/Two')).toBe(expected);
  });

  test('leads to its resource, in whichever stack', () => {
    expect(app.target({ 'Fn::ImportValue': 'one:key' }, 'a/Two')).toBe(app.find('a/One/Key'));
    expect(app.target({ 'Fn::Join': ['', [{ Ref: 'Other' }, '/*']] }, 'a/Two')).toBeUndefined();
  });
});
