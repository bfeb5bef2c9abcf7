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

const NOTHING: RuleCase['says'] = 'not-applicable';
const ACCOUNT = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };
const ARN = { 'aws:SourceArn': { 'Fn::Sub': `arn:aws:transcribe:us-east-1:\${AWS::AccountId}:*` } };
const OWN_KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const KEY: Resources = { Key: resource('AWS::KMS::Key') };

/** A role that a service assumes, with what it may do in S3. */
const roleOf = (Service: unknown, ...statements: readonly Json[]) =>
  resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: document(admit({ Service })),
    Policies: [{ PolicyName: 'p', PolicyDocument: document(...statements) }],
  });
const OBJECTS = { 'Fn::Sub': `\${It.Arn}/audio/*` };

/** `It`, a bucket with recordings that HealthScribe reads. */
const recordings = (
  properties: Json = {},
  reader = roleOf('transcribe.amazonaws.com', allow('s3:GetObject', OBJECTS)),
) => it('AWS::S3::Bucket', properties, { Reader: reader, ...KEY });
const lifecycle = (...Rules: readonly Json[]): Json => ({ LifecycleConfiguration: { Rules } });
const EXPIRES = { Status: 'Enabled', ExpirationInDays: 1 };
const ABORTS = { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } };
const encrypted = (ServerSideEncryptionByDefault: Json): Json => ({
  BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault }] },
});
const UNENDING = ['ExpirationInDays', 'AbortIncompleteMultipartUpload'];

const START = 'transcribe:StartMedicalScribeJob';
const PINNED = {
  StringEquals: {
    'transcribe:OutputBucketName': { Ref: 'Bucket' },
    'transcribe:OutputEncryptionKMSKeyId': OWN_KEY,
  },
};
const pinned = (statement: Json): Resources => ({
  ...policy(statement),
  Bucket: resource('AWS::S3::Bucket'),
  ...KEY,
});
const machine = (LoggingConfiguration?: Json) =>
  it('AWS::StepFunctions::StateMachine', LoggingConfiguration && { LoggingConfiguration });

type Row = readonly [rule: string, of: string, says: RuleCase['says'], resources: Resources];

