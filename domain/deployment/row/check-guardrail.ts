import { BLOCKED_PII, PII_TYPES } from '../../guardrail/pii';
import {
  all,
  type Checker,
  expectThat,
  firstBroken,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
} from '../checker/checker';
import { nearest } from '../checker/nearest';
import { either } from '../checker/words';
import type { DeniedTopic, GuardrailConfig } from '../deployment';

/*
 * Limits of the API, read 2026-11-23 from the models of CreateGuardrail: GuardrailBlockedMessaging, GuardrailTopicName,
 * GuardrailTopicDefinition, GuardrailTopicExamples, GuardrailTopicsConfig.
 */
const topic = objectOf(
  {
    name: expectThat(
      (value): value is string => isText(value) && /^[0-9a-zA-Z-_ !?.]{1,100}$/.test(value),
      '1 to 100 letters, digits, spaces or -_!?.',
      'use these characters alone; the rest belongs into the definition',
    ),
    definition: text(200),
    examples: listOf(text(100), { max: 5, what: 'examples' }),
  } satisfies Record<keyof DeniedTopic, Checker>,
  ['name', 'definition'],
);

const piiType = expectThat(
  isText,
  'a kind of personal data',
  'write it as text',
  firstBroken<string>([
    {
      holds: (type) => has(PII_TYPES, type),
      expected: 'a kind of personal data that guardrails know, such as EMAIL',
      remedy: (type) => `write ${either(nearest(type, PII_TYPES, 3)) || 'one from domain/guardrail/pii.ts'}`,
    },
    {
      holds: (type) => !has(BLOCKED_PII, type),
      expected: 'a kind that is masked: this one is a secret and always blocks',
      remedy: 'remove it',
    },
  ]),
);

/** `guardrail` of a row. */
export const checkGuardrail: Checker = objectOf({
  blockedMessage: text(500),
  deniedTopics: all(
    listOf(topic, { max: 30, what: 'topics' }),
    noDuplicates('give each topic a name of its own', (item) => (isObject(item) ? item.name : undefined)),
  ),
  maskedPii: all(listOf(piiType, { what: 'kinds of personal data' }), noDuplicates('name each kind once')),
} satisfies Record<keyof GuardrailConfig, Checker>);

function text(most: number): Checker {
  const expected = `1 to ${most} characters`;
  return expectThat(
    isText,
    expected,
    'write it as text',
    firstBroken<string>([
      { holds: (value) => value.length > 0, expected, remedy: 'fill it in' },
      { holds: (value) => value.length <= most, expected, remedy: (value) => `shorten it by ${value.length - most}` },
    ]),
  );
}

function has(list: readonly string[], item: string): boolean {
  return list.includes(item);
}
