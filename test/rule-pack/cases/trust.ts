import { account, admit, document, it, type Json, OURS, type RuleCase, role } from '../resource';

const from = (pattern: string) => ({ ...OURS, ArnLike: { 'aws:SourceArn': account(pattern) } });
const service = (Service: unknown, condition?: object) => role(admit({ Service }, condition as never));
const JOB = from('model-customization-job/*');
const maybe = {
  StringEqualsIfExists: OURS.StringEquals,
  ArnLikeIfExists: { 'aws:SourceArn': 'arn:aws:lambda:us-east-1:1:function:f' },
};
const person = (AWS: unknown, condition?: object) => role(admit({ AWS }, condition as never));
const external = { StringEquals: { 'sts:ExternalId': 'x' } };
const named = (RoleName: unknown) => role(admit({ Service: 'bedrock.amazonaws.com' }, JOB), { RoleName });

const CALLER = 'arn:aws:iam::111122223333:role/web';
const tag = (principal: unknown, condition?: Json, action: unknown = 'sts:TagSession') =>
  admit(principal, condition, action);
/** These keys only, with these operators for values. */
const keys = (names: unknown, values: Json = {}, operator = 'ForAllValues:StringEquals'): Json => ({
  ...values,
  [operator]: { 'aws:TagKeys': names },
});
const equals = (values: Json) => ({ StringEquals: values });

