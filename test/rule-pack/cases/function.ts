import { allow, it, type Json, policy, type RuleCase, resource } from '../resource';

const permission = (Principal: string, more: Json = {}) =>
  it(
    'AWS::Lambda::Permission',
    { Principal, ...more },
    { Bucket: resource('AWS::S3::Bucket'), Rule: resource('AWS::Events::Rule') },
  );
const arnOf = (id: string) => ({ SourceArn: { 'Fn::GetAtt': [id, 'Arn'] } });
const group = (properties: Json) => it('AWS::Logs::LogGroup', properties);
const queue = it('AWS::SQS::Queue');
const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/a.b';
const SET = {
  Logging: resource('Custom::AWS', {
    Create: '{"service":"bedrock","action":"putModelInvocationLoggingConfiguration"}',
  }),
};

export const FUNCTION_CASES: readonly RuleCase[] = [
  {
    rule: 'FN1',
    says: 'compliant',
    of: 'a function in subnets',
    resources: it('AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['s'] } }),
  },
  { rule: 'FN1', says: [''], of: 'one outside', resources: it('AWS::Lambda::Function') },
  {
    rule: 'FN1',
    says: [''],
    of: 'one with no subnet',
    resources: it('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [] } }),
  },
  { rule: 'FN1', says: 'not-applicable', of: 'a queue', resources: queue },

  { rule: 'FN2', says: 'compliant', of: 'signed requests', resources: it('AWS::Lambda::Url', { AuthType: 'AWS_IAM' }) },
  { rule: 'FN2', says: [''], of: 'anybody’s', resources: it('AWS::Lambda::Url', { AuthType: 'NONE' }) },
  { rule: 'FN2', says: 'not-applicable', of: 'a queue', resources: queue },

  { rule: 'FN3', says: 'compliant', of: 'a service', resources: permission('events.amazonaws.com') },
  { rule: 'FN3', says: 'compliant', of: 'an organization', resources: permission('*', { PrincipalOrgID: 'o-1' }) },
  { rule: 'FN3', says: [''], of: 'anybody', resources: permission('*') },
  { rule: 'FN3', says: 'not-applicable', of: 'a queue', resources: queue },

  {
    rule: 'FN4',
    says: 'compliant',
    of: 'a rule’s ARN, which names the account',
    resources: permission('events.amazonaws.com', arnOf('Rule')),
  },
  {
    rule: 'FN4',
    says: 'compliant',
    of: 'a bucket and its account',
    resources: permission('s3.amazonaws.com', { ...arnOf('Bucket'), SourceAccount: '1' }),
  },
  {
    rule: 'FN4',
    says: [''],
    of: 'a bucket, whoever owns it',
    resources: permission('s3.amazonaws.com', arnOf('Bucket')),
  },
  { rule: 'FN4', says: [''], of: 'Bedrock for anybody', resources: permission('bedrock.amazonaws.com') },
  { rule: 'FN4', says: 'not-applicable', of: 'a role', resources: permission('arn:aws:iam::1:role/r') },

  { rule: 'LOG1', says: 'compliant', of: 'a key', resources: group({ KmsKeyId: 'k' }) },
  { rule: 'LOG1', says: [''], of: 'none', resources: group({ RetentionInDays: 7 }) },
  { rule: 'LOG1', says: 'not-applicable', of: 'a queue', resources: queue },
  { rule: 'LOG2', says: 'compliant', of: 'a retention', resources: group({ RetentionInDays: 7 }) },
  { rule: 'LOG2', says: [''], of: 'for ever', resources: group({ KmsKeyId: 'k' }) },
  { rule: 'LOG2', says: 'not-applicable', of: 'a queue', resources: queue },

  {
    rule: 'LOG3',
    says: 'compliant',
    of: 'an app that sets it',
    resources: { ...policy(allow('bedrock:InvokeModel', MODEL)), ...SET },
  },
  { rule: 'LOG3', says: [''], of: 'an app that does not', resources: policy(allow('bedrock:InvokeModel', MODEL)) },
  {
    rule: 'LOG3',
    says: [''],
    of: 'AmazonBedrockFullAccess',
    resources: it('AWS::IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonBedrockFullAccess'] }),
  },
  {
    rule: 'LOG3',
    says: [''],
    of: 'a custom resource that does something else',
    resources: { ...policy(allow('bedrock:InvokeModel', MODEL)), Other: resource('Custom::AWS', { Create: 'x' }) },
  },
  {
    rule: 'LOG3',
    says: 'not-applicable',
    of: 'a policy that invokes nothing',
    resources: policy(allow('bedrock:GetGuardrail', '*')),
  },
];
