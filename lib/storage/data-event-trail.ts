import { Stack } from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';
import type { AccessLogBucket } from './access-log-bucket';
import { logAccess } from './log-access';

export interface DataEventTrailProps {
  readonly trailName: string;
  /** Encrypts the log files; its policy must admit CloudTrail for this trail. */
  readonly encryptionKey: kms.IKey;
  /** Bucket of the log files. */
  readonly files: AccessLogBucket;
  /** Destination of the access logs of that bucket. */
  readonly accessLogs: AccessLogBucket;
  /** Events that are recorded. */
  readonly selectors: readonly cloudtrail.CfnTrail.AdvancedEventSelectorProperty[];
}

/**
 * Trail of CloudTrail that records data events, and nothing else, in encrypted files whose integrity can be validated.
 *
 * Source: AWS CloudTrail User Guide, "Logging data events" and "Amazon S3 bucket policy for CloudTrail".
 *
 * @example
 * const fieldSelectors = [
 *   { field: 'eventCategory', equalTo: ['Data'] },
 *   { field: 'resources.type', equalTo: ['AWS::Bedrock::Guardrail'] },
 * ];
 * new DataEventTrail(stack, 'Trail', {
 *   trailName: 'evaluations',
 *   ...{ encryptionKey: key, files, accessLogs },
 *   selectors: [{ name: 'Guardrails', fieldSelectors }],
 * });
 */
export class DataEventTrail extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { trailName, encryptionKey, files, accessLogs, selectors }: DataEventTrailProps,
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
      advancedEventSelectors: [...selectors],
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
    const reason =
      'The files of the trail are enough to find who read what. A copy in a log group would be kept apart from them.';
    acknowledge(
      trail,
      { rule: 'HIPAA.Security-CloudTrailCloudWatchLogsEnabled', reason },
      { rule: 'NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled', reason },
    );
  }
}
