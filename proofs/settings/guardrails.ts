import { type Context, holds, isOneOf, never, type Settings, same, tags, theKey, words } from './setting';

const HARMFUL = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'];
/** Strength NONE: the API accepts no other for PROMPT_ATTACK in answers. */
const FILTERS = [
  ...HARMFUL.map((Type) => ({ InputStrength: 'HIGH', OutputStrength: 'HIGH', Type })),
  { InputStrength: 'HIGH', OutputStrength: 'NONE', Type: 'PROMPT_ATTACK' },
];

const SECRETS = [
  ...['AWS_ACCESS_KEY', 'AWS_SECRET_KEY', 'CREDIT_DEBIT_CARD_CVV', 'CREDIT_DEBIT_CARD_NUMBER', 'PASSWORD', 'PIN'],
];
const MASKED = [
  ...['DRIVER_ID', 'EMAIL', 'INTERNATIONAL_BANK_ACCOUNT_NUMBER', 'PHONE', 'US_BANK_ACCOUNT_NUMBER'],
  ...['US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER', 'US_PASSPORT_NUMBER', 'US_SOCIAL_SECURITY_NUMBER'],
];

function informationOf({ config }: Context) {
  const masked = (config.guardrail?.maskedPii ?? MASKED).filter((Type) => !SECRETS.includes(Type));
  return [
    ...SECRETS.map((Type) => ({ Action: 'BLOCK', Type })),
    ...masked.map((Type) => ({ Action: 'ANONYMIZE', Type })),
  ];
}

function topicsOf({ config }: Context) {
  return (config.guardrail?.deniedTopics ?? []).map(({ name, definition, examples }) => ({
    Definition: definition,
    ...(examples && { Examples: examples }),
    Name: name,
    Type: 'DENY',
  }));
}

/** The list under a name, and nothing beside it. */
const only = (value: unknown, name: string, expected: readonly unknown[]) => same(value, { [name]: expected });

export const GUARDRAILS: Readonly<Record<string, Settings>> = {
  'AWS::Bedrock::Guardrail': {
    BlockedInputMessaging: words,
    BlockedOutputsMessaging: words,
    ContentPolicyConfig: holds('the guardrail filters harmful content at its strictest, both ways', (value) =>
      only(value, 'FiltersConfig', FILTERS),
    ),
    CrossRegionConfig: never('the guardrail judges in its own Region'),
    Description: words,
    KmsKeyArn: theKey('the guardrail is encrypted with the key of the deployment'),
    Name: words,
    SensitiveInformationPolicyConfig: holds(
      'the guardrail blocks secrets, and masks the personal data that the row names',
      (value, context) => only(value, 'PiiEntitiesConfig', informationOf(context)),
    ),
    Tags: tags,
    TopicPolicyConfig: holds('the guardrail denies the topics that the row names', (value, context) => {
      const topics = topicsOf(context);
      return topics.length === 0 ? value === undefined : only(value, 'TopicsConfig', topics);
    }),
  },
  'AWS::Bedrock::GuardrailVersion': {
    Description: { free: 'names the definition that the version was made of' },
    GuardrailIdentifier: holds(
      'the version is one of the guardrail of the deployment',
      isOneOf('AWS::Bedrock::Guardrail', 'GuardrailId'),
    ),
  },
};
