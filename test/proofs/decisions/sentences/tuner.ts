import { findModel } from '../../../../lib/bedrock/model-catalogue';
import { ACCOUNT, OTHER_ACCOUNT } from '../../model/physical-ids';
import { actions, carrying, doors, each, key, on, type Question } from '../question';
import type { Sentence } from '../sentence';
import type { World } from '../world';
import { INVOKE } from './boundary';
import { bucketNameSentences } from './bucket-name';

/** Who brings examples and starts jobs. In a row that is VPC-only, from inside alone. */
export function tunerSentences(world: World): readonly Sentence[] {
  const { region, config, bucket, may, cannot } = world;
  if (!config.fineTuning || !bucket) return [];
  const tuner = world.role('tuner');
  const dataset = `${bucket.arn}/datasets/train.jsonl`;
  const artifact = `${bucket.arn}/artifacts/metrics.csv`;
  const inside = doors('our s3 endpoint');
  const [bases, others] = baseModels(world);
  const customizationRole = world.role('customization role').arn;
  const listed = key('s3:prefix', 'datasets/a', 'artifacts/a');
  return [
    may(
      tuner,
      'uploads and reads datasets',
      each(actions('s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload'), on(dataset), inside),
    ),
    may(tuner, 'lists datasets and artifacts, and reads artifacts', [
      ...each(actions('s3:ListBucket'), on(bucket.arn), inside, listed),
      ...each(actions('s3:GetObject'), on(artifact), inside),
    ]),
    cannot(
      tuner,
      'cannot write artifacts, delete anything, or change the bucket',
      each(inside, [
        { action: 's3:PutObject', resource: artifact },
        { action: 's3:DeleteObject', resource: dataset },
        { action: 's3:DeleteObjectVersion', resource: dataset },
        { action: 's3:BypassGovernanceRetention', resource: dataset },
        { action: 's3:PutBucketPolicy', resource: bucket.arn },
      ]),
    ),
    cannot(tuner, 'cannot list the whole bucket, nor reach beside its two rooms', [
      ...each(actions('s3:ListBucket'), on(bucket.arn), inside, key('s3:prefix', undefined, '', 'other/')),
      ...each(
        actions('s3:GetObject', 's3:PutObject'),
        on(`${bucket.arn}/other/x`, 'arn:aws:s3:::somebody-elses/datasets/x'),
        inside,
      ),
    ]),
    ...(config.fineTuning.vpcOnly
      ? [
          cannot(
            tuner,
            'cannot reach the data from outside the VPC',
            each(actions('s3:GetObject', 's3:PutObject'), on(dataset), doors('internet', 'another endpoint')),
          ),
        ]
      : [
          may(
            tuner,
            'reaches the data from anywhere, as the row says',
            each(actions('s3:GetObject', 's3:PutObject'), on(dataset)),
          ),
        ]),
    may(
      tuner,
      'starts jobs on the base models of the row',
      each(actions('bedrock:CreateModelCustomizationJob'), bases),
    ),
    cannot(
      tuner,
      'cannot start jobs on another base model or in another Region',
      each(actions('bedrock:CreateModelCustomizationJob'), others),
    ),
    may(
      tuner,
      'follows and stops jobs',
      each(
        actions('bedrock:GetModelCustomizationJob', 'bedrock:StopModelCustomizationJob'),
        on(`arn:aws:bedrock:${region}:${ACCOUNT}:model-customization-job/x`),
      ),
    ),
    may(
      tuner,
      'hands the customization role to Bedrock',
      each(actions('iam:PassRole'), on(customizationRole), key('iam:PassedToService', 'bedrock.amazonaws.com')),
    ),
    cannot(tuner, 'cannot hand over another role, nor this one to another service', [
      ...each(
        actions('iam:PassRole'),
        on(
          ...world.system.roles.map(({ arn }) => arn).filter((arn) => arn !== customizationRole),
          `${customizationRole}-2`,
        ),
        key('iam:PassedToService', 'bedrock.amazonaws.com'),
      ),
      ...each(
        actions('iam:PassRole'),
        on(customizationRole),
        key('iam:PassedToService', undefined, 'lambda.amazonaws.com'),
      ),
    ]),
    ...workflowSentences(world),
    cannot(tuner, 'cannot invoke a model, deploy one or buy throughput', [
      ...each(
        actions(...INVOKE),
        on(`arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`),
        carrying({}, ...(world.guardrail ? [{ 'bedrock:GuardrailIdentifier': `${world.guardrail}:1` }] : [])),
      ),
      ...each(
        actions(
          'bedrock:CreateProvisionedModelThroughput',
          'bedrock:CreateCustomModelDeployment',
          'bedrock:DeleteCustomModel',
        ),
        on(`arn:aws:bedrock:${region}:${ACCOUNT}:custom-model/amazon.nova-lite-v1:0/zzzzzzzzzzzz`),
      ),
    ]),
    ...bucketNameSentences(world, tuner, [dataset, artifact]),
    ...keyOfTuner(
      world,
      'tuner',
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
    ),
  ];
}

