import { type Json, withResource } from '../edit';
import type { Operator } from '../mutant';
import { onResources, resourcesOf } from '../resources';
import { many } from '../statements';

const GUARDRAIL = 'AWS::Bedrock::Guardrail';

/** The lists of a guardrail, each item of which is a control: property, list in it, and what names an item. */
const LISTS = [
  ['ContentPolicyConfig', 'FiltersConfig', 'Type'],
  ['SensitiveInformationPolicyConfig', 'PiiEntitiesConfig', 'Type'],
  ['SensitiveInformationPolicyConfig', 'RegexesConfig', 'Name'],
  ['TopicPolicyConfig', 'TopicsConfig', 'Name'],
  ['WordPolicyConfig', 'WordsConfig', 'Text'],
  ['WordPolicyConfig', 'ManagedWordListsConfig', 'Type'],
  ['ContextualGroundingPolicyConfig', 'FiltersConfig', 'Type'],
] as const;

const items = (properties: Json) =>
  LISTS.flatMap(([property, list, name]) =>
    many((properties[property] as Json | undefined)?.[list]).map((item, index) => ({
      path: [property, list, index] as const,
      item: item as Json,
      what: String((item as Json)[name]),
    })),
  );

/** Word of an item, and the weaker word in its place. */
const WEAKER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Action: { BLOCK: 'ANONYMIZE', ANONYMIZE: 'NONE' },
  InputStrength: { HIGH: 'LOW' },
  OutputStrength: { HIGH: 'NONE' },
};

/** Value of a property that leaves its item without effect. */
const WORTHLESS: Readonly<Record<string, unknown>> = {
  InputModalities: ['TEXT'],
  OutputModalities: ['TEXT'],
  Pattern: 'a text that nobody writes',
  Threshold: 0,
};

const TIERS = [
  ['ContentPolicyConfig', 'ContentFiltersTierConfig'],
  ['TopicPolicyConfig', 'TopicsTierConfig'],
] as const;

const weakenings = (item: Json): readonly (readonly [string, unknown])[] =>
  Object.entries(item).flatMap(([property, value]) => {
    const to = property in WORTHLESS ? WORTHLESS[property] : WEAKER[property]?.[String(value)];
    return to === undefined ? [] : [[property, to] as const];
  });

export const GUARDRAILS: readonly Operator[] = [
  onResources('guardrail item removed', GUARDRAIL, (properties) =>
    items(properties).map(({ path, what }) => ({ what, path })),
  ),
  onResources('guardrail item weakened', GUARDRAIL, (properties) => [
    ...items(properties).flatMap(({ path, item, what }) =>
      weakenings(item).map(([property, to]) => ({ what: `${what} ${property}`, path: [...path, property], to })),
    ),
    ...TIERS.filter(([policy, tier]) => (properties[policy] as Json | undefined)?.[tier] !== undefined).map(
      ([policy, tier]) => ({ what: policy, path: [policy, tier, 'TierName'], to: 'CLASSIC' }),
    ),
  ]),
  onResources('guardrail item only watches', GUARDRAIL, (properties) =>
    items(properties)
      .flatMap(({ path, what }) => [
        { what: `${what} in prompts`, path: [...path, 'InputEnabled'], to: false },
        { what: `${what} in answers`, path: [...path, 'OutputAction'], to: 'NONE' },
      ])
      .slice(0, 6),
  ),
  onResources('guardrail policy removed', GUARDRAIL, (properties) =>
    [...new Set(LISTS.map(([property]) => property)), 'CrossRegionConfig']
      .filter((property) => properties[property] !== undefined)
      .map((property) => ({ what: property, path: [property] })),
  ),
  onResources('guardrail judged in other Regions', GUARDRAIL, () => [
    {
      path: ['CrossRegionConfig'],
      to: { GuardrailProfileArn: 'arn:aws:bedrock:us-east-1:111122223333:guardrail-profile/us.guardrail.v1:0' },
    },
  ]),
  onResources('version of another guardrail', 'AWS::Bedrock::GuardrailVersion', () => [
    { path: ['GuardrailIdentifier'], to: 'somebodyelse' },
  ]),
  {
    kind: 'guardrail removed',
    changes: (subject) =>
      resourcesOf(subject, GUARDRAIL).map(({ at, stack, logicalId }) => ({
        what: '',
        at,
        templates: withResource(subject.templates, stack, logicalId),
      })),
  },
];
