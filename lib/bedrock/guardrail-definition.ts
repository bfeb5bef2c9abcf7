import { createHash } from 'node:crypto';
import type { CfnGuardrailProps } from 'aws-cdk-lib/aws-bedrock';
import type { DeniedTopic, GuardrailConfig } from '../../domain/deployment/deployment';
import { BLOCKED_PII, DEFAULT_MASKED_PII } from '../../domain/guardrail/pii';

/** Definition of a guardrail without name and key: the part that a version is a snapshot of. */
export type GuardrailDefinition = Omit<CfnGuardrailProps, 'name' | 'kmsKeyArn'>;

const BLOCKED_MESSAGE = 'This request or its answer is not allowed here.';

const HARMFUL_CONTENT = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'] as const;

/**
 * Defines a guardrail: the strictest content filters and blocked secrets always, topics, masks and message as configured.
 */
export function defineGuardrail(config: GuardrailConfig): GuardrailDefinition {
  const { blockedMessage = BLOCKED_MESSAGE, deniedTopics = [], maskedPii = DEFAULT_MASKED_PII } = config;
  return {
    blockedInputMessaging: blockedMessage,
    blockedOutputsMessaging: blockedMessage,
    contentPolicyConfig: {
      filtersConfig: [
        ...HARMFUL_CONTENT.map((type) => ({ type, inputStrength: 'HIGH', outputStrength: 'HIGH' })),
        // An attack is in a prompt; for answers the API accepts only NONE.
        { type: 'PROMPT_ATTACK', inputStrength: 'HIGH', outputStrength: 'NONE' },
      ],
    },
    sensitiveInformationPolicyConfig: { piiEntitiesConfig: listPiiEntities(maskedPii) },
    ...(deniedTopics.length > 0 && { topicPolicyConfig: { topicsConfig: deniedTopics.map(toTopic) } }),
  };
}

/** Hashes a definition: equal definitions have equal fingerprints. */
export function fingerprint(definition: GuardrailDefinition): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);
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
