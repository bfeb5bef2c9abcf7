import {
  admit,
  allow,
  document,
  it,
  type Json,
  policy,
  type Resources,
  type RuleCase,
  resource,
  role,
} from '../resource';

const SCRIBE = 'transcribe.amazonaws.com';
const BEDROCK = 'bedrock.amazonaws.com';
const UNENDING = ['ExpirationInDays', 'AbortIncompleteMultipartUpload'];
const keys = (service: string) => ['aws:SourceAccount', 'aws:SourceArn'].map((key) => `${service}::${key}`);
const condition = (SourceArn: string): Json => ({
  StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
  ArnLike: { 'aws:SourceArn': SourceArn },
});
const managed = (name: string): Json => ({ ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });
const fn = (properties: Json) => it('AWS::Serverless::Function', properties);
const machine = (properties: Json) => it('AWS::Serverless::StateMachine', properties);
const days = (ExpirationInDays: number, DaysAfterInitiation: number): Json => ({
  LifecycleConfiguration: {
    Rules: [{ Status: 'Enabled', ExpirationInDays, AbortIncompleteMultipartUpload: { DaysAfterInitiation } }],
  },
});

/** `It`, a bucket, beside a role of HealthScribe. */
const bucket = (properties: Json, reader: Json, others: Resources = {}): Resources =>
  it('AWS::S3::Bucket', properties, {
    Reader: resource('AWS::IAM::Role', {
      AssumeRolePolicyDocument: document(admit({ Service: SCRIBE })),
      ...reader,
    }),
    ...others,
  });
const reads = (Resource: unknown): Json => ({
  Policies: [{ PolicyName: 'p', PolicyDocument: document(allow('s3:GetObject', Resource)) }],
});
const bucketPolicy = (Principal: unknown): Resources => ({
  Policy: resource('AWS::S3::BucketPolicy', {
    Bucket: { Ref: 'It' },
    PolicyDocument: document({ ...allow('s3:GetObject', { 'Fn::Sub': `\${It.Arn}/*` }), Principal } as Json),
  }),
});

type Row = readonly [rule: string, of: string, says: RuleCase['says'], resources: Resources];

