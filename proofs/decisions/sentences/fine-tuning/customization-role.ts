import { ACCOUNT, ec2Id, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { keyOfTuner } from '../access/tuner';
import { bucketNameSentences } from '../storage/bucket-name';

/** Role of Bedrock while it customizes a model: from interfaces in our subnets, through our S3 endpoint. */
export function customizationRoleSentences(world: World): readonly Sentence[] {
  const { bucket, config, may, cannot, region } = world;
  if (!config.fineTuning || !bucket) return [];
  const role = world.role('customization role');
  const dataset = `${bucket.arn}/datasets/train.jsonl`;
  const artifact = `${bucket.arn}/artifacts/metrics.csv`;
  const inside = doors('our s3 endpoint');
  return [
    may(role, 'reads datasets and writes artifacts by our S3 endpoint', [
      ...each(actions('s3:GetObject'), on(dataset), inside),
      ...each(actions('s3:PutObject', 's3:GetObject'), on(artifact), inside),
      ...each(actions('s3:ListBucket'), on(bucket.arn), inside, key('s3:prefix', 'datasets/', 'artifacts/x')),
    ]),
    cannot(role, 'cannot change datasets, delete anything, or reach another bucket', [
      ...each(actions('s3:PutObject', 's3:DeleteObject'), on(dataset), inside),
      ...each(actions('s3:DeleteObject'), on(artifact), inside),
      ...each(
        actions('s3:GetObject', 's3:PutObject'),
        on('arn:aws:s3:::somebody-elses/datasets/x', `${bucket.arn}/other/x`),
        inside,
      ),
    ]),
    ...(config.fineTuning.vpcOnly
      ? [
          cannot(role, 'cannot reach the data from outside the VPC: a job without our network is refused', [
            ...each(actions('s3:GetObject'), on(dataset), doors('internet', 'another endpoint')),
            ...each(actions('s3:PutObject'), on(artifact), doors('internet', 'another endpoint')),
          ]),
        ]
      : []),
    ...bucketNameSentences(world, role, [dataset, artifact]),
    ...network(world),
    ...keyOfTuner(
      world,
      'customization role',
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
    ),
    cannot(role, 'cannot invoke a model, start a job, or hand a role on', [
      ...each(
        actions(...INVOKE, 'bedrock:CreateModelCustomizationJob'),
        on(`arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`),
      ),
      ...each(actions('iam:PassRole'), on(role.arn), key('iam:PassedToService', 'bedrock.amazonaws.com')),
    ]),
  ];
}

/** Source: Amazon Bedrock User Guide, "Protect your model customization jobs using a VPC". */
function network(world: World): readonly Sentence[] {
  const { may, cannot, region, system } = world;
  const role = world.role('customization role');
  const ec2 = (resource: string) => `arn:aws:ec2:${region}:${ACCOUNT}:${resource}`;
  const job = `arn:aws:bedrock:${region}:${ACCOUNT}:model-customization-job/x`;
  const requested = { 'aws:RequestTag/BedrockManaged': 'true', 'aws:RequestTag/BedrockModelCustomizationJobArn': job };
  const ours = system.subnets.map((subnet) => ec2(`subnet/${subnet}`));
  const theirs = { 'ec2:ResourceTag/BedrockManaged': 'true', 'ec2:ResourceTag/BedrockModelCustomizationJobArn': job };
  const eni = ec2('network-interface/eni-0a');
  const remove = each(actions('ec2:DeleteNetworkInterface', 'ec2:CreateNetworkInterfacePermission'), on(eni));
  const withContext = (context: Readonly<Record<string, string>>) =>
    remove.map((question) => ({ ...question, context }));
  const [subnet] = ours;
  return [
    may(role, 'places tagged interfaces in our subnets', [
      ...each(actions('ec2:CreateNetworkInterface'), on(eni), carrying(requested)),
      ...each(actions('ec2:CreateNetworkInterface'), on(...ours)),
    ]),
    cannot(role, 'cannot place an interface that is not tagged as its own, nor elsewhere', [
      ...each(
        actions('ec2:CreateNetworkInterface'),
        on(eni),
        carrying(
          {},
          { 'aws:RequestTag/BedrockModelCustomizationJobArn': job },
          { 'aws:RequestTag/BedrockManaged': 'true' },
          { ...requested, 'aws:RequestTag/BedrockManaged': 'false' },
          {
            ...requested,
            'aws:RequestTag/BedrockModelCustomizationJobArn': job.replace(ACCOUNT, OTHER_ACCOUNT),
          },
        ),
      ),
      ...each(
        actions('ec2:CreateNetworkInterface'),
        on(ec2(`subnet/${ec2Id('subnet', 'somebody else')}`), ec2(`security-group/${ec2Id('sg', 'somebody else')}`)),
        carrying({}, requested),
      ),
    ]),
    ...(subnet
      ? [
          may(role, 'removes its own interfaces', withContext({ ...theirs, 'ec2:Subnet': subnet })),
          cannot(role, 'cannot remove interfaces of others', [
            ...withContext(theirs),
            ...withContext({ 'ec2:Subnet': subnet, 'ec2:ResourceTag/BedrockManaged': 'true' }),
            ...withContext({ 'ec2:Subnet': subnet, 'ec2:ResourceTag/BedrockModelCustomizationJobArn': job }),
            ...withContext({ 'ec2:Subnet': subnet }),
            ...withContext({ ...theirs, 'ec2:Subnet': ec2('subnet/subnet-0other') }),
            ...withContext({ ...theirs, 'ec2:ResourceTag/BedrockManaged': 'false', 'ec2:Subnet': subnet }),
            ...withContext({
              ...theirs,
              'ec2:ResourceTag/BedrockModelCustomizationJobArn': job.replace('customization', 'other'),
              'ec2:Subnet': subnet,
            }),
          ]),
        ]
      : []),
    may(
      role,
      'tags interfaces while it makes them',
      each(actions('ec2:CreateTags'), on(eni), key('ec2:CreateAction', 'CreateNetworkInterface'), [
        { context: { 'aws:TagKeys': ['BedrockManaged', 'BedrockModelCustomizationJobArn'] } },
      ]),
    ),
    cannot(role, 'cannot tag anything else, at another time, or with other keys', [
      ...each(actions('ec2:CreateTags'), on(eni), key('ec2:CreateAction', undefined, 'RunInstances'), [
        { context: { 'aws:TagKeys': ['BedrockManaged'] } },
      ]),
      ...each(actions('ec2:CreateTags'), on(eni), key('ec2:CreateAction', 'CreateNetworkInterface'), [
        { context: { 'aws:TagKeys': ['BedrockManaged', 'Owner'] } },
      ]),
      ...each(actions('ec2:CreateTags'), on(ec2('instance/i-0a')), key('ec2:CreateAction', 'CreateNetworkInterface'), [
        { context: { 'aws:TagKeys': ['BedrockManaged'] } },
      ]),
    ]),
  ];
}
