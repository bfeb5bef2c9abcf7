import { ACCOUNT } from '../../../model/physical-ids';
import { actions, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { keyOfTuner } from '../access/tuner';
import { bucketNameSentences } from '../storage/bucket-name';

/** Function that reads the examples before a job does: it prepares a job, and can start none. */
export function tuningFunctionSentences(world: World): readonly Sentence[] {
  const { bucket, config, may, cannot, never, region } = world;
  if (!config.fineTuning || !bucket) return [];
  const role = world.role('tuning function');
  const dataset = `${bucket.arn}/datasets/train.jsonl`;
  const artifact = `${bucket.arn}/artifacts/reports/x.json`;
  const inside = doors('our s3 endpoint');
  const group = `arn:aws:logs:${region}:${ACCOUNT}:log-group:/private-bedrock/${world.system.deployment}`;
  const interfaces = each(
    actions('ec2:CreateNetworkInterface'),
    on(`arn:aws:ec2:${region}:${ACCOUNT}:subnet/subnet-0a`),
  );
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
    may(
      role,
      'writes the log of the function',
      each(actions('logs:CreateLogStream', 'logs:PutLogEvents'), on(`${group}/tuning:log-stream:x`)),
    ),
    cannot(role, 'cannot write or read another log, nor read its own', [
      ...each(actions('logs:PutLogEvents', 'logs:GetLogEvents'), on(`${group}/inference:log-stream:x`)),
      ...each(actions('logs:GetLogEvents'), on(`${group}/tuning:log-stream:x`)),
    ]),
    may(role, 'sends traces', each(actions('xray:PutTraceSegments', 'xray:PutTelemetryRecords'))),
    may(role, 'lets the Lambda service place interfaces', [
      ...interfaces,
      ...each(actions('ec2:DescribeSubnets', 'ec2:DescribeNetworkInterfaces')),
    ]),
    never(
      role,
      'cannot touch the network from its code',
      [
        ...interfaces,
        ...each(actions('ec2:DescribeSubnets', 'ec2:DescribeNetworkInterfaces')),
        ...each(
          actions('ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'),
          on(`arn:aws:ec2:${region}:${ACCOUNT}:network-interface/eni-0a`),
        ),
      ].map((question) => ({ ...question, context: { 'lambda:SourceFunctionArn': world.fn('FineTuning') } })),
    ),
  ];
}
