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

/** A number, or the version that a GuardrailVersion of this app makes. */
function isPinned(version: unknown, { stack }: Located, app: AppResources): boolean {
  const text = app.text(version, stack);
  const made = app.named(text);
  if (!made && text.startsWith('<')) throw new Unreadable(said(text));
  // `Version` alone is the number: a Ref is `id|number`, and the Version of a guardrail is its draft.
  return made ? made.type === 'AWS::Bedrock::GuardrailVersion' && text.endsWith('.Version>') : /^\d+$/.test(text);
}

/** The versions of guardrails that a resource names; a function does so in a variable such as GUARDRAIL_VERSION. */
const versionsIn = ({ type, properties }: Located): readonly unknown[] =>
  type === 'AWS::Lambda::Function'
    ? entries(property(properties, 'Environment', 'Variables')).flatMap(([name, value]) =>
        /guardrail_?version/i.test(name) ? [value] : [],
      )
    : everywhere(properties, 'GuardrailVersion');

export const GUARDRAIL_RULES: readonly Rule[] = [
  {
    id: 'GUARD1',
    info: 'A guardrail has no version: whoever uses it uses its draft.',
    why: 'The draft changes under everyone who names it, with each edit, at once and untested.',
    remedy: 'Make an AWS::Bedrock::GuardrailVersion of it and hand out its number.',
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
    info: 'An agent, flow, function or enforced configuration names a guardrail by no fixed version.',
    why: 'DRAFT is whatever was saved last; an enforced configuration does not accept it at all.',
    remedy: 'Name a number, or the Version of an AWS::Bedrock::GuardrailVersion.',
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
    info: 'A guardrail does not look for prompt attacks.',
    why: 'Its other filters judge what is said; this one alone judges whether the request tries to undo the instructions of the system.',
    remedy: 'Add the content filter PROMPT_ATTACK, with an input strength other than NONE.',
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
    why: 'An agent calls tools by what a model says, and a policy cannot demand the guardrail of the invocations inside it.',
    remedy: 'Set GuardrailConfiguration, with a fixed version.',
    source:
      'Amazon Bedrock User Guide, "Associate a guardrail with an agent" and "Enforce the use of specific guardrails"',
    types: ['AWS::Bedrock::Agent'],
    check: ({ properties }) =>
      unless(property(properties, 'GuardrailConfiguration', 'GuardrailIdentifier') !== undefined),
  },
  {
    id: 'GUARD5',
    info: 'A policy demands a guardrail, and takes its draft for it.',
    why: 'An ARN without a version stands for the draft, in the condition `bedrock:GuardrailIdentifier`.',
    remedy: 'End the value with `:` and a number, or with `:*` for every numbered version.',
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
];
