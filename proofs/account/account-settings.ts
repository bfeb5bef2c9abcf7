import { type AccountConfig, DEFAULT_RETENTION_DAYS } from '../../domain/account/account-config';
import { AccountNames } from '../../domain/account/account-names';
import { plannedLogging } from '../../domain/account/logging-setting';
import { defineSettings } from '../../lib/account/settings/definition';
import { ACCOUNT } from '../model/physical-ids';
import { Resolver } from '../model/resolver';
import type { Placed } from '../model/templates';
import { NotModelledError } from '../not-modelled';
import type { Proof } from '../proof';
import { brokenOfAttributes, refuseUnread } from '../settings/attributes';
import { ENCRYPTION } from '../settings/encryption';
import { decisions, holds, is, isOneOf, never, type Setting, type Settings, same, words } from '../settings/setting';
import { STORAGE } from '../settings/storage';
import type { AccountSubject } from './account-subject';

const PLACES = { prompts: /\/PromptLogsPrompts[0-9A-F]{8}$/, files: /\/AuditFiles[0-9A-F]{8}$/ };
const isAt = (place: keyof typeof PLACES, { at }: Placed) => PLACES[place].test(at);

const tagless: Setting = never('the stack of the account has the tags of no deployment');

/** Requirements by type and property, for one row. */
function settingsOf(account: AccountConfig): Readonly<Record<string, Settings>> {
  const names = new AccountNames(account.region);
  const { logging, audit = [], enforcedGuardrail, keepData } = account;
  const days = logging?.retentionDays ?? DEFAULT_RETENTION_DAYS;
  const sse = (by: object, more: object = {}) => ({
    ServerSideEncryptionConfiguration: [{ ...more, ServerSideEncryptionByDefault: by }],
  });
  const aBucket = (place: string): Setting =>
    holds(`the trail writes to a bucket of its own`, (value, { resolver }) =>
      resolver.resources.some((one) => one.at.includes(place) && resolver.attributeOf(one, 'Ref') === value),
    );
  return {
    'AWS::KMS::Key': { ...ENCRYPTION['AWS::KMS::Key'], Tags: tagless },
    'AWS::KMS::Alias': {
      AliasName: is('the key has the alias of the account', names.keyAlias),
      TargetKeyId: holds('the alias names the key', (value, { key }) => value === key),
    },
    'AWS::Logs::LogGroup': {
      KmsKeyId: holds('prompts are encrypted with their own key', (value, { key }) => value === key),
      LogGroupClass: never('the log group has the class that Bedrock writes to'),
      LogGroupName: is('prompts go to the log group that the setting names', names.promptLogGroup),
      RetentionInDays: is('prompts are deleted after the days of the row', days),
      Tags: tagless,
    },
    'AWS::S3::Bucket': {
      ...STORAGE['AWS::S3::Bucket'],
      BucketEncryption: holds(
        'prompts are encrypted with their own key, access logs by S3, and files of the trail by CloudTrail',
        (value, { placed, key }) =>
          same(
            value,
            isAt('prompts', placed)
              ? sse({ KMSMasterKeyID: key, SSEAlgorithm: 'aws:kms' }, { BucketKeyEnabled: true })
              : sse({ SSEAlgorithm: 'AES256' }),
          ),
      ),
      BucketName: holds(
        'the bucket of prompts has the name that the setting names',
        (value, { placed }) => !isAt('prompts', placed) || value === names.promptBucket(ACCOUNT),
      ),
      LifecycleConfiguration: holds(
        'prompts are deleted after the days of the row, and other files after 90 days, or after a year where data is kept',
        (value, { placed }) => {
          const { Rules: [rule, ...more] = [] } = (value ?? {}) as { readonly Rules?: readonly Rule[] };
          const { Id: _, ...says } = rule ?? {};
          const isPrompts = isAt('prompts', placed);
          const ofFiles = keepData ? 365 : 90;
          const expected = {
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            ExpirationInDays: isPrompts ? days : ofFiles,
            NoncurrentVersionExpiration: { NoncurrentDays: keepData && !isPrompts ? 30 : 1 },
            Status: 'Enabled',
          };
          return more.length === 0 && same(says, expected);
        },
      ),
      ObjectLockConfiguration: never('prompts expire: no lock keeps them'),
      ObjectLockEnabled: never('prompts expire: no lock keeps them'),
      Tags: tagless,
      VersioningConfiguration: holds(
        'files keep their versions; prompts have none, which would outlive the days of the row',
        (value, { placed }) => same(value, isAt('prompts', placed) ? undefined : { Status: 'Enabled' }),
      ),
    },
    'AWS::S3::BucketPolicy': { ...STORAGE['AWS::S3::BucketPolicy'] },
    'AWS::CloudTrail::Trail': {
      AdvancedEventSelectors: holds('the trail records what the row names, and nothing else', (value) =>
        same(
          (value as readonly { readonly FieldSelectors: unknown }[]).map((one) => one.FieldSelectors),
          audit.map((name) => [
            { Equals: ['Data'], Field: 'eventCategory' },
            {
              Equals: [`AWS::Bedrock::${{ guardrails: 'Guardrail', knowledgeBases: 'KnowledgeBase' }[name]}`],
              Field: 'resources.type',
            },
          ]),
        ),
      ),
      EnableLogFileValidation: is('nobody changes a file of the trail unnoticed', true),
      IsLogging: is('the trail is on', true),
      KMSKeyId: holds('files of the trail are encrypted with the key', (value, { key }) => value === key),
      S3BucketName: aBucket('/AuditFiles'),
      Tags: tagless,
      TrailName: is('the trail has the name that the key and the bucket admit', names.trail),
    },
    'AWS::Bedrock::EnforcedGuardrailConfiguration': {
      GuardrailIdentifier: is('the guardrail of the row is enforced', enforcedGuardrail?.guardrail),
      GuardrailVersion: is('its version is that of the row', enforcedGuardrail?.version),
      ModelEnforcement: is(
        'every model is included, except those of the row',
        enforcedGuardrail?.exceptModels && {
          ExcludedModels: enforcedGuardrail.exceptModels,
          IncludedModels: ['ALL'],
        },
      ),
      SelectiveContentGuarding: is('whole prompts are evaluated', {
        Messages: 'COMPREHENSIVE',
        System: 'COMPREHENSIVE',
      }),
    },
    'AWS::StepFunctions::StateMachine': {
      DefinitionString: holds(
        'the workflow sets what the row plans, and nothing else',
        (value) =>
          value ===
          JSON.stringify(
            defineSettings({
              partition: 'aws',
              logging: plannedLogging(account, ACCOUNT),
              dataRetention: account.dataRetention,
            }),
          ),
      ),
      EncryptionConfiguration: never('the history holds values of settings only: Step Functions encrypts it'),
      RoleArn: holds('the workflow runs as a role of the deployment', isOneOf('AWS::IAM::Role', 'Arn')),
      StateMachineName: is('the workflow has the name that the operator starts', names.stateMachine),
      StateMachineType: is('its history is kept for 90 days', 'STANDARD'),
      Tags: tagless,
      TracingConfiguration: is('every execution is traced', { Enabled: true }),
    },
    'AWS::IAM::ManagedPolicy': {
      ...{ Description: words, ManagedPolicyName: never('policies have names of CloudFormation'), Path: words },
      ...{ Groups: never('no group has a policy'), Users: never('no user has a policy') },
      ...{ PolicyDocument: decisions, Roles: { decidedBy: 'names' } },
    },
    'AWS::IAM::Role': {
      AssumeRolePolicyDocument: decisions,
      Description: words,
      ManagedPolicyArns: never('roles have no policy of AWS'),
      MaxSessionDuration: holds('a session lasts one hour', (value) => value === undefined || value === 3600),
      PermissionsBoundary: holds('every role has the boundary', isOneOf('AWS::IAM::ManagedPolicy', 'Ref')),
      Policies: never('roles have no policy without a name'),
      RoleName: holds('the name of a role says its Region, since names of roles are global', (value) =>
        [names.auditorRole, names.loggingRole, names.operatorRole, names.stateMachineRole].includes(String(value)),
      ),
      Tags: tagless,
    },
  };
}

