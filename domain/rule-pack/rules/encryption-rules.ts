import { property } from '../../template/value';
import type { Rule } from '../rule';
import { unless } from '../rule';

interface Encrypted {
  readonly id: string;
  readonly type: string;
  /** Content of the resource, as a noun. */
  readonly what: string;
  /** Property that holds the key. Names as in the types of aws-cdk-lib 2.276. */
  readonly path: readonly string[];
  /** Property without which the rule does not apply. @default - the rule always applies */
  readonly onlyWith?: readonly string[];
}

const MANAGED = ['KnowledgeBaseConfiguration', 'ManagedKnowledgeBaseConfiguration'];

/** Resources whose content AWS stores, by default under a key of its own or under none. */
const ENCRYPTED: readonly Encrypted[] = [
  { id: 'KEY1', type: 'AWS::Bedrock::Guardrail', what: 'A guardrail', path: ['KmsKeyArn'] },
  { id: 'KEY2', type: 'AWS::Bedrock::Agent', what: 'An agent', path: ['CustomerEncryptionKeyArn'] },
  { id: 'KEY3', type: 'AWS::Bedrock::Flow', what: 'A flow', path: ['CustomerEncryptionKeyArn'] },
  { id: 'KEY4', type: 'AWS::Bedrock::Prompt', what: 'A prompt', path: ['CustomerEncryptionKeyArn'] },
  {
    id: 'KEY5',
    type: 'AWS::Bedrock::DataSource',
    what: 'A data source',
    path: ['ServerSideEncryptionConfiguration', 'KmsKeyArn'],
  },
  {
    id: 'KEY6',
    type: 'AWS::Bedrock::KnowledgeBase',
    what: 'A managed knowledge base',
    path: [...MANAGED, 'ServerSideEncryptionConfiguration', 'KmsKeyArn'],
    onlyWith: MANAGED,
  },
  {
    id: 'KEY7',
    type: 'AWS::S3Vectors::VectorBucket',
    what: 'A vector bucket',
    path: ['EncryptionConfiguration', 'KmsKeyArn'],
  },
  {
    id: 'KEY8',
    type: 'AWS::S3Vectors::Index',
    what: 'A vector index that overrides the encryption of its bucket',
    path: ['EncryptionConfiguration', 'KmsKeyArn'],
    onlyWith: ['EncryptionConfiguration'],
  },
  { id: 'KEY9', type: 'AWS::Bedrock::DataAutomationProject', what: 'A data automation project', path: ['KmsKeyId'] },
  { id: 'KEY10', type: 'AWS::Bedrock::Blueprint', what: 'A blueprint', path: ['KmsKeyId'] },
  {
    id: 'KEY11',
    type: 'AWS::Bedrock::AutomatedReasoningPolicy',
    what: 'An automated reasoning policy',
    path: ['KmsKeyId'],
  },
  { id: 'KEY12', type: 'AWS::BedrockAgentCore::Memory', what: 'An AgentCore memory', path: ['EncryptionKeyArn'] },
  { id: 'KEY13', type: 'AWS::SNS::Topic', what: 'A topic', path: ['KmsMasterKeyId'] },
];

/** Tells whether a key is a customer managed one. */
export const isOwnKey = (key: string | undefined): boolean => key !== undefined && !/(^|\/)aws\//i.test(key);

/** One rule for each resource type. Only the path of the key differs. */
export const ENCRYPTION_RULES: readonly Rule[] = ENCRYPTED.map(({ id, type, what, path, onlyWith }) => ({
  id,
  info: `${what} is not encrypted with a customer managed key.`,
  why: 'Only a customer managed key lets you decide who can decrypt the content, and revoke that access.',
  remedy: `Set \`${path.join('.')}\` to the ARN of a customer managed key.`,
  source: `AWS CloudFormation Template Reference, ${type}`,
  types: [type],
  check: ({ properties, stack }, app) => {
    if (onlyWith && property(properties, ...onlyWith) === undefined) return 'not-applicable';
    return unless(isOwnKey(app.given(property(properties, ...path), stack)));
  },
}));
