import { it, type Json, type RuleCase, resource } from '../resource';

const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const key = { Key: resource('AWS::KMS::Key') };
const OF_AWS = 'arn:aws:kms:us-east-1:111122223333:alias/aws/bedrock';

/** Rule, type, and its properties with a key in the place where it belongs. */
const TABLE: readonly (readonly [rule: string, type: string, withKey: (key: unknown) => Json])[] = [
  ['KEY1', 'AWS::Bedrock::Guardrail', (KmsKeyArn) => ({ KmsKeyArn })],
  ['KEY2', 'AWS::Bedrock::Agent', (CustomerEncryptionKeyArn) => ({ CustomerEncryptionKeyArn })],
  ['KEY3', 'AWS::Bedrock::Flow', (CustomerEncryptionKeyArn) => ({ CustomerEncryptionKeyArn })],
  ['KEY4', 'AWS::Bedrock::Prompt', (CustomerEncryptionKeyArn) => ({ CustomerEncryptionKeyArn })],
  ['KEY5', 'AWS::Bedrock::DataSource', (KmsKeyArn) => ({ ServerSideEncryptionConfiguration: { KmsKeyArn } })],
  [
    'KEY6',
    'AWS::Bedrock::KnowledgeBase',
    (KmsKeyArn) => ({
      KnowledgeBaseConfiguration: {
        Type: 'MANAGED',
        ManagedKnowledgeBaseConfiguration: { ServerSideEncryptionConfiguration: { KmsKeyArn } },
      },
    }),
  ],
  [
    'KEY7',
    'AWS::S3Vectors::VectorBucket',
    (KmsKeyArn) => ({ EncryptionConfiguration: { SseType: 'aws:kms', KmsKeyArn } }),
  ],
  ['KEY8', 'AWS::S3Vectors::Index', (KmsKeyArn) => ({ EncryptionConfiguration: { SseType: 'aws:kms', KmsKeyArn } })],
  ['KEY9', 'AWS::Bedrock::DataAutomationProject', (KmsKeyId) => ({ KmsKeyId })],
  ['KEY10', 'AWS::Bedrock::Blueprint', (KmsKeyId) => ({ KmsKeyId })],
  ['KEY11', 'AWS::Bedrock::AutomatedReasoningPolicy', (KmsKeyId) => ({ KmsKeyId })],
  ['KEY12', 'AWS::BedrockAgentCore::Memory', (EncryptionKeyArn) => ({ EncryptionKeyArn })],
];

export const ENCRYPTION_CASES: readonly RuleCase[] = TABLE.flatMap(([rule, type, withKey]): RuleCase[] => [
  { rule, says: 'compliant', of: `${type} with a key`, resources: it(type, withKey(KEY), key) },
  { rule, says: [''], of: `${type} with no key`, resources: it(type, withKey({ Ref: 'AWS::NoValue' })) },
  { rule, says: [''], of: `${type} with a key of AWS`, resources: it(type, withKey(OF_AWS)) },
  {
    rule,
    says: ['Unreadable::{"Fn::If":["A","b","c"]}'],
    of: `${type} with a key that depends`,
    resources: it(type, withKey({ 'Fn::If': ['A', 'b', 'c'] })),
  },
  { rule, says: 'not-applicable', of: 'something else', resources: it('AWS::SQS::Queue') },
]).concat(
  {
    rule: 'KEY6',
    says: 'not-applicable',
    of: 'a knowledge base with a store of its own',
    resources: it('AWS::Bedrock::KnowledgeBase', { KnowledgeBaseConfiguration: { Type: 'VECTOR' } }),
  },
  {
    rule: 'KEY8',
    says: 'not-applicable',
    of: 'an index that is encrypted as its bucket is',
    resources: it('AWS::S3Vectors::Index'),
  },
);
