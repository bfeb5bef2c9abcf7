import { account, admit, allow, document, it, type Json, OURS, policy, type RuleCase, resource } from '../resource';

const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/k';
const via = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };
const withKey = (statement: Json) => ({
  ...policy(statement),
  Key: resource('AWS::KMS::Key'),
  Bucket: resource('AWS::S3::Bucket'),
});
const bucket = (statement: Json) => it('AWS::S3::BucketPolicy', { Bucket: 'b', PolicyDocument: document(statement) });
const key = (statement: Json) => it('AWS::KMS::Key', { KeyPolicy: document(statement) });
const SOURCE = { ...OURS, ArnLike: { 'aws:SourceArn': account('*') } };
const LOGS = { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:1:log-group:/a/*' } };

const ends = (Resource: unknown, more: Json = {}) => ({
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:*',
  Resource,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...more,
});
const ARN = { 'Fn::GetAtt': ['It', 'Arn'] };
const BOTH = [ARN, { 'Fn::Join': ['', [ARN, '/*']] }];
const bucketWith = (statement: Json, name: Json = {}) =>
  it('AWS::S3::Bucket', name, {
    Policy: resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'It' }, PolicyDocument: document(statement) }),
  });

export const POLICY_CASES: readonly RuleCase[] = [
  {
    rule: 'KMS1',
    says: 'compliant',
    of: 'a key, and any key',
    resources: withKey(allow('kms:Decrypt', [{ 'Fn::GetAtt': ['Key', 'Arn'] }, KEY_ARN, '*'])),
  },
  {
    rule: 'KMS1',
    says: ['Resource::<Bucket.Arn>', 'Resource::arn:aws:s3:::b'],
    of: 'buckets',
    resources: withKey(allow(['s3:GetObject', 'kms:Decrypt'], [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::b'])),
  },
  {
    rule: 'KMS1',
    says: ['Unreadable::<elsewhere>'],
    of: 'what another app exports',
    resources: withKey(allow('kms:Decrypt', { 'Fn::ImportValue': 'elsewhere' })),
  },
  {
    rule: 'KMS1',
    says: 'not-applicable',
    of: 'a policy without an action of KMS',
    resources: policy(allow('s3:GetObject', 'arn:aws:s3:::b/*')),
  },

  { rule: 'KMS2', says: 'compliant', of: 'one key', resources: policy(allow('kms:Decrypt', KEY_ARN)) },
  { rule: 'KMS2', says: 'compliant', of: 'any key through S3', resources: policy(allow('kms:Decrypt', '*', via)) },
  { rule: 'KMS2', says: ['Resource::*'], of: 'any key', resources: policy(allow('kms:Dec*', '*')) },
  {
    rule: 'KMS2',
    says: ['Resource::arn:aws:kms:*:111122223333:key/*'],
    of: 'any key, by its ARN',
    resources: policy(allow('kms:CreateGrant', 'arn:aws:kms:*:111122223333:key/*')),
  },
  { rule: 'KMS2', says: ['Action::kms:*'], of: 'every action on one key', resources: policy(allow('kms:*', KEY_ARN)) },
  { rule: 'KMS2', says: 'not-applicable', of: 'looking at keys', resources: policy(allow('kms:DescribeKey', '*')) },

  {
    rule: 'RESOURCE1',
    says: 'compliant',
    of: 'anybody of an organization',
    resources: bucket(admit('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }, 's3:GetObject')),
  },
  {
    rule: 'RESOURCE1',
    says: ['Statement::s3:GetObject'],
    of: 'anybody',
    resources: bucket(admit({ AWS: ['x', '*'] }, undefined, 's3:GetObject')),
  },
  {
    rule: 'RESOURCE1',
    says: ['Statement::kms:Decrypt'],
    of: 'anybody with TLS',
    resources: key(admit('*', { Bool: { 'aws:SecureTransport': 'true' } }, 'kms:Decrypt')),
  },
  {
    rule: 'RESOURCE1',
    says: ['Statement::s3vectors:GetVectors'],
    of: 'a vector bucket, whose policy is text',
    resources: it('AWS::S3Vectors::VectorBucketPolicy', {
      Policy: JSON.stringify(document(admit('*', undefined, 's3vectors:GetVectors'))),
    }),
  },
  {
    rule: 'RESOURCE1',
    says: 'not-applicable',
    of: 'an identity policy',
    resources: policy(allow('s3:GetObject', '*')),
  },

  {
    rule: 'RESOURCE2',
    says: 'compliant',
    of: 'a service with both keys',
    resources: bucket(admit({ Service: 'logging.s3.amazonaws.com' }, SOURCE, 's3:PutObject')),
  },
  {
    rule: 'RESOURCE2',
    says: 'compliant',
    of: 'CloudWatch Logs on a key',
    resources: key(admit({ Service: 'logs.us-east-1.amazonaws.com' }, LOGS, 'kms:Decrypt')),
  },
  {
    rule: 'RESOURCE2',
    says: ['kms:Decrypt::aws:SourceAccount', 'kms:Decrypt::aws:SourceArn'],
    of: 'the same without its context',
    resources: key(admit({ Service: 'logs.us-east-1.amazonaws.com' }, undefined, 'kms:Decrypt')),
  },
  {
    rule: 'RESOURCE2',
    says: ['kms:Decrypt::aws:SourceAccount', 'kms:Decrypt::aws:SourceArn'],
    of: 'a context that may be absent',
    resources: key(
      admit({ Service: 'logs.us-east-1.amazonaws.com' }, { ArnLikeIfExists: LOGS.ArnLike }, 'kms:Decrypt'),
    ),
  },
  {
    rule: 'RESOURCE2',
    says: ['s3:PutObject::aws:SourceArn'],
    of: 'Bedrock for the account alone',
    resources: bucket(admit({ Service: 'bedrock.amazonaws.com' }, OURS, 's3:PutObject')),
  },
  {
    rule: 'RESOURCE2',
    says: 'not-applicable',
    of: 'a person',
    resources: bucket(admit({ AWS: '111122223333' }, undefined, 's3:GetObject')),
  },

  { rule: 'BUCKET1', says: 'compliant', of: 'a deny of everything without TLS', resources: bucketWith(ends(BOTH)) },
  {
    rule: 'BUCKET1',
    says: 'compliant',
    of: 'the same, by name',
    resources: bucketWith(ends(['arn:aws:s3:::b', 'arn:aws:s3:::b/*']), { BucketName: 'b' }),
  },
  { rule: 'BUCKET1', says: [''], of: 'no policy', resources: it('AWS::S3::Bucket') },
  { rule: 'BUCKET1', says: [''], of: 'objects alone', resources: bucketWith(ends(BOTH[1])) },
  {
    rule: 'BUCKET1',
    says: [''],
    of: 'a prefix',
    resources: bucketWith(ends([ARN, { 'Fn::Join': ['', [ARN, '/secret/*']] }])),
  },
  { rule: 'BUCKET1', says: [''], of: 'one action', resources: bucketWith(ends(BOTH, { Action: 's3:GetObject' })) },
  {
    rule: 'BUCKET1',
    says: [''],
    of: 'one principal',
    resources: bucketWith(ends(BOTH, { Principal: { AWS: '111122223333' } })),
  },
  {
    rule: 'BUCKET1',
    says: [''],
    of: 'a second condition, which narrows it',
    resources: bucketWith(
      ends(BOTH, { Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:SourceVpc': 'v' } } }),
    ),
  },
  {
    rule: 'BUCKET1',
    says: [''],
    of: 'the wrong way round',
    resources: bucketWith(ends(BOTH, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
  },
  { rule: 'BUCKET1', says: 'not-applicable', of: 'a queue', resources: it('AWS::SQS::Queue') },
];
