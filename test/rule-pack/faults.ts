import type { Unit } from '../support/synth';
import { allow, type Json } from './resource';

/** One thing broken in the templates of production, and the rule that must see it. */
export interface Fault {
  readonly rule: string;
  readonly what: string;
  /** Where: the unit, the type, and the beginning of the logical id. */
  readonly at: readonly [unit: Unit, type: string, id: string];
  /** Path of the property, and what it is set to; undefined takes it away. */
  readonly set: readonly [path: string, value: unknown];
  /** The same in other units: of this fault there is more than one place. */
  readonly andIn?: readonly Unit[];
}

const STATEMENTS = 'PolicyDocument.Statement';
/** A grant, written over the one statement that lets the invoker call the function. */
const grants = (rule: string, what: string, statement: Json): Fault => ({
  rule,
  what,
  at: ['Access', 'AWS::IAM::ManagedPolicy', 'InvokerPolicy'],
  set: [`${STATEMENTS}.0`, statement],
});
const onEndpoint = (rule: string, what: string, id: string, ...set: Fault['set']): Fault => ({
  rule,
  what,
  at: ['Endpoints', 'AWS::EC2::VPCEndpoint', id],
  set,
});
const ofRole = (rule: string, what: string, at: readonly [Unit, string], ...set: Fault['set']): Fault => ({
  rule,
  what,
  at: [at[0], 'AWS::IAM::Role', at[1]],
  set,
});
const TRUST = 'AssumeRolePolicyDocument.Statement.0';
const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
const ANYWHERE = 'arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0';
const ROLE = 'arn:aws:iam::111122223333:role/AmazonBedrock-x';
const JOBS: readonly [Unit, string] = ['FineTuning', 'CustomizationRole'];

const SOURCE_BUCKET = 'DataSourceConfiguration.S3Configuration';
/** Breaks the vectors or the data source of the knowledge base. */
const ofKnowledge = (
  rule: string,
  what: string,
  at: readonly [type: string, id: string],
  ...set: Fault['set']
): Fault => ({
  rule,
  what,
  at: ['Knowledge', ...at],
  set,
});
const SOURCE = ['AWS::Bedrock::DataSource', 'KnowledgeBaseSource'] as const;

const READS_ALL = [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [allow('s3:Get*', '*')] } }];