const ROWS: readonly Row[] = [
  ['SCRIBE1', 'objects that expire', 'compliant', recordings(lifecycle({ ...EXPIRES, ...ABORTS }))],
  [
    'SCRIBE1',
    'two rules, with an empty prefix',
    'compliant',
    recordings(lifecycle({ ...EXPIRES, Prefix: '' }, ABORTS)),
  ],
  ['SCRIBE1', 'no lifecycle', UNENDING, recordings()],
  ['SCRIBE1', 'a rule that is off', UNENDING, recordings(lifecycle({ ...EXPIRES, ...ABORTS, Status: 'Disabled' }))],
  [
    'SCRIBE1',
    'a rule for recordings only',
    UNENDING,
    recordings(lifecycle({ ...EXPIRES, ...ABORTS, Prefix: 'audio/' })),
  ],
  [
    'SCRIBE1',
    'a rule for tagged objects only',
    ['ExpirationInDays'],
    recordings(lifecycle({ ...EXPIRES, TagFilters: [{ Key: 'a', Value: 'b' }] }, ABORTS)),
  ],
  ['SCRIBE1', 'uploads that stay', ['AbortIncompleteMultipartUpload'], recordings(lifecycle(EXPIRES))],
  [
    'SCRIBE1',
    'outputs of a stream, by the name of the bucket',
    UNENDING,
    recordings(
      { BucketName: 'notes' },
      roleOf(['transcribe.streaming.amazonaws.com'], allow('s3:*', 'arn:aws:s3:::notes/*')),
    ),
  ],
  [
    'SCRIBE1',
    'outputs in buckets of a prefix',
    UNENDING,
    recordings(
      { BucketName: 'notes-1' },
      roleOf('transcribe.amazonaws.com', allow('s3:PutObject', 'arn:aws:s3:::notes-*')),
    ),
  ],
  [
    'SCRIBE1',
    'a bucket of another service',
    NOTHING,
    recordings({}, roleOf('lambda.amazonaws.com', allow('s3:GetObject', OBJECTS))),
  ],
  [
    'SCRIBE1',
    'a bucket that HealthScribe only lists',
    NOTHING,
    recordings({}, roleOf('transcribe.amazonaws.com', allow('s3:ListBucket', { 'Fn::GetAtt': ['It', 'Arn'] }))),
  ],
  [
    'SCRIBE1',
    'another bucket of HealthScribe',
    NOTHING,
    recordings({ BucketName: 'a' }, roleOf('transcribe.amazonaws.com', allow('s3:GetObject', 'arn:aws:s3:::ab/*'))),
  ],

  ['SCRIBE2', 'no versions', 'compliant', recordings()],
  [
    'SCRIBE2',
    'versions that are suspended',
    'compliant',
    recordings({ VersioningConfiguration: { Status: 'Suspended' } }),
  ],
  ['SCRIBE2', 'versions', ['Versions'], recordings({ VersioningConfiguration: { Status: 'Enabled' } })],
  [
    'SCRIBE2',
    'Object Lock',
    ['Versions', 'ObjectLock'],
    recordings({ ObjectLockEnabled: true, VersioningConfiguration: { Status: 'Enabled' } }),
  ],
  [
    'SCRIBE2',
    'versions of signed notes',
    NOTHING,
    it('AWS::S3::Bucket', { VersioningConfiguration: { Status: 'Enabled' } }),
  ],

  [
    'SCRIBE3',
    'an account and a resource',
    'compliant',
    role(admit({ Service: 'transcribe.amazonaws.com' }, { StringEquals: ACCOUNT, ArnLike: ARN })),
  ],
  [
    'SCRIBE3',
    'nothing said, for streams',
    ['aws:SourceAccount', 'aws:SourceArn'].map((key) => `transcribe.streaming.amazonaws.com::${key}`),
    role(admit({ Service: 'transcribe.streaming.amazonaws.com' })),
  ],
  [
    'SCRIBE3',
    'an account that may be absent',
    ['transcribe.amazonaws.com::aws:SourceAccount'],
    role(admit({ Service: 'transcribe.amazonaws.com' }, { StringEqualsIfExists: ACCOUNT, ArnLike: ARN })),
  ],
  ['SCRIBE3', 'a role of functions', NOTHING, role(admit({ Service: 'lambda.amazonaws.com' }))],

  [
    'SCRIBE4',
    'a key of its own',
    'compliant',
    recordings(encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: OWN_KEY })),
  ],
  ['SCRIBE4', 'no encryption said', [''], recordings()],
  ['SCRIBE4', 'a key of S3', [''], recordings(encrypted({ SSEAlgorithm: 'AES256' }))],
  ['SCRIBE4', 'a key of AWS', [''], recordings(encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/aws/s3' }))],
  ['SCRIBE4', 'a bucket of nobody', NOTHING, it('AWS::S3::Bucket')],

  ['SCRIBE5', 'one bucket and one key', 'compliant', pinned(allow(START, '*', PINNED))],
  [
    'SCRIBE5',
    'any output',
    ['transcribe:OutputBucketName', 'transcribe:OutputEncryptionKMSKeyId'],
    policy(allow(START, '*')),
  ],
  [
    'SCRIBE5',
    'any key, or none',
    ['transcribe:OutputEncryptionKMSKeyId'],
    policy(
      allow('transcribe:Start*', '*', {
        StringEquals: { 'transcribe:OutputBucketName': 'notes' },
        StringEqualsIfExists: { 'transcribe:OutputEncryptionKMSKeyId': 'k' },
      }),
    ),
  ],
  ['SCRIBE5', 'reads of jobs', NOTHING, policy(allow('transcribe:GetMedicalScribeJob', '*'))],

  ['SCRIBE6', 'listed actions', 'compliant', policy(allow([START, 'transcribe:GetMedicalScribeJob'], '*'))],
  ['SCRIBE6', 'everything of Transcribe', ['Action::transcribe:*'], policy(allow('transcribe:*', '*'))],
  ['SCRIBE6', 'every start', ['Action::transcribe:StartMedical*'], policy(allow('transcribe:StartMedical*', '*'))],
  [
    'SCRIBE6',
    'all but one action',
    ['NotAction'],
    policy({ Effect: 'Allow', NotAction: 's3:GetObject', Resource: '*' }),
  ],
  [
    'SCRIBE6',
    'full access by AWS',
    ['Policy::AmazonTranscribeFullAccess'],
    role(admit({ Service: 'lambda.amazonaws.com' }), {
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonTranscribeFullAccess'],
    }),
  ],
  ['SCRIBE6', 'plain transcriptions', NOTHING, policy(allow('transcribe:StartTranscriptionJob', '*'))],

  ['KEY13', 'a key of its own', 'compliant', it('AWS::SNS::Topic', { KmsMasterKeyId: OWN_KEY }, KEY)],
  ['KEY13', 'no key', [''], it('AWS::SNS::Topic')],
  ['KEY13', 'a key of AWS', [''], it('AWS::SNS::Topic', { KmsMasterKeyId: 'alias/aws/sns' })],
  ['KEY13', 'a queue', NOTHING, it('AWS::SQS::Queue')],

  ['LOG4', 'status only', 'compliant', machine({ Level: 'ERROR', IncludeExecutionData: false })],
  ['LOG4', 'the default', 'compliant', machine({ Level: 'ALL' })],
  ['LOG4', 'input and output', [''], machine({ Level: 'ERROR', IncludeExecutionData: true })],
  ['LOG4', 'input and output, as text', [''], machine({ IncludeExecutionData: 'true' })],
  ['LOG4', 'no log', 'compliant', machine()],
  ['LOG4', 'a log group', NOTHING, it('AWS::Logs::LogGroup')],
];

export const HEALTHSCRIBE_CASES: readonly RuleCase[] = ROWS.map(([rule, of, says, resources]) => ({
  ...{ rule, of, says, resources },
}));