/** Forms that mean the same as a form that the rules know, and values that restrict nothing. */
const ROWS: readonly Row[] = [
  ['SCRIBE3', 'every service', keys('*'), role(admit({ Service: '*' }))],
  ['SCRIBE3', 'anybody', keys('*'), role(admit('*'))],
  [
    'SCRIBE3',
    'anybody of one organization',
    'not-applicable',
    role(admit('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })),
  ],
  ...['*', 'arn:*', 'arn:aws:*', 'arn:aws:transcribe:*:*:*', 'arn:*:*:*:*:job/*', 'arn:aws:transcribe:*'].map(
    (arn): Row => [
      'SCRIBE3',
      `the source ${arn}`,
      [`${SCRIBE}::aws:SourceArn`],
      role(admit({ Service: SCRIBE }, condition(arn))),
    ],
  ),
  [
    'SCRIBE3',
    'any account',
    [`${SCRIBE}::aws:SourceAccount`],
    role(
      admit(
        { Service: SCRIBE },
        {
          StringLike: { 'aws:SourceAccount': '1*' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:transcribe:us-east-1:111122223333:*' },
        },
      ),
    ),
  ],
  ['TRUST1', 'every service', keys('*'), role(admit({ Service: '*' }))],
  ['TRUST1', 'the source arn:*', [`${BEDROCK}::aws:SourceArn`], role(admit({ Service: BEDROCK }, condition('arn:*')))],
  ['SCRIBE1', 'every object', UNENDING, bucket({}, reads('*'))],
  ['SCRIBE1', 'objects of every bucket', UNENDING, bucket({}, reads('arn:aws:s3:::*/*'))],
  ...['AmazonS3FullAccess', 'PowerUserAccess', 'AdministratorAccess'].map(
    (name): Row => ['SCRIBE1', `every bucket by ${name}`, UNENDING, bucket({}, managed(name))],
  ),
  [
    'SCRIBE1',
    'access by the policy of the bucket',
    UNENDING,
    bucket({}, {}, bucketPolicy({ AWS: { 'Fn::GetAtt': ['Reader', 'Arn'] } })),
  ],
  [
    'SCRIBE1',
    'access of the service by the policy of the bucket',
    UNENDING,
    it('AWS::S3::Bucket', {}, bucketPolicy({ Service: SCRIBE })),
  ],
  [
    'SCRIBE1',
    'access of another service',
    'not-applicable',
    it('AWS::S3::Bucket', {}, bucketPolicy({ Service: 'logging.s3.amazonaws.com' })),
  ],
  ['SCRIBE1', 'ten years', UNENDING, bucket(days(3650, 365), reads('*'))],
  ['SCRIBE1', 'thirty days', 'compliant', bucket(days(30, 1), reads('*'))],
  [
    'SCRIBE1',
    'days of a parameter',
    ['Unreadable::{"Ref":"Days"}'],
    bucket(days({ Ref: 'Days' } as never, 1), reads('*')),
  ],
  [
    'SCRIBE2',
    'the configuration of Object Lock alone',
    ['ObjectLock'],
    bucket({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } }, reads('*')),
  ],
  [
    'SCRIBE4',
    'an empty key',
    [''],
    bucket(
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: '' } },
          ],
        },
      },
      reads('*'),
    ),
  ],
  [
    'SCRIBE6',
    'everything by AWS',
    ['Policy::PowerUserAccess'],
    role(admit({ Service: 'lambda.amazonaws.com' }), managed('PowerUserAccess')),
  ],
  ['SCRIBE6', 'a policy of SAM', ['Action::transcribe:*'], fn({ Policies: document(allow('transcribe:*', '*')) })],
  [
    'IAM1',
    'every model by PowerUserAccess',
    ['Policy::PowerUserAccess'],
    role(admit({ Service: 'lambda.amazonaws.com' }), managed('PowerUserAccess')),
  ],
  [
    'IAM1',
    'a policy of SAM by its name',
    ['Policy::AmazonBedrockFullAccess'],
    fn({ Policies: ['AmazonBedrockFullAccess'] }),
  ],
  [
    'IAM3',
    'everything of an account',
    ['Resource::arn:aws:iam::111122223333:*'],
    policy(allow('iam:PassRole', 'arn:aws:iam::111122223333:*')),
  ],
  [
    'IAM4',
    'every service',
    ['Statement::iam:PassRole'],
    policy(
      allow('iam:PassRole', 'arn:aws:iam::1:role/r', { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } }),
    ),
  ],
  [
    'INVOKE2',
    'everything of Bedrock in another Region',
    ['Resource::arn:aws:bedrock:eu-west-1:*'],
    policy(allow('bedrock:InvokeModel', 'arn:aws:bedrock:eu-west-1:*')),
  ],
  ['KMS2', 'every ARN', ['Resource::arn:*'], policy(allow('kms:Decrypt', 'arn:*'))],
  [
    'DATA6',
    'every bucket by AmazonS3FullAccess',
    ['Policy::AmazonS3FullAccess'],
    role(admit({ Service: BEDROCK }), managed('AmazonS3FullAccess')),
  ],
  ['KEY13', 'an empty key', [''], it('AWS::SNS::Topic', { KmsMasterKeyId: '' })],
  ['LOG1', 'an empty key', [''], it('AWS::Logs::LogGroup', { KmsKeyId: '' })],
  [
    'LOG1',
    'the key of a parameter',
    ['Unreadable::{"Ref":"Key"}'],
    it('AWS::Logs::LogGroup', { KmsKeyId: { Ref: 'Key' } }),
  ],
  ['LOG4', 'a state machine of SAM', [''], machine({ Logging: { IncludeExecutionData: true } })],
  ['FN1', 'a function of SAM', [''], fn({})],
  ['FN2', 'a URL of SAM', [''], fn({ FunctionUrlConfig: { AuthType: 'NONE' } })],
  [
    'FN4',
    'a service by the suffix of the deployment',
    [''],
    it('AWS::Lambda::Permission', { Principal: { 'Fn::Sub': `events.\${AWS::URLSuffix}` } }),
  ],
  ['FN4', 'any source', [''], it('AWS::Lambda::Permission', { Principal: 'events.amazonaws.com', SourceArn: 'arn:*' })],
];

export const EVASION_CASES: readonly RuleCase[] = ROWS.map(([rule, of, says, resources]) => ({
  ...{ rule, of, says, resources },
}));
