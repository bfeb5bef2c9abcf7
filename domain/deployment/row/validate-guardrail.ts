import type { ContextualGrounding, DeniedTopic, GuardrailConfig } from '../../guardrail/guardrail-config';
import { BLOCKED_PII, PII_TYPES } from '../../guardrail/pii';
import {
  all,
  either,
  firstViolated,
  flag,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  similar,
  text,
  typed,
  type Validator,
} from '../validation';
import { contentFilter } from './guardrail/content-filter';
import { language, validateLanguages } from './guardrail/languages';
import { regex, word } from './guardrail/patterns';
import { oneOf, textUpTo } from './guardrail/texts';
import { validateTier } from './guardrail/tier';

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
    definition: textUpTo(1000),
    examples: listOf(textUpTo(100), { max: 5, what: 'examples' }),
  } satisfies Record<keyof DeniedTopic, Validator>,
  ['name', 'definition'],
);

const MASKABLE = PII_TYPES.filter((type) => !has(BLOCKED_PII, type));

const piiType = text(
  'a kind of personal data',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-051',
      holds: (type) => has(PII_TYPES, type),
      message: 'is not a kind of personal data that guardrails recognize, such as EMAIL',
      remedy: (type, place) => `Use ${either(similar(type, MASKABLE, 3, place)) || 'one of domain/guardrail/pii.ts'}.`,
    },
    {
      code: 'PB-CONFIG-052',
      holds: (type) => !has(BLOCKED_PII, type),
      message: 'is a secret: the guardrail always blocks it instead of masking it',
      remedy: 'Remove it.',
    },
  ]),
);

const threshold = typed(
  (value): value is number => typeof value === 'number' && value > 0 && value <= 0.99,
  'a number above 0 and at most 0.99',
  'Use a score such as 0.8: an answer below it is blocked.',
);

const fields = objectOf({
  blockedMessage: textUpTo(500),
  deniedTopics: all(
    listOf(topic, { max: 30, what: 'topics' }),
    noDuplicates('Give each topic a name of its own.', (item) => (isObject(item) ? item.name : undefined)),
  ),
  maskedPii: all(listOf(piiType, { what: 'kinds of personal data' }), noDuplicates('Name each kind once.')),
  tier: oneOf(['classic', 'standard']),
  profile: text('the id of a guardrail profile', () => []),
  languages: all(listOf(language, { min: 1, what: 'languages' }), noDuplicates('Name each language once.')),
  contentFilters: all(
    listOf(contentFilter, { what: 'content filters' }),
    noDuplicates('Name each filter once.', (item) => (isObject(item) ? item.type : undefined)),
  ),
  images: flag('Omit it for false.'),
  blockedWords: all(listOf(word, { max: 10_000, what: 'words' }), noDuplicates('Name each word once.')),
  blockProfanity: flag('Omit it for false.'),
  // The API reference has said 10, and 30 in another version of the same page (read 2026-11-27): 10 are accepted by both.
  regexes: all(
    listOf(regex, { max: 10, what: 'regular expressions' }),
    noDuplicates('Give each expression a name of its own.', (item) => (isObject(item) ? item.name : undefined)),
  ),
  grounding: objectOf({ grounding: threshold, relevance: threshold } satisfies Record<
    keyof ContextualGrounding,
    Validator
  >),
} satisfies Record<keyof GuardrailConfig, Validator>);

/** Validates `guardrail` of a row. */
export const validateGuardrail: Validator = all(fields, validateTier, validateLanguages);

function has(list: readonly string[], item: string): boolean {
  return list.includes(item);
}
