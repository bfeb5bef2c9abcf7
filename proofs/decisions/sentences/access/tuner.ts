import { DEPLOYMENT_TAG } from '../../../../domain/deployment/names/tags';
import { CATALOGUE } from '../../../../domain/models/model-catalogue';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, doors, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { bucketNameSentences } from '../storage/bucket-name';
import { INVOKE } from './boundary';

/** Role that uploads examples and starts the workflow. In a row that is VPC-only, only from inside. */
export function tunerSentences(world: World): readonly Sentence[] {
  const { region, config, bucket, may, cannot } = world;
  if (!config.fineTuning || !bucket) return [];
  const tuner = world.role('tuner');
  const dataset = `${bucket.arn}/datasets/train.jsonl`;
  const artifact = `${bucket.arn}/artifacts/metrics.csv`;
  const inside = doors('our s3 endpoint');
  const customModel = `arn:aws:bedrock:${region}:${ACCOUNT}:custom-model/x`;
  const job = `arn:aws:bedrock:${region}:${ACCOUNT}:model-customization-job/x`;
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
    cannot(tuner, 'cannot start a job itself, so that nothing is trained unchecked, nor tag one or a model', [
      ...each(actions('bedrock:CreateModelCustomizationJob'), [...baseModels(world), ...on(customModel)]),
      ...each(actions('bedrock:TagResource'), on(job, customModel), key(REQUEST_TAG, world.system.deployment)),
    ]),
    ...jobSentences(world, 'tuner'),
    cannot(
      tuner,
      'cannot hand over any role',
      each(
        actions('iam:PassRole'),
        on(...world.system.roles.map(({ arn }) => arn)),
        key('iam:PassedToService', undefined, 'bedrock.amazonaws.com', 'lambda.amazonaws.com'),
      ),
    ),
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
    ...keyOfTuner(world, 'tuner', ['kms:Decrypt', 'kms:GenerateDataKey'], []),
  ];
}

export const RESOURCE_TAG = `aws:ResourceTag/${DEPLOYMENT_TAG}`;
export const REQUEST_TAG = `aws:RequestTag/${DEPLOYMENT_TAG}`;

/** Roles that follow jobs: any job of the account, since an unknown one cannot be told from another's; they stop those of the deployment. */
export function jobSentences(world: World, name: string): readonly Sentence[] {
  const { region, system, may, cannot } = world;
  const who = world.role(name);
  const job = on(`arn:aws:bedrock:${region}:${ACCOUNT}:model-customization-job/x`);
  const stop = actions('bedrock:StopModelCustomizationJob');
  return [
    may(who, 'follows jobs, and stops those of the deployment', [
      ...each(actions('bedrock:GetModelCustomizationJob'), job),
      ...each(stop, job, key(RESOURCE_TAG, system.deployment)),
    ]),
    cannot(who, 'cannot stop a job of another deployment', each(stop, job, key(RESOURCE_TAG, undefined, 'another'))),
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

/** Both names of each base model of the row, in its Region or another. */
export function baseModels({ config, ...world }: World, region: string = world.region): readonly Partial<Question>[] {
  const names = (config.fineTuning?.baseModels ?? []).flatMap((id) => [
    id,
    CATALOGUE.find(id)?.fineTuning?.baseModelIdentifier ?? id,
  ]);
  return on(...new Set(names.map((id) => `arn:aws:bedrock:${region}::foundation-model/${id}`)));
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
    world.may(who, 'uses the key through the services that carry the work, as far as it takes', [
      ...ask(throughS3, s3),
      ...ask(throughBedrock, bedrock),
    ]),
    world.cannot(who, 'cannot use the key otherwise, nor another key', [
      ...ask(without(throughS3), s3),
      ...ask(without(throughBedrock), bedrock),
      ...ask(all, undefined),
      ...ask(all, `secretsmanager.${world.region}.amazonaws.com`),
      ...ask(all, `lambda.${world.region}.amazonaws.com`),
      ...ask(throughBedrock, bedrock.replace(world.region, world.elsewhere[0])),
      ...ask(throughS3, s3, otherKey),
      ...ask(throughBedrock, bedrock, otherKey),
    ]),
  ];
}
