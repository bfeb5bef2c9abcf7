import { DEPLOYMENT_TAG } from '../../../../domain/deployment/names/tags';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { judgingSentences } from '../access/judging';
import { baseModels, jobSentences, keyOfTuner, REQUEST_TAG, RESOURCE_TAG } from '../access/tuner';

/** Workflow that trains, deploys and asks custom models: the only role to which the list of models does not apply. */
export function tuningWorkflowSentences(world: World): readonly Sentence[] {
  const { config, region, guardrail, system, may, cannot } = world;
  if (!config.fineTuning) return [];
  const role = world.role('tuning workflow');
  const bedrock = (resource: string, account = ACCOUNT) => `arn:aws:bedrock:${region}:${account}:${resource}`;
  const deployment = bedrock('custom-model-deployment/abcdefghijkl');
  const ours = key(RESOURCE_TAG, system.deployment);
  const others = key(RESOURCE_TAG, undefined, 'another');
  const trained = trainedModels(world);
  const taggable = on(bedrock('model-customization-job/x'), bedrock('custom-model/x'), deployment);
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const bus = `arn:aws:events:${region}:${ACCOUNT}:event-bus/default`;
  const ownSource = 'private-bedrock.tuning';
  const own = key('events:source', ownSource);
  return [
    ...(guardrail ? judgingSentences(world, role, guardrail) : []),
    may(
      role,
      'asks a custom model that was deployed',
      each(actions('bedrock:InvokeModel'), on(deployment), ours, carried),
    ),
    cannot(
      role,
      'cannot ask a custom model that another deployment, or nobody, made',
      each(actions('bedrock:InvokeModel'), on(deployment), others, carried),
    ),
    cannot(role, 'cannot invoke any other model, nor one of another account', [
      ...each(
        actions(...INVOKE),
        // A custom model that was deployed is one that it may ask, whatever the row says.
        world.calls.filter(({ resource }) => !DEPLOYMENT.test(resource)),
        carried,
      ),
      ...each(
        actions(...INVOKE),
        on(bedrock('custom-model-deployment/abcdefghijkl', OTHER_ACCOUNT), bedrock('provisioned-model/abcdefghijkl')),
        carried,
      ),
    ]),
    may(
      role,
      'starts jobs on the base models of the row',
      each(actions('bedrock:CreateModelCustomizationJob'), [...baseModels(world), ...on(bedrock('custom-model/x'))]),
    ),
    cannot(role, 'cannot start jobs on another base model or in another Region', [
      ...each(
        actions('bedrock:CreateModelCustomizationJob'),
        on(...otherModels(world).map((id) => `arn:aws:bedrock:${region}::foundation-model/${id}`)),
      ),
      ...each(
        actions('bedrock:CreateModelCustomizationJob'),
        baseModels(world, world.elsewhere[0]),
        key('aws:RequestedRegion', world.elsewhere[0]),
      ),
    ]),
    ...jobSentences(world, 'tuning workflow'),
    may(role, 'deploys custom models, follows deployments, and deletes those of the deployment', [
      ...each(actions('bedrock:CreateCustomModelDeployment'), on(...trained), ours),
      ...each(actions('bedrock:GetCustomModelDeployment'), on(deployment)),
      ...each(actions('bedrock:DeleteCustomModelDeployment'), on(deployment), ours),
    ]),
    cannot(role, 'cannot deploy an imported model, one of another base model, or one that another deployment trained', [
      ...each(actions('bedrock:CreateCustomModelDeployment'), on(...trained), others),
      ...each(
        actions('bedrock:CreateCustomModelDeployment'),
        on(
          bedrock('custom-model/imported/abcdefghijkl'),
          ...otherModels(world).map((id) => bedrock(`custom-model/${id}/abcdefghijkl`)),
          ...trained.map((arn) => arn.replace(ACCOUNT, OTHER_ACCOUNT)),
        ),
        [...ours, ...others],
      ),
    ]),
    cannot(
      role,
      'cannot delete what another deployment made',
      each(actions('bedrock:DeleteCustomModelDeployment'), on(deployment), others),
    ),
    may(
      role,
      'tags what it makes as of its deployment',
      each(actions('bedrock:TagResource'), taggable, key(REQUEST_TAG, system.deployment), [
        ...key(RESOURCE_TAG, undefined),
        ...ours,
      ]),
    ),
    cannot(role, 'cannot tag anything as of another deployment, nor take over what has the tag of another', [
      ...each(actions('bedrock:TagResource'), taggable, key(REQUEST_TAG, undefined, 'another')),
      ...each(
        actions('bedrock:TagResource'),
        taggable,
        key(REQUEST_TAG, system.deployment),
        key(RESOURCE_TAG, 'another'),
      ),
      ...each(
        actions('bedrock:UntagResource'),
        taggable,
        [...ours, ...others],
        carrying({ 'aws:TagKeys': [DEPLOYMENT_TAG] }),
      ),
    ]),
    cannot(role, 'cannot delete a custom model, nor change or buy anything else of Bedrock', [
      ...each(actions('bedrock:DeleteCustomModel'), on(bedrock('custom-model/x'))),
      ...each(actions('bedrock:CreateProvisionedModelThroughput', 'bedrock:PutModelInvocationLoggingConfiguration')),
      ...each(actions('bedrock:DeleteGuardrail'), on(bedrock('guardrail/zzzzzzzzzzzz'))),
    ]),
    may(role, 'invokes the tuning function', each(actions('lambda:InvokeFunction'), on(world.fn('FineTuning')))),
    cannot(
      role,
      'cannot invoke another function',
      each(actions('lambda:InvokeFunction'), on(world.fn('Inference'), `${world.fn('FineTuning')}-other`)),
    ),
    may(role, 'tells the event bus of the account what became of it', each(actions('events:PutEvents'), on(bus), own)),
    cannot(role, 'cannot tell anything in the name of others, nor on another bus', [
      ...each(actions('events:PutEvents'), on(bus), key('events:source', undefined, 'aws.s3', 'others')),
      // One call with events of several sources.
      ...each(actions('events:PutEvents'), on(bus), carrying({ 'events:source': [ownSource, 'aws.s3'] })),
      ...each(
        actions('events:PutEvents'),
        on(bus.replace('default', 'other'), bus.replace(ACCOUNT, OTHER_ACCOUNT)),
        own,
      ),
    ]),
    may(
      role,
      'sends traces',
      each(
        actions(
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
        ),
      ),
    ),
    may(
      role,
      'hands the customization role to Bedrock',
      each(
        actions('iam:PassRole'),
        on(world.role('customization role').arn),
        key('iam:PassedToService', 'bedrock.amazonaws.com'),
      ),
    ),
    cannot(role, 'cannot hand over another role, nor this one to another service', [
      ...each(
        actions('iam:PassRole'),
        on(role.arn, world.role('administrator').arn),
        key('iam:PassedToService', 'bedrock.amazonaws.com'),
      ),
      ...each(
        actions('iam:PassRole'),
        on(world.role('customization role').arn),
        key('iam:PassedToService', undefined, 'lambda.amazonaws.com'),
      ),
    ]),
    ...(world.bucket
      ? [
          cannot(
            role,
            'cannot read examples or metrics itself',
            each(
              actions('s3:GetObject', 's3:PutObject'),
              on(`${world.bucket.arn}/datasets/x`, `${world.bucket.arn}/artifacts/x`),
            ),
          ),
        ]
      : []),
    ...keyOfTuner(
      world,
      'tuning workflow',
      [],
      ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
    ),
    ...ruleSentences(world),
  ];
}

