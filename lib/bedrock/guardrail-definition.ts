import { createHash } from 'node:crypto';
import type { CfnGuardrailProps } from 'aws-cdk-lib/aws-bedrock';
import { CONTENT_FILTERS, IMAGE_FILTERS } from '../../domain/guardrail/content-filters';
import type { DeniedTopic, GuardrailConfig, GuardrailRegex } from '../../domain/guardrail/guardrail-config';
import { BLOCKED_PII, DEFAULT_MASKED_PII } from '../../domain/guardrail/pii';

/** Definition of a guardrail without name, key and profile: the part that a version is a snapshot of. */
export type GuardrailDefinition = Omit<CfnGuardrailProps, 'name' | 'kmsKeyArn' | 'crossRegionConfig'>;

const BLOCKED_MESSAGE = 'This request or its answer is not allowed here.';

/**
 * Defines a guardrail: the strictest content filters and blocked secrets unless the row says otherwise, and topics, masks,
 * words, expressions and message as configured.
 *
 * @param region Region of the guardrail: it decides which filters judge images
 */
export function defineGuardrail(config: GuardrailConfig, region: string): GuardrailDefinition {
  const { blockedMessage = BLOCKED_MESSAGE, deniedTopics = [], tier } = config;
  return {
    blockedInputMessaging: blockedMessage,
    blockedOutputsMessaging: blockedMessage,
    contentPolicyConfig: {
      filtersConfig: listContentFilters(config, region),
      ...(tier === 'standard' && { contentFiltersTierConfig: { tierName: 'STANDARD' } }),
    },
    sensitiveInformationPolicyConfig: definePersonalData(config),
    ...(deniedTopics.length > 0 && {
      topicPolicyConfig: {
        topicsConfig: deniedTopics.map(toTopic),
        ...(tier === 'standard' && { topicsTierConfig: { tierName: 'STANDARD' } }),
      },
    }),
    ...defineWords(config),
    ...defineGrounding(config),
  };
}

/** Hashes a definition and the profile that judges by it: equal ones have equal fingerprints. */
export function fingerprint(definition: GuardrailDefinition, profile?: string): string {
  const content = profile === undefined ? definition : { ...definition, profile };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

function listContentFilters({ contentFilters = [], images }: GuardrailConfig, region: string) {
  const ofImages = images ? (IMAGE_FILTERS[region] ?? []) : [];
  return CONTENT_FILTERS.map((type) => {
    const { input = 'HIGH', output = 'HIGH' } = contentFilters.find((filter) => filter.type === type) ?? {};
    const isAttack = type === 'PROMPT_ATTACK';
    return {
      type,
      inputStrength: input,
      // An attack is in a prompt; for answers the API accepts only NONE.
      outputStrength: isAttack ? 'NONE' : output,
      ...(ofImages.includes(type) && {
        inputModalities: ['TEXT', 'IMAGE'],
        ...(!isAttack && { outputModalities: ['TEXT', 'IMAGE'] }),
      }),
    };
  });
}

function definePersonalData({ maskedPii = DEFAULT_MASKED_PII, regexes = [] }: GuardrailConfig) {
  return {
    piiEntitiesConfig: listPiiEntities(maskedPii),
    ...(regexes.length > 0 && { regexesConfig: regexes.map(toRegex) }),
  };
}

function defineWords({ blockedWords = [], blockProfanity }: GuardrailConfig) {
  if (blockedWords.length === 0 && !blockProfanity) return {};
  return {
    wordPolicyConfig: {
      ...(blockedWords.length > 0 && { wordsConfig: blockedWords.map((text) => ({ text })) }),
      ...(blockProfanity && { managedWordListsConfig: [{ type: 'PROFANITY' }] }),
    },
  };
}

function defineGrounding({ grounding = {} }: GuardrailConfig) {
  const filtersConfig = [
    { type: 'GROUNDING', threshold: grounding.grounding },
    { type: 'RELEVANCE', threshold: grounding.relevance },
  ].flatMap(({ type, threshold }) => (threshold === undefined ? [] : [{ type, threshold }]));
  return filtersConfig.length > 0 ? { contextualGroundingPolicyConfig: { filtersConfig } } : {};
}

function listPiiEntities(maskedPii: readonly string[]): { readonly type: string; readonly action: string }[] {
  const blocked: readonly string[] = BLOCKED_PII;
  const masked = maskedPii.filter((type) => !blocked.includes(type));
  return [
    ...blocked.map((type) => ({ type, action: 'BLOCK' })),
    ...masked.map((type) => ({ type, action: 'ANONYMIZE' })),
  ];
}

function toTopic({ name, definition, examples }: DeniedTopic) {
  return { name, definition, type: 'DENY', ...(examples && { examples: [...examples] }) };
}

function toRegex({ name, pattern, action, description }: GuardrailRegex) {
  return {
    name,
    pattern,
    action: action === 'block' ? 'BLOCK' : 'ANONYMIZE',
    ...(description !== undefined && { description }),
  };
}