const TAGS: readonly (readonly [of: string, says: RuleCase['says'], trust: Json])[] = [
  ['one key with one value', 'compliant', tag({ AWS: CALLER }, keys('team', equals({ 'aws:RequestTag/team': 'red' })))],
  [
    'the tag that the caller has, key in other letters',
    'compliant',
    tag({ AWS: CALLER }, keys(['Team'], equals({ 'aws:requesttag/team': `\${aws:PrincipalTag/team}` }))),
  ],
  [
    'values that may be absent, and a pattern',
    'compliant',
    tag(
      { AWS: CALLER },
      keys(['team', 'stage'], {
        StringLikeIfExists: { 'aws:RequestTag/team': 'red-*' },
        StringEquals: { 'aws:RequestTag/stage': ['test', 'prod'] },
      }),
    ),
  ],
  ['keys of an identity provider', 'compliant', tag({ Federated: 'idp' }, keys('team', {}, 'ForAllValues:StringLike'))],
  ['any tag', ['aws:TagKeys'], tag({ AWS: CALLER })],
  ['any tag through a wildcard', ['aws:TagKeys'], tag({ AWS: CALLER }, undefined, ['sts:AssumeRole', 'sts:Tag*'])],
  ['any tag of an identity provider', ['aws:TagKeys'], tag({ Federated: 'idp' }, equals({ 'saml:aud': 'x' }))],
  ['any tag beside one', ['aws:TagKeys'], tag({ AWS: CALLER }, keys('team', {}, 'ForAnyValue:StringEquals'))],
  ['any tag of a pattern', ['aws:TagKeys'], tag({ AWS: CALLER }, keys('team-*', {}, 'ForAllValues:StringLike'))],
  [
    'any other tag',
    ['aws:TagKeys'],
    tag(
      { AWS: CALLER },
      { StringEquals: { 'aws:RequestTag/team': 'red' }, 'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'x' } },
    ),
  ],
  ['any value of one key', ['aws:RequestTag/team'], tag({ AWS: CALLER }, keys('team'))],
  [
    'any value of one key of two, for a provider and a role',
    ['aws:RequestTag/stage'],
    tag({ AWS: CALLER, Federated: 'idp' }, keys(['team', 'stage'], equals({ 'aws:RequestTag/team': 'red' }))),
  ],
  [
    'every value',
    ['aws:RequestTag/team'],
    tag({ AWS: CALLER }, keys('team', { StringLike: { 'aws:RequestTag/team': '*' } })),
  ],
  ['a service', 'not-applicable', tag({ Service: 'pods.eks.amazonaws.com' })],
  ['no tags', 'not-applicable', admit({ AWS: CALLER })],
];

export const TRUST_CASES: readonly RuleCase[] = [
  {
    rule: 'TRUST1',
    says: 'compliant',
    of: 'an account and a resource',
    resources: service('bedrock.amazonaws.com', JOB),
  },
  {
    rule: 'TRUST1',
    says: ['bedrock.amazonaws.com::aws:SourceAccount', 'bedrock.amazonaws.com::aws:SourceArn'],
    of: 'nothing said',
    resources: service('bedrock.amazonaws.com'),
  },
  {
    rule: 'TRUST1',
    says: ['bedrock.amazonaws.com::aws:SourceArn'],
    of: 'the account alone',
    resources: service(['lambda.amazonaws.com', 'bedrock.amazonaws.com'], OURS),
  },
  {
    rule: 'TRUST1',
    says: ['bedrock-agentcore.amazonaws.com::aws:SourceAccount', 'bedrock-agentcore.amazonaws.com::aws:SourceArn'],
    of: 'conditions that may be absent',
    resources: service('bedrock-agentcore.amazonaws.com', maybe),
  },
  {
    rule: 'TRUST1',
    says: ['bedrock.amazonaws.com::aws:SourceArn'],
    of: 'a pattern that every resource meets',
    resources: service('bedrock.amazonaws.com', { ...OURS, ArnLike: { 'aws:SourceArn': '*' } }),
  },
  { rule: 'TRUST1', says: 'not-applicable', of: 'another service', resources: service('states.amazonaws.com') },

  {
    rule: 'TRUST2',
    says: 'compliant',
    of: 'flow logs with both',
    resources: service('vpc-flow-logs.amazonaws.com', from('x')),
  },
  {
    rule: 'TRUST2',
    says: 'compliant',
    of: 'Lambda, which sends no source for a VPC',
    resources: service('lambda.amazonaws.com', maybe),
  },
  {
    rule: 'TRUST2',
    says: ['lambda.amazonaws.com::aws:SourceAccount', 'lambda.amazonaws.com::aws:SourceArn'],
    of: 'Lambda with nothing said',
    resources: service('lambda.amazonaws.com'),
  },
  {
    rule: 'TRUST2',
    says: ['states.amazonaws.com::aws:SourceAccount', 'states.amazonaws.com::aws:SourceArn'],
    of: 'conditions that may be absent',
    resources: service('states.amazonaws.com', maybe),
  },
  {
    rule: 'TRUST2',
    says: 'not-applicable',
    of: 'EC2, which sends no source at all',
    resources: service('ec2.amazonaws.com'),
  },

  {
    rule: 'TRUST3',
    says: 'compliant',
    of: 'the own account',
    resources: person({ 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] }),
  },
  {
    rule: 'TRUST3',
    says: 'compliant',
    of: 'another account with an external id',
    resources: person('arn:aws:iam::111122223333:root', external),
  },
  { rule: 'TRUST3', says: ['AWS::111122223333'], of: 'another account', resources: person('111122223333') },
  { rule: 'TRUST3', says: ['AWS::*'], of: 'anybody, whatever the condition', resources: person('*', external) },
  {
    rule: 'TRUST3',
    says: ['*::*'],
    of: 'everybody but one',
    resources: role({ Effect: 'Allow', NotPrincipal: { AWS: 'x' }, Action: 'sts:AssumeRole' }),
  },
  {
    rule: 'TRUST3',
    says: ['Federated::idp'],
    of: 'an identity provider without a subject',
    resources: role(admit({ Federated: 'idp' })),
  },
  { rule: 'TRUST3', says: 'not-applicable', of: 'a user', resources: it('AWS::IAM::User') },

  ...TAGS.map(([of, says, trust]): RuleCase => ({ rule: 'TRUST4', of, says, resources: role(trust) })),
  {
    rule: 'TRUST4',
    of: 'tags that another statement refuses',
    says: 'not-applicable',
    resources: it('AWS::IAM::Role', {
      AssumeRolePolicyDocument: document(tag({ AWS: CALLER }), {
        ...tag({ AWS: '*' }),
        Effect: 'Deny',
      }),
    }),
  },
  {
    rule: 'TRUST4',
    of: 'tags that another statement refuses to some',
    says: ['aws:TagKeys'],
    resources: it('AWS::IAM::Role', {
      AssumeRolePolicyDocument: document(tag({ AWS: CALLER }), {
        ...tag({ AWS: '*' }, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }),
        Effect: 'Deny',
      }),
    }),
  },

  { rule: 'TUNE1', says: 'compliant', of: 'a name that can be passed', resources: named('AmazonBedrock-tune') },
  { rule: 'TUNE1', says: [''], of: 'another name', resources: named('tune') },
  { rule: 'TUNE1', says: [''], of: 'no name', resources: named({ Ref: 'AWS::NoValue' }) },
  {
    rule: 'TUNE1',
    says: 'not-applicable',
    of: 'a role of agents',
    resources: service('bedrock.amazonaws.com', from('agent/*')),
  },
];