/** Custom models as Bedrock names those that were trained from the base models of the row, by either id. */
const trainedModels = (world: World): readonly string[] =>
  baseModels(world).map(
    ({ resource = '' }) => `${resource.replace('::foundation-model/', `:${ACCOUNT}:custom-model/`)}/abcdefghijkl`,
  );

const DEPLOYMENT = /:custom-model-deployment\//;

/** EventBridge when it starts the workflow. */
function ruleSentences(world: World): readonly Sentence[] {
  const { region, system, may, cannot, bucket } = world;
  const rule = world.role('manifest rule');
  const machine = `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${system.deployment}-tuning`;
  return [
    may(rule, 'starts the tuning workflow', each(actions('states:StartExecution'), on(machine))),
    cannot(rule, 'cannot start another, stop one, or read what was uploaded', [
      ...each(actions('states:StartExecution'), on(`${machine}-other`, machine.replace(ACCOUNT, OTHER_ACCOUNT))),
      ...each(actions('states:UpdateStateMachine'), on(machine)),
      ...(bucket ? each(actions('s3:GetObject'), on(`${bucket.arn}/datasets/x`)) : []),
    ]),
  ];
}

/** A model that AWS fine-tunes and the row does not, and one that AWS may offer one day. */
const otherModels = ({ config }: World): readonly string[] => {
  const tuned: readonly string[] = config.fineTuning?.baseModels ?? [];
  const other = ['amazon.nova-micro-v1:0', 'amazon.nova-lite-v1:0'].find((id) => !tuned.includes(id));
  return [...(other ? [other] : []), 'amazon.nova-9-lite-v1:0'];
};