interface Rule {
  readonly Id?: string;
}

/** Resources of each type that a row leads to. */
function countsOf({
  audit,
  logging,
  dataRetention,
  enforcedGuardrail,
}: AccountConfig): Readonly<Record<string, number>> {
  const one = (is: unknown) => (is ? 1 : 0);
  const buckets = one(logging ?? audit) + one(logging) + one(audit);
  return {
    'AWS::KMS::Key': one(logging ?? audit),
    'AWS::Logs::LogGroup': one(logging),
    'AWS::S3::Bucket': buckets,
    'AWS::S3::BucketPolicy': buckets,
    'AWS::CloudTrail::Trail': one(audit),
    'AWS::StepFunctions::StateMachine': one(logging ?? dataRetention),
    'AWS::Bedrock::EnforcedGuardrailConfiguration': one(enforcedGuardrail),
    'AWS::IAM::Role': one(logging) + 2 * one(logging ?? dataRetention) + one(logging ?? audit),
  };
}

const REMEDY = 'Give it a sentence in proofs/account/account-settings.ts.';

/** Settings that no policy decides: encryption, retention, events of the trail, the definition of the workflow. */
export const accountSettings = ({ account }: AccountSubject): Proof => ({
  name: 'settings',
  // biome-ignore lint/suspicious/useAwait: a proof that throws is one that rejects
  broken: async (subject) => {
    const resolver = new Resolver(subject.templates);
    for (const [stack, { template }] of Object.entries(subject.templates.stacks)) refuseUnread(stack, template);
    const table = settingsOf(account);
    const count = (type: string) => resolver.resources.filter(({ resource }) => resource.Type === type).length;
    return [
      ...Object.entries(countsOf(account))
        .filter(([type, expected]) => count(type) !== expected)
        .map(([type, expected]) => `the row leads to ${expected} of ${type}. But: there are ${count(type)}`),
      ...resolver.resources.flatMap((placed) => [
        ...brokenOfAttributes(placed, subject),
        ...brokenOfProperties(placed, subject, resolver, table),
      ]),
    ];
  },
});

function brokenOfProperties(
  placed: Placed,
  { config, name }: Parameters<Proof['broken']>[0],
  resolver: Resolver,
  tables: Readonly<Record<string, Settings>>,
): readonly string[] {
  const { at, resource } = placed;
  const { [resource.Type]: table } = tables;
  if (!table) throw new NotModelledError(at, resource.Type, REMEDY);
  const properties = resolver.properties(placed);
  for (const property of Object.keys(properties)) {
    if (!(property in table)) throw new NotModelledError(at, `${property} of ${resource.Type}`, REMEDY);
  }
  const keyAt = resolver.resources.find((one) => one.resource.Type === 'AWS::KMS::Key');
  const key = keyAt ? resolver.attributeOf(keyAt, 'Arn') : '';
  const context = { config, qualifier: '', deployment: name, resolver, placed, properties, key };
  return Object.entries(table).flatMap(([property, setting]) => {
    const value = properties[property];
    if (!('holds' in setting) || setting.holds(value, context)) return [];
    return [`${setting.says}. But: ${at} has ${property} ${JSON.stringify(value) ?? 'not at all'}`];
  });
}
