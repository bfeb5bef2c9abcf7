import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { bucketIn, deny, hasStatement, KEY } from '../support/bucket';

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
            Resource: KEY,
            Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
          },
        ],
      },
    });
  });

  test('refuses data from outside the VPC to all but the break-glass role; settings stay reachable', () => {
    const { stack } = bucketIn({ vpcOnly: { vpc: { vpcId: 'vpc-1' }, breakGlassRoleName: 'glass' } });
    hasStatement(
      Template.fromStack(stack),
      deny(
        'RefuseOtherNetworks',
        {
          StringNotEquals: { 'aws:SourceVpc': 'vpc-1' },
          ArnNotEquals: {
            'aws:PrincipalArn': { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':role/glass']] },
          },
        },
        Match.arrayWith(['s3:DeleteObject*', 's3:GetObject*', 's3:ListBucket*', 's3:PutObject*', 's3:Replicate*']),
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
