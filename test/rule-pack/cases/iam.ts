import { allow, deny, it, policy, type RuleCase } from '../resource';

const FULL = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonBedrockFullAccess']] };
const passedTo = (service: string, operator = 'StringEquals') => ({ [operator]: { 'iam:PassedToService': service } });
const ROLE = 'arn:aws:iam::111122223333:role/AmazonBedrock-x';
const BUY = 'bedrock:CreateProvisionedModelThroughput';
const nothing = it('AWS::IAM::Role');

export const IAM_CASES: readonly RuleCase[] = [
  {
    rule: 'IAM1',
    says: 'compliant',
    of: 'a role under a boundary',
    resources: it('AWS::IAM::Role', { ManagedPolicyArns: [FULL], PermissionsBoundary: 'b' }),
  },
  {
    rule: 'IAM1',
    says: ['Policy::AmazonBedrockFullAccess'],
    of: 'a role under none',
    resources: it('AWS::IAM::Role', { ManagedPolicyArns: [FULL] }),
  },
  {
    rule: 'IAM1',
    says: ['Policy::AmazonBedrockLimitedAccess'],
    of: 'a group',
    resources: it('AWS::IAM::Group', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonBedrockLimitedAccess'] }),
  },
  {
    rule: 'IAM1',
    says: ['Policy::AmazonBedrockMantleFullAccess'],
    of: 'a permission set',
    resources: it('AWS::SSO::PermissionSet', {
      ManagedPolicies: ['arn:aws:iam::aws:policy/AmazonBedrockMantleFullAccess'],
    }),
  },
  {
    rule: 'IAM1',
    says: 'not-applicable',
    of: 'a reader',
    resources: it('AWS::IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonBedrockReadOnly'] }),
  },

  { rule: 'IAM2', says: 'compliant', of: 'an hour', resources: it('AWS::IAM::Role', { MaxSessionDuration: 3600 }) },
  { rule: 'IAM2', says: [''], of: 'twelve', resources: it('AWS::IAM::Role', { MaxSessionDuration: 43_200 }) },
  { rule: 'IAM2', says: 'not-applicable', of: 'the default', resources: nothing },

  {
    rule: 'IAM3',
    says: 'compliant',
    of: 'roles by the beginning of their name',
    resources: policy(allow('iam:PassRole', `${ROLE}*`)),
  },
  { rule: 'IAM3', says: ['Resource::*'], of: 'every resource', resources: policy(allow('iam:Pass*', '*')) },
  {
    rule: 'IAM3',
    says: ['Resource::arn:aws:iam::111122223333:role/*'],
    of: 'every role',
    resources: policy(allow('iam:PassRole', [ROLE, 'arn:aws:iam::111122223333:role/*'])),
  },
  {
    rule: 'IAM3',
    says: ['NotResource'],
    of: 'all roles but one',
    resources: policy({ Effect: 'Allow', Action: 'iam:PassRole', NotResource: ROLE }),
  },
  {
    rule: 'IAM3',
    says: 'not-applicable',
    of: 'a policy that passes none',
    resources: policy(allow('iam:GetRole', '*')),
  },

  {
    rule: 'IAM4',
    says: 'compliant',
    of: 'one service',
    resources: policy(allow('iam:PassRole', ROLE, passedTo('bedrock.amazonaws.com'))),
  },
  {
    rule: 'IAM4',
    says: ['Statement::iam:PassRole'],
    of: 'any service',
    resources: policy(allow('iam:PassRole', ROLE)),
  },
  {
    rule: 'IAM4',
    says: ['Statement::Hand'],
    of: 'a condition that may be absent',
    resources: policy({
      Sid: 'Hand',
      ...allow('iam:PassRole', ROLE, passedTo('bedrock.amazonaws.com', 'StringEqualsIfExists')),
    }),
  },
  {
    rule: 'IAM4',
    says: ['Statement::iam:PassRole'],
    of: 'a wildcard service',
    resources: policy(allow('iam:PassRole', ROLE, passedTo('*', 'StringLike'))),
  },
  { rule: 'IAM4', says: 'not-applicable', of: 'a deny', resources: policy(deny('iam:PassRole', '*')) },

  { rule: 'IAM5', says: 'compliant', of: 'reading guardrails', resources: policy(allow('bedrock:GetGuardrail', '*')) },
  {
    rule: 'IAM5',
    says: ['Action::bedrock:DeleteGuardrail'],
    of: 'deleting them',
    resources: policy(allow('bedrock:DeleteGuardrail', '*')),
  },
  {
    rule: 'IAM5',
    says: ['Action::bedrock:DeleteEnforcedGuardrailConfiguration', 'Action::bedrock:DeleteGuardrail'],
    of: 'a wildcard, less what is denied',
    resources: policy(allow('bedrock:Delete*', '*'), deny('bedrock:DeleteModel*', '*')),
  },
  { rule: 'IAM5', says: 'not-applicable', of: 'a role without a policy of its own', resources: nothing },

  {
    rule: 'IAM6',
    says: 'compliant',
    of: 'one custom model',
    resources: policy(allow(BUY, 'arn:aws:bedrock:us-east-1:1:custom-model/a/b')),
  },
  { rule: 'IAM6', says: ['Resource::*'], of: 'any model', resources: policy(allow('bedrock:Create*', '*')) },
  {
    rule: 'IAM6',
    says: ['NotResource'],
    of: 'all but one',
    resources: policy({ Effect: 'Allow', Action: BUY, NotResource: 'm' }),
  },
  {
    rule: 'IAM6',
    says: 'not-applicable',
    of: 'a wildcard with a deny beside it',
    resources: policy(allow('bedrock:*', '*'), deny(BUY, '*')),
  },
];
