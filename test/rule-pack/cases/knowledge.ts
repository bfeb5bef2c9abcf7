import { DOCUMENT_SOURCES } from '../../../domain/rule-pack/rules/knowledge-rules';
import {
  admit,
  allow,
  deny,
  document,
  it,
  type Json,
  policy,
  type Resources,
  type RuleCase,
  resource,
  role,
} from '../resource';

const NOTHING: RuleCase['says'] = 'not-applicable';
const BUCKET_ARN = { 'Fn::GetAtt': ['Documents', 'Arn'] };
const OWNER = { Ref: 'AWS::AccountId' };
const BUCKET: Resources = { Documents: resource('AWS::S3::Bucket', { BucketName: 'documents' }) };
const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
const INDEX = 'arn:aws:s3vectors:us-east-1:111122223333:bucket/b/index/i';
const BASE = 'arn:aws:bedrock:us-east-1:111122223333:knowledge-base/ABCDEFGHIJ';
const USE = ['s3vectors:GetVectors', 's3vectors:QueryVectors'];
const SERVICE_ROLE: Resources = { Role: resource('AWS::IAM::Role') };

const source = (configuration: Json, others: Resources = {}, ingestion?: Json): Resources =>
  it(
    'AWS::Bedrock::DataSource',
    { DataSourceConfiguration: configuration, ...(ingestion && { VectorIngestionConfiguration: ingestion }) },
    others,
  );
const s3 = (configuration: Json) => ({ Type: 'S3', S3Configuration: configuration });
const vectors = (Principal: unknown, Condition?: Json): Resources =>
  it(
    'AWS::S3Vectors::VectorBucketPolicy',
    { Policy: document({ ...allow(USE, INDEX, Condition), Principal }) },
    SERVICE_ROLE,
  );
const parsedBy = (ModelArn: unknown) => ({
  ParsingConfiguration: {
    ParsingStrategy: 'BEDROCK_FOUNDATION_MODEL',
    BedrockFoundationModelConfiguration: { ModelArn },
  },
});
const enrichedBy = (ModelArn: unknown) => ({
  ContextEnrichmentConfiguration: {
    Type: 'BEDROCK_FOUNDATION_MODEL',
    BedrockFoundationModelConfiguration: { ModelArn },
  },
});

const DOCUMENTS = 'arn:aws:s3:::documents';
const READ_ALL = document(allow('s3:GetObject', '*'));
const inline = (...statements: readonly Json[]): Json => ({
  Policies: [{ PolicyName: 'p', PolicyDocument: document(...statements) }],
});
/** A role that Bedrock assumes, with this statement. */
const ofBedrock = (statement?: Json, more: Json = {}): Resources =>
  role(admit({ Service: 'bedrock.amazonaws.com' }), { ...(statement && inline(statement)), ...more });

type Row = readonly [rule: string, of: string, says: RuleCase['says'], resources: Resources];

