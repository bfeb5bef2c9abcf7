import { ACCOUNT, OTHER_ACCOUNT } from '../../model/physical-ids';
import { callsOf } from '../calls';
import { actions, carrying, each, key, on } from '../question';
import type { Sentence } from '../sentence';
import type { World } from '../world';
import { INVOKE } from './boundary';
import { keyOfTuner } from './tuner';

/** What trains, deploys and asks custom models: the one role to which the list of models does not apply. */
export function tuningWorkflowSentences(world: World): readonly Sentence[] {
  const { config, region, guardrail, may, cannot } = world;
  if (!config.fineTuning) return [];
  const role = world.role('tuning workflow');
  const bedrock = (resource: string, account = ACCOUNT) => `arn:aws:bedrock:${region}:${account}:${resource}`;
  const deployment = bedrock('custom-model-deployment/abcdefghijkl');
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const bus = `arn:aws:events:${region}:${ACCOUNT}:event-bus/default`;
  const ownSource = 'private-bedrock.tuning';
  const own = key('events:source', ownSource);
  return [
    may(role, 'asks a custom model that was deployed', each(actions('bedrock:InvokeModel'), on(deployment), carried)),
    cannot(role, 'cannot invoke any other model, nor one of another account', [
      ...each(
        actions(...INVOKE),
        config.models.flatMap((model) => callsOf(model, region)),
        carried,
      ),
      ...each(
        actions(...INVOKE),
        on(bedrock('custom-model-deployment/abcdefghijkl', OTHER_ACCOUNT), bedrock('provisioned-model/abcdefghijkl')),
        carried,
      ),
    ]),
    may(role, 'starts, follows and stops jobs', [
      ...each(actions('bedrock:CreateModelCustomizationJob'), on(bedrock('custom-model/x'))),
      ...each(
        actions('bedrock:GetModelCustomizationJob', 'bedrock:StopModelCustomizationJob'),
        on(bedrock('model-customization-job/x')),
      ),
    ]),
    may(role, 'deploys custom models, follows and deletes deployments', [
      ...each(actions('bedrock:CreateCustomModelDeployment'), on(bedrock('custom-model/x'))),
      ...each(actions('bedrock:GetCustomModelDeployment', 'bedrock:DeleteCustomModelDeployment'), on(deployment)),
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

/** What EventBridge is when it starts the workflow. */
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
