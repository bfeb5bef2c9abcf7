import { Match, type Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AccessLogBucket } from '../../lib/storage/access-log-bucket';
import { FineTuningBucket, type FineTuningBucketProps } from '../../lib/storage/fine-tuning-bucket';
import { testStack } from './synth';

type Options = Partial<FineTuningBucketProps>;

/** A fine-tuning bucket, which is a secure bucket too, with its key and its access logs. */
export function bucketIn(options: Options = {}) {
  const stack = testStack();
  const bucket = new FineTuningBucket(stack, 'Data', {
    namePrefix: 'prefix',
    encryptionKey: new kms.Key(stack, 'Key'),
    accessLogs: new AccessLogBucket(stack, 'AccessLogs'),
    ...options,
  });
  return { stack, bucket };
}

/** A statement that refuses to everybody. */
export const deny = (sid: string, conditions: object, actions: unknown = 's3:PutObject') =>
  Match.objectLike({ Sid: sid, Effect: 'Deny', Principal: { AWS: '*' }, Action: actions, Condition: conditions });

export const hasStatement = (template: Template, statement: unknown) =>
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: Match.arrayWith([statement]) },
  });

/** The ARN of the bucket's key. */
export const KEY = Match.objectLike({ 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] });
