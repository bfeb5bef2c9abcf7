import { DEPLOYMENT_TAG, TEAM_TAG } from '../../domain/deployment/names/tags';
import { teamProfiles } from '../../domain/deployment/team-profiles';
import { guardrailProfileOf } from '../../domain/guardrail/profiles';
import { ACCOUNT } from '../model/physical-ids';
import { type Context, holds, isOneOf, type Settings, same, tags, theKey, words } from './setting';

const HARMFUL = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'];
const IN_PREVIEW = HARMFUL.filter((type) => type !== 'MISCONDUCT');
/** Regions where every filter judges images; elsewhere, where images are judged at all, four do. */
const IMAGES_IN_FULL = ['ap-northeast-1', 'eu-central-1', 'us-east-1', 'us-west-2'];

function filtersOf({ config }: Context) {
  const { contentFilters = [], images } = config.guardrail ?? {};
  const onImages = IMAGES_IN_FULL.includes(config.region) ? [...HARMFUL, 'PROMPT_ATTACK'] : IN_PREVIEW;
  const both = ['TEXT', 'IMAGE'];
  return [...HARMFUL, 'PROMPT_ATTACK'].map((Type) => {
    const asked = contentFilters.find(({ type }) => type === Type);
    const seesImages = images === true && onImages.includes(Type);
    return {
      ...(seesImages && { InputModalities: both }),
      InputStrength: asked?.input ?? 'HIGH',
      ...(seesImages && Type !== 'PROMPT_ATTACK' && { OutputModalities: both }),
      // Strength NONE: the API accepts no other for PROMPT_ATTACK in answers.
      OutputStrength: Type === 'PROMPT_ATTACK' ? 'NONE' : (asked?.output ?? 'HIGH'),
      Type,
    };
  });
}

const tierOf = ({ config }: Context) => (config.guardrail?.tier === 'standard' ? { TierName: 'STANDARD' } : undefined);

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

function regexesOf({ config }: Context) {
  return (config.guardrail?.regexes ?? []).map(({ name, pattern, action, description }) => ({
    Action: action === 'block' ? 'BLOCK' : 'ANONYMIZE',
    ...(description !== undefined && { Description: description }),
    Name: name,
    Pattern: pattern,
  }));
}

/** These lists and settings, those that are there, and nothing beside them; nothing at all if none is there. */
function only(value: unknown, parts: Readonly<Record<string, unknown>>): boolean {
  const there = Object.entries(parts).filter(([, part]) => part !== undefined && !same(part, []));
  return there.length === 0 ? value === undefined : same(value, Object.fromEntries(there));
}

/** Profile of a team that a resource is, by its name. */
const profileOf = ({ config, deployment, properties }: Context) =>
  teamProfiles(deployment, config).find(({ name }) => name === properties.InferenceProfileName);

/** ARN of what a profile copies: a foundation model, or a system-defined profile. */
const copiedArn = ({ config: { region } }: Context, model: string) =>
  /^[a-z]+\.[a-z]+\./.test(model)
    ? `arn:aws:bedrock:${region}:${ACCOUNT}:inference-profile/${model}`
    : `arn:aws:bedrock:${region}::foundation-model/${model}`;

const PROFILES: Readonly<Record<string, Settings>> = {
  'AWS::Bedrock::ApplicationInferenceProfile': {
    Description: words,
    InferenceProfileName: holds(
      'a profile is that of a team of the row',
      (_, context) => profileOf(context) !== undefined,
    ),
    ModelSource: holds('a profile copies the model of its name', (value, context) => {
      const model = profileOf(context)?.model;
      return model !== undefined && same(value, { CopyFrom: copiedArn(context, model) });
    }),
    Tags: holds(
      'a profile has the tags of its team, by which costs are allocated, and its deployment',
      (value, context) => {
        const found = (value ?? []) as readonly { readonly Key: string; readonly Value: unknown }[];
        const tagOf = (key: string) => found.find(({ Key }) => Key === key)?.Value;
        return tagOf(TEAM_TAG) === profileOf(context)?.team && tagOf(DEPLOYMENT_TAG) === context.deployment;
      },
    ),
  },
};

export const GUARDRAILS: Readonly<Record<string, Settings>> = {
  ...PROFILES,
  'AWS::Bedrock::Guardrail': {
    BlockedInputMessaging: words,
    BlockedOutputsMessaging: words,
    ContentPolicyConfig: holds(
      'the guardrail filters harmful content as the row says, at its strictest where it says nothing',
      (value, context) => only(value, { ContentFiltersTierConfig: tierOf(context), FiltersConfig: filtersOf(context) }),
    ),
    ContextualGroundingPolicyConfig: holds(
      'the guardrail compares answers with their source at the thresholds of the row',
      (value, { config }) => {
        const { grounding, relevance } = config.guardrail?.grounding ?? {};
        const asked = [
          { Threshold: grounding, Type: 'GROUNDING' },
          { Threshold: relevance, Type: 'RELEVANCE' },
        ];
        return only(value, { FiltersConfig: asked.filter(({ Threshold }) => Threshold !== undefined) });
      },
    ),
    CrossRegionConfig: holds(
      'the guardrail judges in its own Region, or in those of the profile that the row asks for',
      (value, { config }) => {
        const profile = guardrailProfileOf(config.guardrail ?? {}, config.region)?.id;
        const arn = `arn:aws:bedrock:${config.region}:${ACCOUNT}:guardrail-profile/${profile}`;
        return only(value, { GuardrailProfileArn: profile && arn });
      },
    ),
    Description: words,
    KmsKeyArn: theKey('the guardrail is encrypted with the key of the deployment'),
    Name: words,
    SensitiveInformationPolicyConfig: holds(
      'the guardrail blocks secrets, and blocks or masks the personal data and expressions that the row names',
      (value, context) => only(value, { PiiEntitiesConfig: informationOf(context), RegexesConfig: regexesOf(context) }),
    ),
    Tags: tags,
    TopicPolicyConfig: holds('the guardrail denies the topics that the row names', (value, context) => {
      const topics = topicsOf(context);
      return only(value, { TopicsConfig: topics, TopicsTierConfig: topics.length > 0 ? tierOf(context) : undefined });
    }),
    WordPolicyConfig: holds('the guardrail blocks the words that the row names', (value, { config }) =>
      only(value, {
        ManagedWordListsConfig: config.guardrail?.blockProfanity ? [{ Type: 'PROFANITY' }] : [],
        WordsConfig: (config.guardrail?.blockedWords ?? []).map((Text) => ({ Text })),
      }),
    ),
  },
  'AWS::Bedrock::GuardrailVersion': {
    Description: { free: 'names the definition that the version was made of' },
    GuardrailIdentifier: holds(
      'the version is one of the guardrail of the deployment',
      isOneOf('AWS::Bedrock::Guardrail', 'GuardrailId'),
    ),
  },
};
