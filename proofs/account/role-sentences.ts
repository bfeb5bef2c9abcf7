import type { AccountConfig } from '../../domain/account/account-config';
import { actions, carrying, each, on } from '../decisions/question';
import type { Sentence } from '../decisions/sentence';
import type { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';
import { castOf, PUT_MODE } from './cast';

const GET = 'bedrock:GetModelInvocationLoggingConfiguration';
const PUT = 'bedrock:PutModelInvocationLoggingConfiguration';
const DELETE = 'bedrock:DeleteModelInvocationLoggingConfiguration';
const GET_MODE = 'bedrock:GetAccountDataRetention';

/** Actions that no role of the account deployment has. */
const FOREIGN = [
  ...['bedrock:InvokeModel', 'bedrock:DeleteGuardrail', 'bedrock:PutEnforcedGuardrailConfiguration'],
  ...['bedrock:DeleteEnforcedGuardrailConfiguration', 'iam:AttachRolePolicy', 'iam:CreateRole', 'kms:PutKeyPolicy'],
  ...['kms:ScheduleKeyDeletion', 'logs:DeleteLogGroup', 'logs:PutRetentionPolicy', 's3:DeleteObject', 's3:PutObject'],
  ...['s3:PutBucketPolicy', 'cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'cloudtrail:PutEventSelectors'],
  ...['states:UpdateStateMachine', 'states:DeleteStateMachine'],
];

/** Modes of data retention in which somebody can store prompts. */
const WEAKER = ['aws_review', 'default', 'provider_data_share'];

/**
 * Returns who can read prompts and change settings, in an account deployment with logging, audit and data retention. In a world
 * without boundaries: by the roles' own policies alone.
 */
export function roleSentences(world: World, config: AccountConfig): readonly Sentence[] {
  const { may, cannot, never, anybody, region } = world;
  const {
    names,
    auditor,
    operator,
    workflow,
    logging,
    keyArn,
    group,
    stream,
    otherGroup,
    machine,
    execution,
    through,
    context,
    isPerson,
    decrypt,
    read,
    modes,
    pass,
    others,
    given,
  } = castOf(world, config);
  return [
    may(auditor, 'reads prompts, answers and audit events', [...read, ...decrypt]),
    ...others(auditor).map((who) => cannot(who, 'cannot read a prompt or an audit event', read)),
    ...[...others(auditor), anybody].map((who) =>
      never(who, 'cannot decrypt a prompt, whatever else allows it', [
        ...each(actions('kms:Decrypt', 'kms:ReEncryptFrom'), on(keyArn), isPerson, carrying(through('s3'), context)),
        ...each(actions('kms:CreateGrant'), on(keyArn), isPerson),
      ]),
    ),
    cannot(auditor, 'cannot use the key except through S3', [
      ...each(actions('kms:Decrypt'), on(keyArn), isPerson, carrying(context, through('sns'))),
      ...each(actions('kms:Encrypt', 'kms:GenerateDataKey'), on(keyArn), isPerson, carrying(through('s3'))),
    ]),
    cannot(auditor, 'cannot read other logs or buckets', [
      ...each(actions('logs:GetLogEvents'), on(otherGroup)),
      ...each(actions('s3:GetObject'), on('arn:aws:s3:::other/a')),
    ]),
    may(workflow, 'looks at the settings, sets and removes them', [
      ...each(actions(GET, PUT, DELETE, GET_MODE)),
      ...modes('none', 'inherit'),
      ...pass('bedrock.amazonaws.com'),
    ]),
    cannot(workflow, 'cannot set a weaker data retention, nor one that it does not name', [
      ...modes(...WEAKER),
      ...each(actions(PUT_MODE)),
    ]),
    cannot(workflow, 'cannot hand the logging role to another service, nor another role to Bedrock', [
      ...pass('lambda.amazonaws.com'),
      ...pass(undefined),
      ...pass('bedrock.amazonaws.com', `arn:aws:iam::${ACCOUNT}:role/Admin`),
    ]),
    ...others(workflow).map((who) =>
      cannot(who, 'cannot change a setting', [
        ...each(actions(PUT, DELETE)),
        ...modes('none', 'inherit', ...WEAKER),
        ...pass('bedrock.amazonaws.com'),
      ]),
    ),
    may(operator, 'reads the settings and starts the workflow', [
      ...each(actions(GET, GET_MODE, 'bedrock:ListEnforcedGuardrailsConfiguration')),
      ...each(actions('states:StartExecution'), on(machine)),
      ...each(actions('states:DescribeExecution'), on(execution)),
    ]),
    cannot(operator, 'cannot start another workflow', [
      ...each(actions('states:StartExecution'), on(`${machine}-2`)),
      ...each(actions('states:DescribeExecution'), on(execution.replace(names.stateMachine, 'other'))),
    ]),
    ...others(operator).map((who) =>
      cannot(who, 'cannot start the workflow', each(actions('states:StartExecution'), on(machine))),
    ),
    may(workflow, 'sends traces', each(actions('xray:PutTraceSegments', 'xray:PutTelemetryRecords'))),
    may(workflow, 'asks for sampling', each(actions('xray:GetSamplingRules', 'xray:GetSamplingTargets'))),
    may(logging, 'writes into the stream of prompts', [
      ...each(actions('logs:CreateLogStream', 'logs:PutLogEvents'), on(stream)),
    ]),
    cannot(logging, 'cannot write into another stream or group', [
      ...each(actions('logs:CreateLogStream', 'logs:PutLogEvents'), on(`${group}:log-stream:other`, otherGroup)),
    ]),
    ...given.map((who) => cannot(who, 'cannot do what no role here does', each(actions(...FOREIGN)))),
    ...given.map((who) =>
      cannot(who, 'cannot pass another role, nor this one elsewhere', [
        ...pass('bedrock.amazonaws.com', `arn:aws:iam::${ACCOUNT}:role/Admin`),
        ...pass('lambda.amazonaws.com'),
      ]),
    ),
    ...given.map((who) =>
      cannot(who, 'cannot weaken data retention, nor use the key except through S3', [
        ...modes(...WEAKER),
        ...each(actions(PUT_MODE)),
        ...each(actions('kms:Decrypt'), on(keyArn), isPerson, carrying(context, through('sns'))),
      ]),
    ),
    ...given.map((who) =>
      cannot(who, 'cannot read other logs, buckets or keys', [
        ...each(actions('logs:GetLogEvents', 'logs:PutLogEvents'), on(otherGroup)),
        ...each(actions('s3:GetObject'), on('arn:aws:s3:::other/a')),
        ...each(actions('s3:ListBucket'), on('arn:aws:s3:::other')),
        ...each(actions('kms:Decrypt'), on(`arn:aws:kms:${region}:${ACCOUNT}:key/other`), carrying(through('s3'))),
        ...each(actions('states:StartExecution'), on(`${machine}-2`)),
      ]),
    ),
  ];
}
