import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AccessLogBucket } from '../../lib/storage/access-log-bucket';
import { FineTuningBucket, type FineTuningBucketProps } from '../../lib/storage/fine-tuning-bucket';
import { SecureBucket, type SecureBucketProps } from '../../lib/storage/secure-bucket';
import { testStack } from '../support/synth';

type Options = Partial<FineTuningBucketProps>;

function bucketIn(options: Options = {}) {
  const stack = testStack();
  const bucket = new FineTuningBucket(stack, 'Data', {
    namePrefix: 'prefix',
    encryptionKey: new kms.Key(stack, 'Key'),
    accessLogs: new AccessLogBucket(stack, 'AccessLogs'),
    ...options,
  });
  return { stack, bucket };
}

const deny = (sid: string, conditions: object, actions: unknown = 's3:PutObject') =>
  Match.objectLike({ Sid: sid, Effect: 'Deny', Principal: { AWS: '*' }, Action: actions, Condition: conditions });

const hasStatement = (template: Template, statement: unknown) =>
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: Match.arrayWith([statement]) },
  });

const DATA = Match.objectLike({ 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] });

describe('secure bucket', () => {
  const template = Template.fromStack(bucketIn().stack);

  test('encrypts under the customer managed key, keeps versions, logs access, is private and owned', () => {
    template.hasResource('AWS::S3::Bucket', {
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: DATA },
            },
          ],
        },
        VersioningConfiguration: { Status: 'Enabled' },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LoggingConfiguration: { LogFilePrefix: 'data/' },
      },
      DeletionPolicy: 'Delete',
    });
  });

  test('cleans up: unfinished uploads, old versions, lone delete markers', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          Match.objectLike({
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            ExpiredObjectDeleteMarker: true,
          }),
        ],
      },
    });
  });

  test('refuses plain HTTP and TLS older than 1.2', () => {
    const all = Match.anyValue();
    hasStatement(
      template,
      Match.objectLike({
        Effect: 'Deny',
        Action: 's3:*',
        Resource: all,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    hasStatement(
      template,
      Match.objectLike({
        Effect: 'Deny',
        Action: 's3:*',
        Resource: all,
        Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } },
      }),
    );
  });

  test.each([
    [
      'another algorithm',
      'RefuseOtherAlgorithm',
      { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    ],
    ['another key', 'RefuseOtherKey', { ArnNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': DATA } }],
  ])('refuses a put that names %s, and lets one pass that names none', (_, sid, condition) => {
    const key = Object.keys(Object.values(condition)[0] ?? {})[0] ?? '';
    hasStatement(template, deny(sid, { ...condition, Null: { [key]: 'false' } }));
  });

  test('refuses a put with a key of the caller’s own', () => {
    const header = 's3:x-amz-server-side-encryption-customer-algorithm';
    hasStatement(template, deny('RefuseCustomerProvidedKey', { Null: { [header]: 'false' } }));
  });

  test('cannot be weakened by its caller, not even by one who forgets the types', () => {
    const stack = testStack();
    const props = {
      namePrefix: 'prefix',
      encryptionKey: new kms.Key(stack, 'Key'),
      accessLogs: new AccessLogBucket(stack, 'AccessLogs'),
      enforceSSL: false,
      versioned: false,
      encryption: 'S3_MANAGED',
      blockPublicAccess: undefined,
      publicReadAccess: true,
    } as SecureBucketProps;
    new SecureBucket(stack, 'Data', props);
    Template.fromStack(stack).resourcePropertiesCountIs(
      'AWS::S3::Bucket',
      {
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: Match.objectLike({ BlockPublicAcls: true, RestrictPublicBuckets: true }),
      },
      2,
    );
  });

  test('is kept with its data, and locked, where the deployment says so', () => {
    const kept = Template.fromStack(bucketIn({ keepData: true, objectLockDays: 30 }).stack);
    kept.hasResource('AWS::S3::Bucket', {
      Properties: {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } },
      },
      DeletionPolicy: 'Retain',
    });
  });
});

describe('access log bucket', () => {
  test('is private, refuses plain HTTP, expires, and admits the logging service for our buckets alone', () => {
    const template = Template.fromStack(bucketIn().stack);
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 90 })] },
    });
    hasStatement(
      template,
      Match.objectLike({
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Condition: {
          ArnLike: { 'aws:SourceArn': Match.anyValue() },
          StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        },
      }),
    );
  });
});

describe('fine-tuning bucket', () => {
  const NAME = ['arn:aws:s3:::prefix-', { Ref: 'AWS::AccountId' }];
  const objects = (prefix: string) => ({ 'Fn::Join': ['', [...NAME, `-us-east-1/${prefix}*`]] });
  const OURS = { 'aws:ResourceAccount': { Ref: 'AWS::AccountId' } };

  test.each([
    ['grantReadDataset', 'datasets/', ['s3:GetObject'], ['kms:Decrypt']],
    ['grantReadArtifacts', 'artifacts/', ['s3:GetObject'], ['kms:Decrypt']],
    [
      'grantWriteDatasets',
      'datasets/',
      ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
    ],
    [
      'grantWriteArtifacts',
      'artifacts/',
      ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      ['kms:Decrypt', 'kms:GenerateDataKey'],
    ],
  ] as const)('%s opens %s, with list and key, and nothing else', (verb, prefix, actions, keyActions) => {
    const { stack, bucket } = bucketIn();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('x.amazonaws.com') });
    const policy = new iam.ManagedPolicy(stack, 'Policy', { roles: [role] });
    bucket[verb](policy);
    const one = (list: readonly string[]) => (list.length === 1 ? list[0] : list);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: one(actions), Resource: objects(prefix), Condition: { StringEquals: OURS } },
          {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: { 'Fn::Join': ['', [...NAME, '-us-east-1']] },
            Condition: { StringEquals: OURS, StringLike: { 's3:prefix': `${prefix}*` } },
          },
          {
            Effect: 'Allow',
            Action: one(keyActions),
            Resource: DATA,
            Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
          },
        ],
      },
    });
  });

  test('refuses data from outside the VPC to all but the break-glass role; settings stay reachable', () => {
    const { stack } = bucketIn({ vpcOnly: { vpcId: 'vpc-1', breakGlassRoleArn: 'arn:aws:iam::1:role/glass' } });
    hasStatement(
      Template.fromStack(stack),
      deny(
        'RefuseOtherNetworks',
        {
          StringNotEquals: { 'aws:SourceVpc': 'vpc-1' },
          ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1:role/glass' },
        },
        Match.arrayWith(['s3:GetObject', 's3:ListBucket', 's3:PutObject']),
      ),
    );
    const policies = JSON.stringify(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy'));
    expect(policies).not.toContain('s3:PutBucketPolicy');
  });

  test('is reachable from anywhere unless told otherwise', () => {
    const policies = JSON.stringify(Template.fromStack(bucketIn().stack).findResources('AWS::S3::BucketPolicy'));
    expect(policies).not.toContain('RefuseOtherNetworks');
  });
});
