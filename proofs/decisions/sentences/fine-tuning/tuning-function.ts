import { ACCOUNT } from '../../../model/physical-ids';
import { actions, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { keyOfTuner } from '../access/tuner';
import { vpcFunctionSentences } from '../functions/vpc-function';
import { bucketNameSentences } from '../storage/bucket-name';

/** Function that reads the examples before a job does: it prepares a job, and can start none. */
export function tuningFunctionSentences(world: World): readonly Sentence[] {
  const { bucket, config, may, cannot, region } = world;
  if (!config.fineTuning || !bucket) return [];
  const role = world.role('tuning function');
  const dataset = `${bucket.arn}/datasets/train.jsonl`;
  const artifact = `${bucket.arn}/artifacts/reports/x.json`;
  const inside = doors('our s3 endpoint');
  return [
    may(role, 'reads datasets and metrics, and leaves reports', [
      ...each(actions('s3:GetObject'), on(dataset, artifact), inside),
      ...each(actions('s3:PutObject'), on(artifact), inside),
      ...each(actions('s3:ListBucket'), on(bucket.arn), inside, key('s3:prefix', 'datasets/x', 'artifacts/x')),
    ]),
    cannot(role, 'cannot change a dataset, delete anything, or reach another bucket', [
      ...each(actions('s3:PutObject', 's3:DeleteObject'), on(dataset), inside),
      ...each(actions('s3:DeleteObject', 's3:DeleteObjectVersion'), on(artifact), inside),
      ...each(
        actions('s3:GetObject', 's3:PutObject'),
        on('arn:aws:s3:::somebody-elses/datasets/x', `${bucket.arn}/other/x`),
        inside,
      ),
    ]),
    ...[role, world.role('customization role'), world.role('tuner')].map((who) =>
      cannot(
        who,
        'cannot free the place that a job takes in its month',
        each(
          actions('s3:DeleteObject', 's3:DeleteObjectVersion'),
          on(`${bucket.arn}/artifacts/jobs/2026-11/1`),
          inside,
        ),
      ),
    ),
    ...(config.fineTuning.vpcOnly
      ? [
          cannot(role, 'cannot reach the data from outside the VPC', [
            ...each(actions('s3:GetObject'), on(dataset), doors('internet', 'another endpoint')),
            ...each(actions('s3:PutObject'), on(artifact), doors('internet', 'another endpoint')),
          ]),
        ]
      : []),
    ...bucketNameSentences(world, role, [dataset, artifact]),
    ...keyOfTuner(world, 'tuning function', ['kms:Decrypt', 'kms:GenerateDataKey'], []),
    cannot(role, 'cannot invoke a model, start or see a job, or hand a role on', [
      ...each(
        actions(...INVOKE, 'bedrock:CreateModelCustomizationJob'),
        on(`arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`),
      ),
      ...each(
        actions('bedrock:GetModelCustomizationJob', 'bedrock:StopModelCustomizationJob'),
        on(`arn:aws:bedrock:${region}:${ACCOUNT}:model-customization-job/x`),
      ),
      ...each(
        actions('iam:PassRole'),
        on(world.role('customization role').arn, role.arn),
        key('iam:PassedToService', 'bedrock.amazonaws.com'),
      ),
    ]),
    ...vpcFunctionSentences(world, { name: 'tuning function', unit: 'FineTuning', log: 'tuning' }),
  ];
}
