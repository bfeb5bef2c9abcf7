import type { AppResources, Located } from '../../template/app-resources';
import { said } from '../../template/patterns';
import { IDENTITY_TYPES, identityStatements, statementsOf } from '../../template/policies';
import { entries, everywhere, list, property, Unreadable } from '../../template/value';
import { type Rule, unless } from '../rule';

const USERS_OF_VERSIONS = [
  'AWS::Bedrock::Agent',
  'AWS::Bedrock::EnforcedGuardrailConfiguration',
  'AWS::Bedrock::Flow',
  'AWS::Bedrock::FlowVersion',
  'AWS::Lambda::Function',
];

/** Tells whether the version is a number, or the Version of a GuardrailVersion of this app. */
function isPinned(version: unknown, { stack }: Located, app: AppResources): boolean {
  const text = app.text(version, stack);
  const made = app.named(text);
  if (!made && text.startsWith('<')) throw new Unreadable(said(text));
  // Only `Version` is the number: a Ref is `id|number`, and the Version of a guardrail is its draft.
  return made ? made.type === 'AWS::Bedrock::GuardrailVersion' && text.endsWith('.Version>') : /^\d+$/.test(text);
}

/** Guardrail versions that a resource uses. A function names them in environment variables like GUARDRAIL_VERSION. */
const versionsIn = ({ type, properties }: Located): readonly unknown[] =>
  type === 'AWS::Lambda::Function'
    ? entries(property(properties, 'Environment', 'Variables')).flatMap(([name, value]) =>
        /guardrail_?version/i.test(name) ? [value] : [],
      )
    : everywhere(properties, 'GuardrailVersion');

/** Lists of a guardrail: policy, list in it, word for a finding, and the property that names an item. */
const LISTS = [
  ['ContentPolicyConfig', 'FiltersConfig', 'Content', 'Type'],
  ['ContextualGroundingPolicyConfig', 'FiltersConfig', 'Grounding', 'Type'],
  ['SensitiveInformationPolicyConfig', 'PiiEntitiesConfig', 'Pii', 'Type'],
  ['SensitiveInformationPolicyConfig', 'RegexesConfig', 'Regex', 'Name'],
  ['TopicPolicyConfig', 'TopicsConfig', 'Topic', 'Name'],
  ['WordPolicyConfig', 'ManagedWordListsConfig', 'Words', 'Type'],
  ['WordPolicyConfig', 'WordsConfig', 'Word', 'Text'],
] as const;

/** Settings of one side, prompts or answers, each with the value that leaves the side without effect. */
const IDLE = { Strength: 'NONE', Action: 'NONE', Enabled: 'false' } as const;

/** Tells whether an item blocks or masks on one side at least. A setting of a side has precedence over that of the item. */
function acts(item: unknown, { stack }: Located, app: AppResources): boolean {
  return ['Input', 'Output'].some((side) =>
    Object.entries(IDLE).every(([name, idle]) => {
      const value = property(item, `${side}${name}`) ?? property(item, name);
      if (value === undefined) return true;
      const text = app.text(value, stack);
      if (text.startsWith('<')) throw new Unreadable(said(text));
      return text.toLowerCase() !== idle.toLowerCase();
    }),
  );
}

