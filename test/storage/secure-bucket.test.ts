import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AccessLogBucket } from '../../lib/storage/access-log-bucket';
import { SecureBucket, type SecureBucketProps } from '../../lib/storage/secure-bucket';
import { bucketIn, deny, hasStatement, KEY } from '../support/bucket';
import { testStack } from '../support/synth';

describe('secure bucket', () => {
  const template = Template.fromStack(bucketIn().stack);

  test('encrypts under the customer managed key, keeps versions, logs access, is private and owned', () => {
    template.hasResource('AWS::S3::Bucket', {
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
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
    ['another key', 'RefuseOtherKey', { ArnNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY } }],
  ])('refuses a put that names %s, and lets one pass that names none', (_, sid, condition) => {
    const key = Object.keys(Object.values(condition)[0] ?? {})[0] ?? '';
    hasStatement(template, deny(sid, { ...condition, Null: { [key]: 'false' } }));
  });

  test('refuses a put that asks for KMS and names no key, which S3 would encrypt under its own', () => {
    hasStatement(
      template,
      deny('RefuseUnnamedKey', {
        Null: {
          's3:x-amz-server-side-encryption': 'false',
          's3:x-amz-server-side-encryption-aws-kms-key-id': 'true',
        },
      }),
    );
  });

  test('refuses to anybody what would leave an object under another key afterwards', () => {
    hasStatement(
      template,
      Match.objectLike({
        Sid: 'RefuseReencryption',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['s3:ReplicateObject', 's3:UpdateObjectEncryption'],
        Condition: Match.absent(),
      }),
    );
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
    const kept = Template.fromStack(bucketIn({ keepData: true, objectLock: Duration.days(30) }).stack);
    kept.hasResource('AWS::S3::Bucket', {
      Properties: {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });
});

test('access logs are kept with the data that they speak of', () => {
  const stack = testStack();
  new AccessLogBucket(stack, 'AccessLogs', { keepData: true });
  Template.fromStack(stack).hasResource('AWS::S3::Bucket', { DeletionPolicy: 'RetainExceptOnCreate' });
});

describe.each(['Data', 'AccessLogs'])('the policy of %s', (id) => {
  const policies = Template.fromStack(bucketIn().stack).findResources('AWS::S3::BucketPolicy');
  const own = Object.values(policies).find(({ Properties }) => Properties.Bucket.Ref.startsWith(id));

  test.each([{ Bool: { 'aws:SecureTransport': 'false' } }, { NumericLessThan: { 's3:TlsVersion': 1.2 } }])(
    'refuses TLS that is missing or old: %p',
    (Condition) => {
      expect(own?.Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Action: 's3:*', Condition }),
      );
    },
  );
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

  test('with keepData keeps logs for a year and replaced ones for 30 days, and nobody deletes one', () => {
    const stack = testStack();
    new AccessLogBucket(stack, 'AccessLogs', { keepData: true });
    const template = Template.fromStack(stack);
    template.hasResource('AWS::S3::Bucket', {
      UpdateReplacePolicy: 'Retain',
      Properties: {
        LifecycleConfiguration: {
          Rules: [Match.objectLike({ ExpirationInDays: 365, NoncurrentVersionExpiration: { NoncurrentDays: 30 } })],
        },
      },
    });
    hasStatement(
      template,
      Match.objectLike({
        Sid: 'RefuseDeletion',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      }),
    );
  });
});