/** Starts the workflow and looks at it. Whoever stopped an execution would leave its job running. */
function workflowSentences(world: World): readonly Sentence[] {
  const { region, system, may, cannot } = world;
  const tuner = world.role('tuner');
  const machine = `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${system.deployment}-tuning`;
  const execution = `${machine.replace(':stateMachine:', ':execution:')}:x`;
  const look = actions('states:DescribeExecution', 'states:GetExecutionHistory');
  return [
    may(tuner, 'starts the tuning workflow, and looks at its executions', [
      ...each(actions('states:StartExecution'), on(machine)),
      ...each(look, on(execution)),
    ]),
    cannot(tuner, 'cannot start or look at another workflow, nor stop or change this one', [
      ...each(actions('states:StartExecution'), on(`${machine}-other`, machine.replace(ACCOUNT, OTHER_ACCOUNT))),
      ...each(look, on(execution.replace('-tuning:', '-tuning-other:'))),
      ...each(actions('states:StopExecution', 'states:RedriveExecution'), on(execution)),
      ...each(actions('states:UpdateStateMachine', 'states:DeleteStateMachine'), on(machine)),
    ]),
  ];
}

/** Both names of each base model of the row; and what is not one. */
function baseModels({ config, region }: World): readonly [readonly Partial<Question>[], readonly Partial<Question>[]] {
  const names = (config.fineTuning?.baseModels ?? []).flatMap((id) => [
    id,
    findModel(id)?.fineTuning?.baseModelIdentifier ?? id,
  ]);
  const inRegion = (where: string) => (id: string) => `arn:aws:bedrock:${where}::foundation-model/${id}`;
  return [
    on(...new Set(names.map(inRegion(region)))),
    [
      ...on(...['amazon.nova-micro-v1:0', 'amazon.nova-9-lite-v1:0'].map(inRegion(region))),
      ...on(...names.map(inRegion('us-west-2'))).map((part) => ({
        ...part,
        context: { 'aws:RequestedRegion': 'us-west-2' },
      })),
    ],
  ];
}

/** The key opens through the services that carry the work, for the actions that each needs, and in no other way. */
export function keyOfTuner(
  world: World,
  name: string,
  throughS3: readonly string[],
  throughBedrock: readonly string[],
): readonly Sentence[] {
  const who = world.role(name);
  const via = (service: string | undefined) => key('kms:ViaService', service);
  const s3 = `s3.${world.region}.amazonaws.com`;
  const bedrock = `bedrock.${world.region}.amazonaws.com`;
  const all = [
    'kms:CreateGrant',
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
  ];
  const without = (allowed: readonly string[]) => all.filter((action) => !allowed.includes(action));
  const ask = (names: readonly string[], service: string | undefined, resource = world.key) =>
    each(actions(...names), on(resource), via(service));
  const otherKey = world.key.replace(/[^/]+$/, '11111111-2222-3333-4444-555555555555');
  return [
    world.may(who, 'uses the key through S3 and Bedrock, as far as the work takes', [
      ...ask(throughS3, s3),
      ...ask(throughBedrock, bedrock),
    ]),
    world.cannot(who, 'cannot use the key otherwise, nor another key', [
      ...ask(without(throughS3), s3),
      ...ask(without(throughBedrock), bedrock),
      ...ask(all, undefined),
      ...ask(all, `secretsmanager.${world.region}.amazonaws.com`),
      ...ask(all, `lambda.${world.region}.amazonaws.com`),
      ...ask(throughBedrock, bedrock.replace(world.region, 'eu-west-1')),
      ...ask(throughS3, s3, otherKey),
      ...ask(throughBedrock, bedrock, otherKey),
    ]),
  ];
}
