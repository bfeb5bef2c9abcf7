import { BLOCKED_PII, PII_TYPES } from '../../guardrail/pii';
import { nearest } from '../../nearest';
import type { DeniedTopic, GuardrailConfig } from '../deployment';
import {
  all,
  either,
  firstViolated,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  text,
  typed,
  type Validator,
} from '../validation';

/*
 * Limits of the API, read 2026-11-23 from the models of CreateGuardrail: GuardrailBlockedMessaging, GuardrailTopicName,
 * GuardrailTopicDefinition, GuardrailTopicExamples, GuardrailTopicsConfig.
 */
const topic = objectOf(
  {
    name: typed(
      (value): value is string => isText(value) && /^[0-9a-zA-Z-_ !?.]{1,100}$/.test(value),
      '1 to 100 letters, digits, spaces or -_!?.',
      'Use only these characters, and describe the topic in its definition.',
    ),
    definition: textUpTo(200),
    examples: listOf(textUpTo(100), { max: 5, what: 'examples' }),
  } satisfies Record<keyof DeniedTopic, Validator>,
  ['name', 'definition'],
);

const piiType = text(
  'a kind of personal data',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-051',
      holds: (type) => has(PII_TYPES, type),
      message: 'is not a kind of personal data that guardrails recognize, such as EMAIL',
      remedy: (type) => `Use ${either(nearest(type, PII_TYPES, 3)) || 'one of domain/guardrail/pii.ts'}.`,
    },
    {
      code: 'PB-CONFIG-052',
      holds: (type) => !has(BLOCKED_PII, type),
      message: 'is a secret: the guardrail always blocks it instead of masking it',
      remedy: 'Remove it.',
    },
  ]),
);

/** Validates `guardrail` of a row. */
export const validateGuardrail: Validator = objectOf({
  blockedMessage: textUpTo(500),
  deniedTopics: all(
    listOf(topic, { max: 30, what: 'topics' }),
    noDuplicates('Give each topic a name of its own.', (item) => (isObject(item) ? item.name : undefined)),
  ),
  maskedPii: all(listOf(piiType, { what: 'kinds of personal data' }), noDuplicates('Name each kind once.')),
} satisfies Record<keyof GuardrailConfig, Validator>);

function textUpTo(most: number): Validator {
  return text(
    'text',
    firstViolated<string>([
      {
        code: 'PB-CONFIG-053',
        holds: (value) => value.length > 0 && value.length <= most,
        message: (value) => `has ${value.length} characters, and takes 1 to ${most}`,
        remedy: (value) => (value.length === 0 ? 'Fill it in.' : `Shorten it by ${value.length - most}.`),
      },
    ]),
  );
}

function has(list: readonly string[], item: string): boolean {
  return list.includes(item);
}
