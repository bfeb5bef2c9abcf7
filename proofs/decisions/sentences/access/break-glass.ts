import { actions, carrying, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { bucketNameSentences } from '../storage/bucket-name';
import { INVOKE } from './boundary';

/** The one way to the data from outside of a VPC-only deployment: docs/runbooks/break-glass.md. */
export function breakGlassSentences(world: World): readonly Sentence[] {
  const { bucket, may, cannot, region } = world;
  if (!bucket || !world.has('break-glass role')) return [];
  const role = world.role('break-glass role');
  const dataset = `${bucket.arn}/datasets/train.jsonl`;
  const artifact = `${bucket.arn}/artifacts/metrics.csv`;
  const outside = doors('internet', 'another endpoint');
  const throughS3 = key('kms:ViaService', `s3.${region}.amazonaws.com`);
  const otherwise = key(
    'kms:ViaService',
    undefined,
    `bedrock.${region}.amazonaws.com`,
    `lambda.${region}.amazonaws.com`,
  );
  return [
    may(role, 'reads and brings datasets, and reads artifacts, from outside the VPC', [
      ...each(actions('s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'), on(dataset), outside),
      ...each(actions('s3:GetObject'), on(artifact), outside),
      ...each(actions('s3:ListBucket'), on(bucket.arn), outside, key('s3:prefix', 'datasets/a', 'artifacts/a')),
    ]),
    cannot(role, 'cannot delete data, lift retention, write artifacts, or reach another room or bucket', [
      ...each(
        actions('s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention', 's3:PutObjectRetention'),
        on(dataset, artifact),
        outside,
      ),
      ...each(actions('s3:PutObject'), on(artifact), outside),
      ...each(actions('s3:PutBucketPolicy', 's3:GetBucketPolicy'), on(bucket.arn), outside),
      ...each(
        actions('s3:GetObject', 's3:PutObject'),
        on(`${bucket.arn}/other/x`, 'arn:aws:s3:::somebody-elses/datasets/x'),
        outside,
      ),
    ]),
    ...bucketNameSentences(world, role, [dataset, artifact]),
    may(role, 'uses the key through S3', each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(world.key), throughS3)),
    cannot(role, 'cannot use the key otherwise, nor another key', [
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(world.key), otherwise),
      ...each(actions('kms:CreateGrant', 'kms:Encrypt'), on(world.key), throughS3),
      ...each(
        actions('kms:Decrypt', 'kms:GenerateDataKey'),
        on(world.key.replace(/[^/]+$/, '11111111-2222-3333-4444-555555555555')),
        throughS3,
      ),
    ]),
    cannot(
      role,
      'cannot invoke a model',
      each(
        actions(...INVOKE),
        on(`arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`),
        carrying({}, { 'bedrock:GuardrailIdentifier': `${world.guardrail}:1` }),
      ),
    ),
  ];
}
