import { createHash } from 'node:crypto';
import type { CfnGuardrailProps } from 'aws-cdk-lib/aws-bedrock';
import type { DeniedTopic, GuardrailConfig } from '../../domain/deployment/deployment';
import { BLOCKED_PII, DEFAULT_MASKED_PII } from '../../domain/guardrail/pii';

/** What a guardrail does, without its name and key: the part of which a version is a snapshot. */
export type GuardrailDefinition = Omit<CfnGuardrailProps, 'name' | 'kmsKeyArn'>;

const BLOCKED_MESSAGE = 'This request or its answer is not allowed here.';

const HARMFUL_CONTENT = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'] as const;

/** Content filters at their strictest and secrets blocked, always; topics, masks and the message as configured. */
export function guardrailDefinition(config: GuardrailConfig): GuardrailDefinition {
  const { blockedMessage = BLOCKED_MESSAGE, deniedTopics = [], maskedPii = DEFAULT_MASKED_PII } = config;
  return {
    blockedInputMessaging: blockedMessage,
    blockedOutputsMessaging: blockedMessage,
    contentPolicyConfig: {
      filtersConfig: [
        ...HARMFUL_CONTENT.map((type) => ({ type, inputStrength: 'HIGH', outputStrength: 'HIGH' })),
        // An attack comes in a prompt; for answers the API accepts nothing but NONE.
        { type: 'PROMPT_ATTACK', inputStrength: 'HIGH', outputStrength: 'NONE' },
      ],
    },
    sensitiveInformationPolicyConfig: { piiEntitiesConfig: piiEntities(maskedPii) },
    ...(deniedTopics.length > 0 && { topicPolicyConfig: { topicsConfig: deniedTopics.map(topic) } }),
  };
}

/** Names a definition: the same definition has the same name, another definition another. */
export function fingerprint(definition: GuardrailDefinition): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);
}

function piiEntities(maskedPii: readonly string[]): { readonly type: string; readonly action: string }[] {
  const blocked: readonly string[] = BLOCKED_PII;
  const masked = maskedPii.filter((type) => !blocked.includes(type));
  return [
    ...blocked.map((type) => ({ type, action: 'BLOCK' })),
    ...masked.map((type) => ({ type, action: 'ANONYMIZE' })),
  ];
}

function topic({ name, definition, examples }: DeniedTopic) {
  return { name, definition, type: 'DENY', ...(examples && { examples: [...examples] }) };
}
