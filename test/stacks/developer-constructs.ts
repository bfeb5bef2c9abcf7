import { Duration, type Stack } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import * as api from '../../lib';

/** Constructs of developer logs, alone in a stack that is not ours. */
export function developerConstructs(stack: Stack, accessLogs: s3.IBucket): readonly Construct[] {
  const encryptionKey = new api.DeveloperKey(stack, 'DeveloperKey', {
    ...{ alias: 'alias/theirs-developer', auditorRoleName: 'theirs-auditor', reportReaderRoleName: 'theirs-reports' },
    reportBucketName: 'theirs-reports',
  });
  const bucket = new api.DeveloperBucket(stack, 'DeveloperPrompts', {
    ...{ namePrefix: 'theirs-prompts', prefix: 'prompts', encryptionKey, accessLogs },
    ...{ expiration: Duration.days(30), readerRoleName: 'theirs-auditor' },
  });
  const auditor = new api.DeveloperAuditor(stack, 'DeveloperAuditor', { roleName: 'theirs-developer-auditor' });
  const reader = new api.DeveloperReportReader(stack, 'ReportReader', { roleName: 'theirs-reports' });
  bucket.grantRead(auditor.policy);
  bucket.grantRead(reader.policy);
  const limits = { encryptionKey, bucketArns: [bucket.literalArn] };
  const boundary = new api.DeveloperBoundary(stack, 'DeveloperBoundary', limits);
  const denies = new api.DeveloperDenyPolicies(stack, 'DeveloperDenies', limits);
  return [encryptionKey, bucket, auditor, reader, boundary, denies];
}
