import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { Resolver } from '../../proofs/model/resolver';
import type { Placed } from '../../proofs/model/templates';
import { put } from '../../proofs/mutants/edit';
import { NotModelledError } from '../../proofs/not-modelled';
import type { Subject } from '../../proofs/proof';
import { ODD_ROWS } from '../../proofs/rows/odd-rows';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { brokenOfProperties, SETTINGS, settings } from '../../proofs/settings/settings';
import { subjects } from '../../proofs/subjects';

const rows = subjects();
const [sandbox, production] = rows as readonly [Subject, Subject];

/** A subject with something else at `<unit>/<logical id without scope of the network and hash>`, or nothing. */
function planted(subject: Subject, place: string, path: readonly (string | number)[], to?: unknown): Subject {
  const [unit = '', prefix = ''] = place.split('/');
  const stack = `${subject.name}/${unit}`;
  const ids = Object.keys(subject.templates.stacks[stack]?.template.Resources ?? {});
  const id = ids.find((candidate) => candidate.replace(/^Cidr\d+(x\d+)*|[0-9A-F]{8}$/g, '') === prefix);
  if (id === undefined) throw new Error(`${place} is not there`);
  const templates = put(subject.templates, ['stacks', stack, 'template', 'Resources', id, ...path], to);
  return { ...subject, templates: templates as Subject['templates'] };
}

test.each(rows.map((subject) => [subject.name, subject] as const))('%s: every setting holds', async (_, subject) => {
  expect(await settings.broken(subject)).toEqual([]);
});

const ENVIRONMENT = ['Properties', 'Environment', 'Variables'];

test.each([
  ['key is rotated', 'Foundation/Key', ['Properties', 'EnableKeyRotation'], undefined],
  ['taken back for 30 days', 'Foundation/Key', ['Properties', 'PendingWindowInDays'], 7],
  ['the key can be used', 'Foundation/Key', ['Properties', 'Enabled'], false],
  ['alias names the key', 'Foundation/KeyAlias', ['Properties', 'TargetKeyId'], 'another'],
  ['log group is encrypted', 'Network/FlowLogsLogGroup', ['Properties', 'KmsKeyId'], undefined],
  ['not for ever', 'Inference/InferenceLogGroup', ['Properties', 'RetentionInDays'], undefined],
  ['for a year', 'Network/FlowLogsLogGroup', ['Properties', 'RetentionInDays'], 30],
  ['key admits CloudWatch Logs', 'Inference/InferenceLogGroup', ['Properties', 'LogGroupName'], '/aws/lambda/x'],
  ['every VPC of this account has a flow log', 'Network/VpcFlowLog', [], undefined],
  ['accepted and what was refused', 'Network/VpcFlowLog', ['Properties', 'TrafficType'], 'ACCEPT'],
  ['bucket is encrypted', 'Storage/FineTuning', ['Properties', 'BucketEncryption'], undefined],
  ['can be made public', 'Storage/AccessLogs', ['Properties', 'PublicAccessBlockConfiguration'], {}],
  ['keeps the versions', 'Storage/FineTuning', ['Properties', 'VersioningConfiguration', 'Status'], 'Suspended'],
  ['access to a bucket is logged', 'Storage/FineTuning', ['Properties', 'LoggingConfiguration', 'LogFilePrefix'], 'x/'],
  [
    'no object goes by itself',
    'Storage/FineTuning',
    ['Properties', 'LifecycleConfiguration', 'Rules', 0, 'ExpirationInDays'],
    1,
  ],
  [
    'and then goes',
    'Storage/AccessLogs',
    ['Properties', 'LifecycleConfiguration', 'Rules', 0, 'NoncurrentVersionExpiration'],
    undefined,
  ],
  ['and then goes', 'Storage/FineTuning', ['Properties', 'LifecycleConfiguration', 'Rules', 0, 'Prefix'], 'tmp/'],
  [
    'and then goes',
    'Storage/FineTuning',
    ['Properties', 'LifecycleConfiguration', 'Rules', 0, 'NoncurrentVersionExpiration', 'NewerNoncurrentVersions'],
    3,
  ],
  ['has the tag of its deployment', 'FineTuning/WorkflowStateMachine', ['Properties', 'Tags'], undefined],
  ['has the tag of its deployment', 'Network/Vpc', ['Properties', 'Tags'], [{ Key: 'Name', Value: 'x' }]],
  ['before its days are over', 'Storage/FineTuning', ['Properties', 'ObjectLockConfiguration'], undefined],
  ['has a policy of its own', 'Storage/AccessLogsPolicy', [], undefined],
  ['keys, logs and objects outlive', 'Storage/FineTuning', ['DeletionPolicy'], 'Delete'],
  [
    'filters harmful content',
    'Foundation/Guardrail',
    ['Properties', 'ContentPolicyConfig', 'FiltersConfig', 0],
    undefined,
  ],
  ['masks the personal data', 'Foundation/Guardrail', ['Properties', 'SensitiveInformationPolicyConfig'], undefined],
  ['topics that the row names', 'Foundation/Guardrail', ['Properties', 'TopicPolicyConfig'], undefined],
  ['nothing beside its contract', 'Inference/InferenceFunction', [...ENVIRONMENT, 'GUARDRAIL_VERSION'], 'DRAFT'],
  ['told what its row says', 'Inference/InferenceFunction', [...ENVIRONMENT, 'ALLOWED_MODELS'], '["amazon.titan"]'],
  ['nothing beside its contract', 'Inference/InferenceFunction', [...ENVIRONMENT, 'NODE_OPTIONS'], '-r x'],
  ['nobody waits for', 'Inference/InferenceFunctionEventInvokeConfig', [], undefined],
  ['runs as a role of the deployment', 'Inference/InferenceFunction', ['Properties', 'Role'], 'arn:aws:iam::1:role/x'],
  ['FullAccess can pass', 'FineTuning/CustomizationRole', ['Properties', 'RoleName'], 'private-bedrock'],
  [
    'told what its row says',
    'FineTuning/TuningFunction',
    [...ENVIRONMENT, 'CUSTOMIZATION_ROLE_ARN'],
    'arn:aws:iam::1:role/x',
  ],
  ['told what its row says', 'FineTuning/TuningFunction', [...ENVIRONMENT, 'MODEL_KEY_ARN'], 'arn:aws:kms:::key/x'],
  ['nothing beside its contract', 'FineTuning/TuningFunction', [...ENVIRONMENT, 'NODE_OPTIONS'], '-r x'],
  [
    'no other',
    'FineTuning/WorkflowStateMachine',
    ['Properties', 'DefinitionString', 'Fn::Join', 1, 1],
    'arn:aws:lambda:us-east-1:1:function:x',
  ],
  [
    'the key of a manifest',
    'FineTuning/ManifestUploadRule',
    ['Properties', 'Targets', 0, 'InputTransformer', 'InputPathsMap', 'key'],
    '$',
  ],
  ['session lasts', 'Access/Reader', ['Properties', 'MaxSessionDuration'], 43_200],
] as const)('says so if it is not true that … %s (%s)', async (words, place, path, to) => {
  const [first] = await settings.broken(planted(production, place, path, to));
  expect(first).toContain(words);
});

