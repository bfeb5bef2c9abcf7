import { Stack } from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';
import type { AccessLogBucket } from '../storage/access-log-bucket';
import { logAccess } from '../storage/log-access';
import type { SecureBucket } from '../storage/secure-bucket';

export interface PatientTrailProps {
  readonly trailName: string;
  /** Encrypts the log files; its policy must admit CloudTrail for this trail. */
  readonly encryptionKey: kms.IKey;
  /** Bucket of the log files. */
  readonly files: AccessLogBucket;
  /** Destination of the access logs of that bucket. */
  readonly accessLogs: AccessLogBucket;
  /** Buckets whose reads and writes are recorded. */
  readonly buckets: readonly SecureBucket[];
}

/**
 * Trail of CloudTrail that records each read and write of patient data, and nothing else. Its files have the keys of objects,
 * which are random, and who used them.
 *
 * Source: AWS CloudTrail User Guide, "Logging data events" and "Amazon S3 bucket policy for CloudTrail".
 *
 * @example
 * new PatientTrail(stack, 'Trail', { trailName: 'patients', encryptionKey: key, files, accessLogs, buckets: [patients] });
 */
export class PatientTrail extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { trailName, encryptionKey, files, accessLogs, buckets }: PatientTrailProps,
  ) {
    super(scope, id);
    logAccess(files, accessLogs, 'trail/');
    const arn = Stack.of(this).formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: trailName });
    const deliver = (sid: string, action: string, resource: string, conditions: iam.Conditions = {}) =>
      files.addToResourcePolicy(
        new iam.PolicyStatement({
          sid,
          principals: [new iam.ServicePrincipal('cloudtrail.amazonaws.com')],
          actions: [action],
          resources: [resource],
          // It names the account too. AWS documents no other condition for this delivery.
          conditions: { ArnEquals: { 'aws:SourceArn': arn }, ...conditions },
        }),
      );
    deliver('TrailFindsBucket', 's3:GetBucketAcl', files.bucketArn);
    deliver('TrailWritesFiles', 's3:PutObject', files.arnForObjects(`AWSLogs/${Stack.of(this).account}/*`), {
      StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
    });
    const trail = new cloudtrail.CfnTrail(this, 'Trail', {
      trailName,
      s3BucketName: files.bucketName,
      isLogging: true,
      enableLogFileValidation: true,
      kmsKeyId: encryptionKey.keyArn,
      advancedEventSelectors: [
        {
          name: 'Patient data',
          fieldSelectors: [
            { field: 'eventCategory', equalTo: ['Data'] },
            { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
            { field: 'resources.ARN', startsWith: buckets.map(({ literalArn }) => `${literalArn}/`) },
          ],
        },
      ],
    });
    if (files.policy) trail.node.addDependency(files.policy);
    acknowledge(
      files,
      ...['TrailFindsBucket', 'TrailWritesFiles'].map((sid) => ({
        rule: 'PrivateBedrock-RESOURCE2',
        finding: `${sid}::aws:SourceAccount`,
        reason:
          'aws:SourceArn is the ARN of the trail, which names the account. AWS documents no other condition here.',
      })),
    );
    acknowledge(trail, {
      rule: 'PrivateBedrock-TRAIL1',
      reason:
        'This trail records patient data and nothing else. Evaluations of guardrails are an audit of the account.',
    });
    const reason =
      'The files of the trail are enough to find who read what. A copy in a log group would be kept apart from them.';
    acknowledge(
      trail,
      { rule: 'HIPAA.Security-CloudTrailCloudWatchLogsEnabled', reason },
      { rule: 'NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled', reason },
    );
  }
}