/** At least one for every rule that has something to look at in our stacks. */
export const FAULTS: readonly Fault[] = [
  grants('INVOKE1', 'all of Bedrock', allow('bedrock:*', MODEL)),
  grants('DATA5', 'another data source', allow('bedrock:CreateDataSource', '*')),
  grants('INVOKE2', 'every model', allow('bedrock:InvokeModel', '*')),
  grants('INVOKE3', 'a model in every Region', allow('bedrock:InvokeModel', ANYWHERE)),
  grants('INVOKE4', 'bedrock-mantle', allow('bedrock-mantle:CreateInference', '*')),
  grants('APIKEY1', 'API keys', allow('bedrock:CallWithBearerToken', '*')),
  grants('APIKEY2', 'making API keys', allow('iam:CreateServiceSpecificCredential', '*')),
  grants('IAM3', 'passing every role', allow('iam:PassRole', '*')),
  grants('IAM4', 'passing a role to any service', allow('iam:PassRole', ROLE)),
  grants('IAM5', 'deleting guardrails', allow('bedrock:DeleteGuardrail', '*')),
  {
    rule: 'IAM6',
    what: 'buying throughput instead of what limits the administrator',
    at: ['Access', 'AWS::IAM::ManagedPolicy', 'AdministratorLimits'],
    set: [`${STATEMENTS}.0`, allow('bedrock:CreateProvisionedModelThroughput', '*')],
  },
  grants('RETRIEVE1', 'every knowledge base', allow('bedrock:Retrieve', '*')),
  grants('RETRIEVE2', 'retrieval without a resource', allow('bedrock:RetrieveAndGenerate', '*')),
  grants('VECTOR1', 'every vector', allow('s3vectors:QueryVectors', '*')),
  ofKnowledge(
    'VECTOR2',
    'vectors for another account',
    ['AWS::S3Vectors::VectorBucketPolicy', 'VectorsBucketPolicy'],
    'Policy.Statement.0',
    { ...allow('s3vectors:QueryVectors', '*'), Principal: { AWS: '999988887777' } },
  ),
  ofKnowledge('DATA1', 'a bucket of whomever', SOURCE, `${SOURCE_BUCKET}.BucketOwnerAccountId`, undefined),
  ofKnowledge('DATA2', 'documents of the web', SOURCE, 'DataSourceConfiguration.Type', 'WEB'),
  ofKnowledge('DATA3', 'documents of another bucket', SOURCE, `${SOURCE_BUCKET}.BucketArn`, 'arn:aws:s3:::theirs'),
  ofKnowledge('KEY5', 'a data source without a key', SOURCE, 'ServerSideEncryptionConfiguration', undefined),
  ofKnowledge(
    'KEY7',
    'a vector bucket without a key',
    ['AWS::S3Vectors::VectorBucket', 'VectorsBucket'],
    'EncryptionConfiguration',
    undefined,
  ),
  ofKnowledge(
    'KEY8',
    'an index without the key',
    ['AWS::S3Vectors::Index', 'VectorsIndex'],
    'EncryptionConfiguration.KmsKeyArn',
    undefined,
  ),
  grants('KMS1', 'decrypting a bucket', allow('kms:Decrypt', 'arn:aws:s3:::b')),
  grants('KMS2', 'every key', allow('kms:Decrypt', '*')),
  grants('LOG3', 'a model, unlogged', allow('bedrock:InvokeModel', MODEL)),
  grants(
    'GUARD5',
    'a model with the draft of a guardrail',
    allow('bedrock:InvokeModel', MODEL, {
      StringEquals: { 'bedrock:GuardrailIdentifier': 'arn:aws:bedrock:us-east-1:1:guardrail/g' },
    }),
  ),
  {
    rule: 'GUARD1',
    what: 'the versions are of another guardrail',
    at: ['Inference', 'AWS::Bedrock::GuardrailVersion', ''],
    andIn: ['Asking', 'FineTuning'],
    set: ['GuardrailIdentifier', 'other'],
  },
  {
    rule: 'GUARD2',
    what: 'the function uses the draft',
    at: ['Inference', 'AWS::Lambda::Function', 'Inference'],
    set: ['Environment.Variables.GUARDRAIL_VERSION', 'DRAFT'],
  },
  {
    rule: 'GUARD3',
    what: 'no filter of prompt attacks',
    at: ['Foundation', 'AWS::Bedrock::Guardrail', 'Guardrail'],
    set: ['ContentPolicyConfig.FiltersConfig', []],
  },
  {
    rule: 'GUARD6',
    what: 'filters of personal data that only report',
    at: ['Foundation', 'AWS::Bedrock::Guardrail', 'Guardrail'],
    set: ['SensitiveInformationPolicyConfig.PiiEntitiesConfig', [{ Type: 'EMAIL', Action: 'NONE' }]],
  },
  {
    rule: 'KEY1',
    what: 'a guardrail without a key',
    at: ['Foundation', 'AWS::Bedrock::Guardrail', 'Guardrail'],
    set: ['KmsKeyArn', undefined],
  },
  ofRole('IAM1', 'an administrator without a boundary', ['Access', 'Administrator'], 'PermissionsBoundary', undefined),
  ofRole('IAM2', 'sessions of twelve hours', ['Access', 'Reader'], 'MaxSessionDuration', 43_200),
  ofRole('TRUST1', 'jobs of every account', JOBS, `${TRUST}.Condition.StringEquals`, { 'aws:PrincipalTag/a': 'b' }),
  ofRole('TRUST1', 'any resource of Bedrock', JOBS, `${TRUST}.Condition.ArnLike`, undefined),
  ofRole('TRUST2', 'functions of every account', ['Inference', 'InferenceRole'], `${TRUST}.Condition`, undefined),
  ofRole(
    'TRUST2',
    'flow logs of every account',
    ['Network', 'FlowLogsRole'],
    `${TRUST}.Condition.StringEquals`,
    undefined,
  ),
  ofRole('TRUST3', 'anybody as the reader', ['Access', 'Reader'], `${TRUST}.Principal`, { AWS: '*' }),
  ofRole('DATA6', 'documents of every bucket', ['Knowledge', 'KnowledgeBaseRole'], 'Policies', READS_ALL),
  ofRole('TUNE1', 'a role that cannot be passed', JOBS, 'RoleName', 'customization'),
  {
    rule: 'RESOURCE1',
    what: 'the key for anybody',
    at: ['Foundation', 'AWS::KMS::Key', 'Key'],
    set: ['KeyPolicy.Statement.0.Principal', { AWS: '*' }],
  },
  {
    rule: 'RESOURCE2',
    what: 'the key for logs of every account',
    at: ['Foundation', 'AWS::KMS::Key', 'Key'],
    set: ['KeyPolicy.Statement.1.Condition', undefined],
  },
  {
    rule: 'RESOURCE2',
    what: 'access logs of every account',
    at: ['Storage', 'AWS::S3::BucketPolicy', 'AccessLogs'],
    set: [`${STATEMENTS}.3.Condition.StringEquals`, undefined],
  },
  {
    rule: 'BUCKET1',
    what: 'no deny without TLS',
    at: ['Storage', 'AWS::S3::BucketPolicy', 'FineTuning'],
    set: [`${STATEMENTS}.0.Effect`, 'Allow'],
  },
  {
    rule: 'BUCKET1',
    what: 'a deny without TLS that is narrowed',
    at: ['Storage', 'AWS::S3::BucketPolicy', 'FineTuning'],
    set: [`${STATEMENTS}.0.Condition.StringEquals`, { 'aws:PrincipalAccount': '1' }],
  },
  onEndpoint('VPCE1', 'no policy', 'EndpointsBedrockRuntime', 'PolicyDocument', undefined),
  onEndpoint('VPCE2', 'principals of every account', 'EndpointsS3', `${STATEMENTS}.1.Condition`, undefined),
  onEndpoint('VPCE3', 'a key that never matches', 'EndpointsBedrockRuntime', `${STATEMENTS}.0.Condition.IpAddress`, {
    'aws:SourceIp': '10.0.0.0/8',
  }),
  onEndpoint('VPCE4', 'no private name', 'EndpointsBedrockRuntime', 'PrivateDnsEnabled', false),
  onEndpoint('VPCE5', 'every bucket', 'EndpointsS3', `${STATEMENTS}.1.Resource`, '*'),
  onEndpoint('VPCE6', 'every model', 'EndpointsBedrockRuntime', `${STATEMENTS}.0.Resource`, '*'),
  {
    rule: 'NET1',
    what: 'functions that reach everything',
    at: ['Network', 'AWS::EC2::SecurityGroup', 'SecurityGroupsFunctions'],
    set: ['SecurityGroupEgress.0.CidrIp', '0.0.0.0/0'],
  },
  {
    rule: 'NET1',
    what: 'EC2’s default rule',
    at: ['Network', 'AWS::EC2::SecurityGroup', 'SecurityGroupsEndpoints'],
    set: ['SecurityGroupEgress', undefined],
  },
  {
    rule: 'FN1',
    what: 'the function outside the VPC',
    at: ['Inference', 'AWS::Lambda::Function', 'Inference'],
    set: ['VpcConfig', undefined],
  },
  {
    rule: 'LOG1',
    what: 'a log group without a key',
    at: ['Inference', 'AWS::Logs::LogGroup', 'Inference'],
    set: ['KmsKeyId', undefined],
  },
  {
    rule: 'LOG2',
    what: 'a log group for ever',
    at: ['Inference', 'AWS::Logs::LogGroup', 'Inference'],
    set: ['RetentionInDays', undefined],
  },
  {
    rule: 'LOG4',
    what: 'a workflow that logs its input',
    at: ['Asking', 'AWS::StepFunctions::StateMachine', 'IngestionWorkflow'],
    set: ['LoggingConfiguration', { Level: 'ERROR', IncludeExecutionData: true }],
  },
  {
    rule: 'ALARM1',
    what: 'an alarm that tells nobody',
    at: ['Observability', 'AWS::CloudWatch::Alarm', 'Alarmsfailures'],
    set: ['AlarmActions', undefined],
  },
  {
    rule: 'KEY13',
    what: 'alarms under a key of AWS',
    at: ['Observability', 'AWS::SNS::Topic', 'Topic'],
    set: ['KmsMasterKeyId', 'alias/aws/sns'],
  },
];