test('says so if the row asks for no guardrail, and there is one', async () => {
  const { guardrail: _, ...config } = production.config;
  const [first] = await settings.broken({ ...production, config });
  expect(first).toContain('there is a guardrail if the row asks for one');
});

test.each([
  ['LifecyclePolicy of AWS::Logs::LogGroup', 'Inference/InferenceLogGroup', ['Properties', 'LifecyclePolicy'], {}],
  ['AWS::SQS::Queue', 'Foundation/KeyAlias', ['Type'], 'AWS::SQS::Queue'],
  ['Condition of a resource', 'Foundation/Key', ['Condition'], 'OnlySometimes'],
] as const)('refuses to read %s', async (what, place, path, to) => {
  const reading = settings.broken(planted(sandbox, place, path, to));
  await expect(reading).rejects.toThrow(NotModelledError);
  await expect(reading).rejects.toThrow(what);
});

test('refuses a template with a macro', async () => {
  const path = ['stacks', 'sandbox/Access', 'template', 'Transform'];
  const templates = put(sandbox.templates, path, 'AWS::LanguageExtensions') as Subject['templates'];
  await expect(settings.broken({ ...sandbox, templates })).rejects.toThrow('the section Transform');
});

type Path = readonly (string | number)[];

/** Every value within a value, with its path: objects, lists, and what they hold. */
function parts(value: unknown, path: Path = []): readonly { readonly path: Path; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const step = (name: string) => (Array.isArray(value) ? Number(name) : name);
  return [{ path, value }, ...Object.entries(value).flatMap(([name, item]) => parts(item, [...path, step(name)]))];
}

/** The same with one more member, or another text, number or switch. */
function changed(value: unknown): unknown {
  if (Array.isArray(value)) return [...value, 'unread'];
  if (typeof value === 'object') return { ...value, Unread: 'x' };
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}-other`;
}

const hasRequirement = (type: string, property: unknown) => {
  const setting = SETTINGS[type]?.[String(property)];
  return setting !== undefined && 'holds' in setting;
};

/** Values that may change, each for its reason. */
const MAY_CHANGE: readonly (readonly [part: RegExp, because: string])[] = [
  [/^(Resource)?Tags/, 'an app adds tags of its own'],
  [/^(Targets\.0|LifecycleConfiguration\.Rules\.0)\.Id$/, 'words for people'],
  [/^LogGroupName$/, 'any name below the prefix that the key admits'],
  [/^RoleName$/, 'policies name roles: decisions ask'],
  [/^RetentionInDays$/, 'more days are allowed'],
  [/\.NoncurrentDays$/, 'more days are allowed'],
  [/\.DaysAfterInitiation$/, 'fewer days are allowed, up to a week'],
  [/\.ExpiredObjectDeleteMarker$/, 'the mark of a deleted object holds no data'],
];

const library = subjectOfRow('library', ODD_ROWS.library as DeploymentConfig);

test.each([...rows, library].map((subject) => [subject.name, subject] as const))(
  '%s: no part of a resource of which settings speak can be added to or changed unnoticed',
  (_, subject) => {
    const resolver = new Resolver(subject.templates);
    const isNoticed = (placed: Placed, properties: Readonly<Record<string, unknown>>) => {
      try {
        return brokenOfProperties(placed, properties, subject, resolver).length > 0;
      } catch {
        return true;
      }
    };
    const unnoticed = resolver.resources.flatMap((placed) => {
      const properties = resolver.properties(placed);
      return parts(properties)
        .filter(({ path }) => hasRequirement(placed.resource.Type, path[0]))
        .filter(({ path }) => !MAY_CHANGE.some(([part]) => part.test(path.join('.'))))
        .filter(({ path, value }) => {
          const next = put(properties, path, changed(value)) as Readonly<Record<string, unknown>>;
          return !isNoticed(placed, next);
        })
        .map(({ path }) => `${placed.at}: ${path.join('.')}`);
    });
    expect(unnoticed).toEqual([]);
  },
);
