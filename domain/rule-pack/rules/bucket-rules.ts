import type { AppResources, Located } from '../../template/app-resources';
import { covers, coversResource, NOBODY } from '../../template/patterns';
import { resourceStatements } from '../../template/policies';
import type { Statement } from '../../template/statement';
import { property } from '../../template/value';
import { type Rule, unless } from '../rule';

/** Returns the ARNs by which a policy can name this bucket. */
export function arnsOf(bucket: Located, app: AppResources): readonly string[] {
  const name = property(bucket.properties, 'BucketName');
  const names = [`<${bucket.at}>`, ...(name === undefined ? [] : [app.text(name, bucket.stack)])];
  return [`<${bucket.at}.Arn>`, ...names.flatMap((n) => ['aws', '<AWS::Partition>'].map((p) => `arn:${p}:s3:::${n}`))];
}

/** Returns the bucket policies of the bucket. */
export const policiesOf = (bucket: Located, app: AppResources): readonly Located[] =>
  app.ofType('AWS::S3::BucketPolicy').filter(({ properties, stack }) => {
    const name = app.text(property(properties, 'Bucket'), stack);
    return arnsOf(bucket, app).some((arn) => arn.endsWith(`:::${name}`));
  });

/** Returns the statements of the policies of this bucket. */
export const bucketStatements = (bucket: Located, app: AppResources): readonly Statement[] =>
  policiesOf(bucket, app).flatMap((policy) => resourceStatements(policy, app));

/** `*`, or an ARN with nothing but wildcards where the name of the bucket is. */
export const isEveryBucket = (arn: string) =>
  /:::[*?]+(\/|$)/.test(arn) || [NOBODY, `${NOBODY}/${NOBODY}`].some((name) => coversResource(arn, 's3', name));

/** AWS managed policies that read every bucket. Source: AWS Managed Policy Reference. */
export const S3_READERS = ['AmazonS3FullAccess', 'AmazonS3ReadOnlyAccess', 'ReadOnlyAccess'];

/** Tells whether the statement denies every action without TLS, for every principal, on the bucket and its objects. */
function deniesWithoutTls(statement: Statement, arns: readonly string[]): boolean {
  const [condition, ...others] = statement.conditions;
  return (
    statement.denies &&
    statement.principals.some(({ id }) => id === '*') &&
    statement.actions.some((action) => covers(action, 's3:AnyAction')) &&
    ['', '/*'].every((end) =>
      statement.resources.some((arn) => arn === '*' || arns.some((own) => arn === own + end)),
    ) &&
    others.length === 0 &&
    condition?.key === 'aws:securetransport' &&
    condition.operator === 'Bool' &&
    condition.values.join() === 'false'
  );
}

export const BUCKET_RULES: readonly Rule[] = [
  {
    id: 'BUCKET1',
    info: 'A bucket accepts requests without TLS.',
    why: 'Without TLS, prompts and training data cross the network unencrypted. AwsSolutions-S10 misses a Deny that covers only a prefix or has a second condition.',
    remedy:
      'Deny `s3:*` for principal `*` on the bucket and its objects, with `aws:SecureTransport` false as the only condition.',
    source: 'Amazon S3 User Guide, "Security best practices for Amazon S3": enforce encryption of data in transit',
    types: ['AWS::S3::Bucket'],
    check: (bucket, app) => {
      const arns = arnsOf(bucket, app);
      return unless(bucketStatements(bucket, app).some((statement) => deniesWithoutTls(statement, arns)));
    },
  },
];