export const GUARDRAIL_RULES: readonly Rule[] = [
  {
    id: 'GUARD1',
    info: 'A guardrail has no version, so that callers use its draft.',
    why: 'Each edit of the draft takes effect immediately, and untested, for every caller.',
    remedy: 'Create an AWS::Bedrock::GuardrailVersion and use its version number.',
    source: 'Amazon Bedrock User Guide, "Deploy your guardrail"',
    types: ['AWS::Bedrock::Guardrail'],
    check: (guardrail, app) =>
      unless(
        app
          .ofType('AWS::Bedrock::GuardrailVersion')
          .some(
            ({ properties, stack }) => app.target(property(properties, 'GuardrailIdentifier'), stack) === guardrail,
          ),
      ),
  },
  {
    id: 'GUARD2',
    info: 'An agent, flow, function or enforced configuration uses a guardrail without a fixed version.',
    why: 'DRAFT is the last saved edit. An enforced configuration does not accept DRAFT.',
    remedy: 'Set a version number, or the Version attribute of an AWS::Bedrock::GuardrailVersion.',
    source: 'Amazon Bedrock User Guide, "Deploy your guardrail" and "Apply cross-account safeguards with enforcements"',
    types: USERS_OF_VERSIONS,
    check: (resource, app) => {
      const versions = versionsIn(resource);
      return versions.length === 0
        ? 'not-applicable'
        : versions
            .filter((version) => !isPinned(version, resource, app))
            .map((version) => `Version::${said(app.text(version, resource.stack))}`);
    },
  },
  {
    id: 'GUARD3',
    info: 'A guardrail does not filter prompt attacks.',
    why: 'The other filters look for harmful content. Only this filter detects a request that tries to override the system prompt.',
    remedy: 'Add the content filter PROMPT_ATTACK with an input strength of LOW, MEDIUM or HIGH.',
    source: 'Amazon Bedrock User Guide, "Detect prompt attacks"',
    types: ['AWS::Bedrock::Guardrail'],
    check: ({ properties, stack }, app) =>
      unless(
        list(property(properties, 'ContentPolicyConfig', 'FiltersConfig')).some(
          (filter) =>
            app.text(property(filter, 'Type'), stack) === 'PROMPT_ATTACK' &&
            app.text(property(filter, 'InputStrength'), stack) !== 'NONE',
        ),
      ),
  },
  {
    id: 'GUARD4',
    info: 'An agent has no guardrail.',
    why: 'An agent calls tools that a model selects. A policy cannot require a guardrail for the model invocations inside an agent.',
    remedy: 'Set GuardrailConfiguration with a fixed version.',
    source:
      'Amazon Bedrock User Guide, "Associate a guardrail with an agent" and "Enforce the use of specific guardrails"',
    types: ['AWS::Bedrock::Agent'],
    check: ({ properties, stack }, app) =>
      unless(app.given(property(properties, 'GuardrailConfiguration', 'GuardrailIdentifier'), stack) !== undefined),
  },
  {
    id: 'GUARD5',
    info: 'A policy requires a guardrail but accepts its draft.',
    why: 'In the condition `bedrock:GuardrailIdentifier`, an ARN without a version means the draft.',
    remedy: 'Append `:` and a version number to the ARN, or `:*` for every numbered version.',
    source:
      'Amazon Bedrock User Guide, "Enforce the use of specific guardrails in model inference requests", examples 1 to 3',
    types: ['AWS::EC2::VPCEndpoint', ...IDENTITY_TYPES],
    check: (resource, app) => {
      const statements =
        resource.type === 'AWS::EC2::VPCEndpoint'
          ? statementsOf(property(resource.properties, 'PolicyDocument'), resource.stack, app)
          : identityStatements(resource, app);
      const values = statements
        .flatMap(({ conditions }) => conditions)
        .filter(({ key, operator }) => key === 'bedrock:guardrailidentifier' && operator !== 'Null')
        .flatMap((condition) => condition.values);
      if (values.length === 0) return 'not-applicable';
      return values
        .filter((value) => !/(guardrail\/[^:*?]+|>):(\d+|\*|<[^<>]+>)$/.test(value))
        .map((value) => `Guardrail::${said(value)}`);
    },
  },
  {
    id: 'GUARD6',
    info: 'A filter of a guardrail neither blocks nor masks anything.',
    why: 'With the action NONE a filter only reports what it detects, and with the strength NONE or switched off it detects nothing: every prompt and answer passes.',
    remedy:
      'Set the action BLOCK or ANONYMIZE and a strength of LOW, MEDIUM or HIGH for prompts or answers, or remove the filter.',
    source:
      'Amazon Bedrock API Reference, GuardrailContentFilterConfig, GuardrailPiiEntityConfig, GuardrailRegexConfig, GuardrailTopicConfig, GuardrailWordConfig and GuardrailContextualGroundingFilterConfig',
    types: ['AWS::Bedrock::Guardrail'],
    check: (guardrail, app) =>
      LISTS.flatMap(([policy, name, what, key]) =>
        list(property(guardrail.properties, policy, name))
          .filter((item) => !acts(item, guardrail, app))
          .map((item) => `${what}::${said(app.text(property(item, key), guardrail.stack))}`),
      ),
  },
];