const ROWS: readonly Row[] = [
  ['DATA1', 'a bucket with its owner', 'compliant', source(s3({ BucketArn: 'b', BucketOwnerAccountId: OWNER }))],
  ['DATA1', 'a bucket of whomever', [''], source(s3({ BucketArn: 'b' }))],
  ['DATA1', 'a bucket whose owner is no value', [''], source(s3({ BucketOwnerAccountId: { Ref: 'AWS::NoValue' } }))],
  ['DATA1', 'a source on the web', NOTHING, source({ Type: 'WEB', WebConfiguration: {} })],

  ['DATA2', 'a bucket', 'compliant', source(s3({ BucketArn: BUCKET_ARN }), BUCKET)],
  ...[
    'WEB',
    'CONFLUENCE',
    'SALESFORCE',
    'SHAREPOINT',
    'CUSTOM',
    'REDSHIFT_METADATA',
    'MANAGED_KNOWLEDGE_BASE_CONNECTOR',
  ].map((Type): Row => ['DATA2', `documents of ${Type}`, [`Type::${Type}`], source({ Type })]),
  ['DATA2', 'a source of no type', ['Type::none'], source({})],
  ['DATA2', 'a queue', NOTHING, it('AWS::SQS::Queue')],

  ['DATA3', 'a bucket of the app', 'compliant', source(s3({ BucketArn: BUCKET_ARN }), BUCKET)],
  [
    'DATA3',
    'a bucket of the app by its name',
    'compliant',
    source(s3({ BucketArn: 'arn:aws:s3:::documents' }), BUCKET),
  ],
  ['DATA3', 'another bucket', [''], source(s3({ BucketArn: 'arn:aws:s3:::documents-of-others' }), BUCKET)],
  [
    'DATA3',
    'another bucket with the owner of another account',
    [''],
    source(s3({ BucketArn: 'arn:aws:s3:::theirs', BucketOwnerAccountId: '999988887777' }), BUCKET),
  ],
  [
    'DATA3',
    'a bucket of which only an import is known',
    [''],
    source(s3({ BucketArn: { 'Fn::ImportValue': 'theirs' } })),
  ],
  ['DATA3', 'a source on the web', NOTHING, source({ Type: 'WEB' }, BUCKET)],

  ['DATA4', 'a model of the Region', 'compliant', source(s3({}), {}, parsedBy(MODEL))],
  ['DATA4', 'a model of the Region that adds context', 'compliant', source(s3({}), {}, enrichedBy(MODEL))],
  ...[
    'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0',
    'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl',
    'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0',
  ].flatMap((arn): readonly Row[] => [
    ['DATA4', `a parser by ${arn}`, [`Model::${arn}`], source(s3({}), {}, parsedBy(arn))],
    ['DATA4', `a context by ${arn}`, [`Model::${arn}`], source(s3({}), {}, enrichedBy(arn))],
  ]),
  [
    'DATA4',
    'the parser of Bedrock',
    NOTHING,
    source(s3({}), {}, { ChunkingConfiguration: { ChunkingStrategy: 'NONE' } }),
  ],

  ['DATA5', 'questions only', 'compliant', policy(allow('bedrock:Retrieve', BASE))],
  ['DATA5', 'a wildcard with a Deny', 'compliant', policy(allow('bedrock:*', '*'), deny([...DOCUMENT_SOURCES], '*'))],
  ...DOCUMENT_SOURCES.map(
    (action): Row => ['DATA5', `${action}`, [`Action::${action}`], policy(allow(action.toLowerCase(), BASE))],
  ),
  ['DATA5', 'everything', DOCUMENT_SOURCES.map((action) => `Action::${action}`), policy(allow('bedrock:*', '*'))],
  ['DATA5', 'a queue', NOTHING, it('AWS::SQS::Queue')],

  ['DATA6', 'one prefix of one bucket', 'compliant', ofBedrock(allow('s3:GetObject', `${DOCUMENTS}/documents/*`))],
  ['DATA6', 'buckets of a prefix', 'compliant', ofBedrock(allow('s3:Get*', 'arn:aws:s3:::mine-*'))],
  ['DATA6', 'every bucket', ['Resource::*'], ofBedrock(allow('s3:GetObject', '*'))],
  ['DATA6', 'objects of every bucket', ['Resource::arn:aws:s3:::*/x'], ofBedrock(allow('s3:*', 'arn:aws:s3:::*/x'))],
  ['DATA6', 'all but one', ['NotResource'], ofBedrock({ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'x' })],
  ...['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].map(
    (type): Row => [
      'DATA6',
      `every bucket by an ${type}`,
      ['Resource::*'],
      { ...ofBedrock(), Other: resource(type, { Roles: [{ Ref: 'It' }], PolicyDocument: READ_ALL }) },
    ],
  ),
  [
    'DATA6',
    'every bucket by a policy that the role names, and by one of AWS',
    ['Resource::*', 'Policy::ReadOnlyAccess'],
    {
      ...ofBedrock(undefined, { ManagedPolicyArns: [{ Ref: 'Other' }, 'arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
      Other: resource('AWS::IAM::ManagedPolicy', { PolicyDocument: READ_ALL }),
    },
  ],
  [
    'DATA6',
    'every bucket for another role',
    NOTHING,
    { ...ofBedrock(), Other: resource('AWS::IAM::Policy', { Roles: ['another'], PolicyDocument: READ_ALL }) },
  ],
  [
    'DATA6',
    'a role of functions',
    NOTHING,
    role(admit({ Service: 'lambda.amazonaws.com' }), inline(allow('s3:*', '*'))),
  ],

  ['VECTOR1', 'one index', 'compliant', policy(allow(USE, INDEX))],
  ['VECTOR1', 'every index of one bucket', 'compliant', policy(allow(USE, INDEX.replace(/i$/, '*')))],
  ['VECTOR1', 'every action', ['Action::s3vectors:*'], policy(allow('s3vectors:*', INDEX))],
  ['VECTOR1', 'every read', ['Action::s3vectors:Get*'], policy(allow('s3vectors:Get*', INDEX))],
  ['VECTOR1', 'everything', ['Action::*', 'Resource::*'], policy(allow('*', '*'))],
  ['VECTOR1', 'every bucket', ['Resource::*'], policy(allow(USE, '*'))],
  [
    'VECTOR1',
    'buckets of a prefix',
    ['Resource::arn:aws:s3vectors:us-east-1:111122223333:bucket/b*/index/i'],
    policy(allow(USE, INDEX.replace('/b/', '/b*/'))),
  ],
  ['VECTOR1', 'everything but S3', ['NotAction'], policy({ Effect: 'Allow', NotAction: 's3:*', Resource: INDEX })],
  ['VECTOR1', 'the settings of a vector bucket', NOTHING, policy(allow('s3vectors:GetVectorBucket', '*'))],
  ['VECTOR1', 'a Deny', NOTHING, policy(deny('s3vectors:*', '*'))],

  ['VECTOR2', 'a role of the app', 'compliant', vectors({ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } })],
  ['VECTOR2', 'the account', 'compliant', vectors({ AWS: { Ref: 'AWS::AccountId' } })],
  ['VECTOR2', 'another account', ['AWS::999988887777'], vectors({ AWS: '999988887777' })],
  [
    'VECTOR2',
    'a role and one of another account',
    ['AWS::arn:aws:iam::999988887777:role/x'],
    vectors({ AWS: [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::999988887777:role/x'] }),
  ],
  [
    'VECTOR2',
    'another account of the organization',
    'compliant',
    vectors({ AWS: '999988887777' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
  ],
  ['VECTOR2', 'a policy of another type', NOTHING, it('AWS::S3::BucketPolicy')],

  ['RETRIEVE1', 'one knowledge base', 'compliant', policy(allow('bedrock:Retrieve', BASE))],
  ['RETRIEVE1', 'every knowledge base', ['Resource::*'], policy(allow('bedrock:Retrieve', '*'))],
  [
    'RETRIEVE1',
    'every knowledge base of the account',
    [`Resource::${BASE.replace('ABCDEFGHIJ', '*')}`],
    policy(allow('bedrock:Retrieve', BASE.replace('ABCDEFGHIJ', '*'))),
  ],
  ['RETRIEVE1', 'every action', ['Action::bedrock:*'], policy(allow('bedrock:*', BASE))],
  ['RETRIEVE1', 'nothing of knowledge bases', NOTHING, policy(allow('bedrock:InvokeModel', MODEL))],

  [
    'RETRIEVE2',
    'an action without a resource',
    ['Action::bedrock:RetrieveAndGenerate'],
    policy(allow('bedrock:RetrieveAndGenerate', '*')),
  ],
  [
    'RETRIEVE2',
    'every action',
    [
      'Action::bedrock:AgenticRetrieveStream',
      'Action::bedrock:GetDocumentContent',
      'Action::bedrock:RetrieveAndGenerate',
    ],
    policy(allow('bedrock:*', '*')),
  ],
  [
    'RETRIEVE2',
    'every action without this one',
    ['Action::bedrock:AgenticRetrieveStream', 'Action::bedrock:GetDocumentContent'],
    policy(allow('bedrock:*', '*'), deny('bedrock:RetrieveAndGenerate', '*')),
  ],
  [
    'RETRIEVE2',
    'a Deny with a condition, which leaves the rest',
    ['Action::bedrock:RetrieveAndGenerate'],
    policy(allow('bedrock:RetrieveAndGenerate', '*'), {
      ...deny('bedrock:RetrieveAndGenerate', '*'),
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ],
  ['RETRIEVE2', 'a Deny alone', 'compliant', policy(deny('bedrock:RetrieveAndGenerate', '*'))],
  ['RETRIEVE2', 'retrieval that names its base', NOTHING, policy(allow('bedrock:Retrieve', BASE))],
];

export const KNOWLEDGE_CASES: readonly RuleCase[] = ROWS.map(([rule, of, says, resources]) => ({
  rule,
  of,
  says,
  resources,
}));
