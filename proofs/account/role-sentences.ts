import { actions, carrying, each, on } from '../decisions/question';
import type { Sentence } from '../decisions/sentence';
import { ACCOUNT } from '../model/physical-ids';
import type { AccountCast } from './cast';

const [GET, PUT, DELETE] = ['Get', 'Put', 'Delete'].map(
  (verb) => `bedrock:${verb}ModelInvocationLoggingConfiguration`,
) as [string, string, string];
const GET_MODE = 'bedrock:GetAccountDataRetention';
const LIST_ENFORCED = 'bedrock:ListEnforcedGuardrailsConfiguration';

/** Modes of data retention in which somebody can store prompts, and a request that names none. */
const WEAKER = ['aws_review', 'default', 'provider_data_share', undefined];

const ADMIN = `arn:aws:iam::${ACCOUNT}:role/Admin`;

/** Actions that no role of an account deployment has. */
const FOREIGN = [
  ...['bedrock:InvokeModel', 'bedrock:DeleteGuardrail', 'bedrock:PutEnforcedGuardrailConfiguration'],
  ...['bedrock:DeleteEnforcedGuardrailConfiguration', 'iam:AttachRolePolicy', 'iam:CreateRole', 'kms:PutKeyPolicy'],
  ...['kms:ScheduleKeyDeletion', 'logs:DeleteLogGroup', 'logs:PutRetentionPolicy', 's3:DeleteObject', 's3:PutObject'],
  ...['s3:PutBucketPolicy', 'cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'cloudtrail:PutEventSelectors'],
  ...['states:UpdateStateMachine', 'states:DeleteStateMachine', 'logs:PutSubscriptionFilter', 'logs:StartQuery'],
  ...['logs:CreateExportTask', 'logs:DisassociateKmsKey', 'sts:AssumeRole'],
];

/** Readers of prompts and events of the trail: the auditor, if the deployment keeps any, and nobody else. */
export function readerSentences(cast: AccountCast): readonly Sentence[] {
  const { may, cannot, never, anybody, stranger } = cast.world;
  const auditor = cast.role('auditor');
  if (!auditor) return [];
  const { prompts, config } = cast;
  const what = [...(config.logging ? ['prompts and answers'] : []), ...(config.audit ? ['audit events'] : [])];
  const services = config.logging ? ['s3', 'logs'] : ['s3'];
  const locks = [
    ...cast.withKey(['kms:Decrypt', 'kms:ReEncryptFrom'], cast.through('s3'), cast.through('logs'), {}),
    ...cast.withKey(['kms:CreateGrant'], {}),
  ];
  return [
    may(auditor, `reads ${what.join(' and ')}`, [...cast.reads, ...cast.decrypts(...services)]),
    ...cast.others(auditor).map((who) => cannot(who, 'cannot read a prompt or an audit event', cast.reads)),
    ...[...cast.others(auditor), anybody].map((who) =>
      never(who, 'cannot decrypt with the key, whatever else allows it', locks),
    ),
    never(auditor, 'cannot make a grant of the key', cast.withKey(['kms:CreateGrant'], {}, cast.through('s3'))),
    cannot(auditor, `cannot use the key except through ${services.join(' and ')}`, [
      ...cast.withKey(['kms:Decrypt'], {}),
      ...cast.decrypts('sns', ...(config.logging ? [] : ['logs'])),
      ...cast.withKey(['kms:Encrypt', 'kms:GenerateDataKey'], cast.through('s3'), cast.through('logs')),
    ]),
    cannot(auditor, 'cannot read other logs or buckets', [
      ...each(actions('logs:GetLogEvents'), on(cast.otherStream)),
      ...each(actions('s3:GetObject'), on('arn:aws:s3:::other/a')),
    ]),
    cannot(stranger, 'cannot read, write or decrypt', [
      ...cast.reads,
      ...(prompts ? cast.put(cast.large, {}) : []),
      ...cast.decrypts('s3'),
    ]),
    ...(prompts
      ? [
          may(
            anybody,
            'reads the log group of prompts by a policy outside of this project, if CloudWatch Logs decrypts in its own ' +
              'name; in the name of its caller, the key refuses',
            each(actions('logs:GetLogEvents'), on(cast.stream)),
          ),
        ]
      : []),
  ];
}

/** Roles that change the settings: the workflow, which the operator starts. */
export function settingSentences(cast: AccountCast): readonly Sentence[] {
  const { may, cannot } = cast.world;
  const [workflow, operator] = [cast.role('settings workflow'), cast.role('operator of the account')];
  const { machine, execution, names } = cast;
  const { logging, dataRetention } = cast.config;
  const changes = [...each(actions(PUT, DELETE)), ...cast.modes('none', 'inherit', ...WEAKER)];
  const unplanned = [
    ...(logging ? [] : each(actions(GET, PUT, DELETE))),
    ...(dataRetention ? cast.modes(...WEAKER) : [...each(actions(GET_MODE)), ...cast.modes('none', 'inherit')]),
  ];
  return [
    ...cast.others(workflow).map((who) => cannot(who, 'cannot change a setting', [...changes, ...cast.pass(BEDROCK)])),
    ...cast
      .others(operator)
      .map((who) => cannot(who, 'cannot start the workflow', each(actions('states:StartExecution'), on(machine)))),
    ...(workflow
      ? [
          may(workflow, 'looks at the settings of the row, sets and removes them', [
            ...(logging ? [...each(actions(GET, PUT, DELETE)), ...cast.pass(BEDROCK)] : []),
            ...(dataRetention ? [...each(actions(GET_MODE)), ...cast.modes('none', 'inherit')] : []),
          ]),
          ...(unplanned.length > 0
            ? [cannot(workflow, 'cannot set a weaker data retention, nor what the row does not name', unplanned)]
            : []),
          cannot(workflow, 'cannot hand the logging role to another service, nor another role to Bedrock', [
            ...cast.pass('lambda.amazonaws.com'),
            ...cast.pass(undefined),
            ...cast.pass(BEDROCK, ADMIN),
            ...(logging ? [] : cast.pass(BEDROCK)),
          ]),
          may(workflow, 'sends traces', each(actions('xray:PutTraceSegments', 'xray:PutTelemetryRecords'))),
          may(workflow, 'asks for sampling', each(actions('xray:GetSamplingRules', 'xray:GetSamplingTargets'))),
        ]
      : []),
    ...(operator
      ? [
          may(operator, 'reads the settings and starts the workflow', [
            ...each(actions(GET, GET_MODE, LIST_ENFORCED)),
            ...each(actions('states:StartExecution'), on(machine)),
            ...each(actions('states:DescribeExecution'), on(execution)),
          ]),
          cannot(operator, 'cannot start another workflow', [
            ...each(actions('states:StartExecution'), on(`${machine}-2`)),
            ...each(actions('states:DescribeExecution'), on(execution.replace(names.stateMachine, 'other'))),
          ]),
        ]
      : []),
  ];
}

const BEDROCK = 'bedrock.amazonaws.com';

/** Role with which Bedrock writes copies of prompts. */
export function loggingRoleSentences(cast: AccountCast): readonly Sentence[] {
  const { may, cannot } = cast.world;
  const logging = cast.role('logging role');
  if (!logging) return [];
  const writes = actions('logs:CreateLogStream', 'logs:PutLogEvents');
  return [
    may(logging, 'writes into the stream of prompts', each(writes, on(cast.stream))),
    cannot(
      logging,
      'cannot write into another stream or group',
      each(writes, on(`${cast.group}:log-stream:other`, cast.otherStream)),
    ),
  ];
}

/** Permissions boundary of all of these roles. In a world without boundaries, no sentence. */
export function boundarySentences(cast: AccountCast): readonly Sentence[] {
  const { cannot, region } = cast.world;
  return cast.given.flatMap((who) => [
    cannot(who, 'cannot do what no role here does', each(actions(...FOREIGN))),
    cannot(who, 'cannot pass another role, nor the logging role to another service', [
      ...cast.pass(BEDROCK, ADMIN),
      ...cast.pass('lambda.amazonaws.com'),
      ...cast.pass(undefined),
    ]),
    cannot(who, 'cannot weaken data retention', cast.modes(...WEAKER)),
    ...(cast.keyArn
      ? [
          cannot(who, 'cannot use the key directly, nor through another service', [
            ...cast.withKey(['kms:Decrypt'], {}),
            ...cast.decrypts('sns'),
          ]),
        ]
      : []),
    cannot(who, 'cannot read other logs, buckets or keys, nor start another workflow', [
      ...each(actions('logs:GetLogEvents', 'logs:PutLogEvents'), on(cast.otherStream)),
      ...each(actions('s3:GetObject'), on('arn:aws:s3:::other/a')),
      ...each(actions('s3:ListBucket'), on('arn:aws:s3:::other')),
      ...each(actions('kms:Decrypt'), on(`arn:aws:kms:${region}:${ACCOUNT}:key/other`), carrying(cast.through('s3'))),
      ...each(actions('states:StartExecution'), on(`${cast.machine}-2`)),
    ]),
  ]);
}
