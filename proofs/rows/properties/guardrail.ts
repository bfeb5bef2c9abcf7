import fc from 'fast-check';
import { BLOCKED_PII, PII_TYPES } from '../../../domain/guardrail/pii';
import { optional, type PropertyRows, textOf } from '../property';

/** Text of any language, in UTF-16 code units as the API and the validator count. */
const text = (maxLength: number) =>
  fc.oneof(
    fc.constantFrom('Advice on a legal case.', '법률 자문', `It's "a" \\ test`, '日本語の説明'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter(({ length }) => length > 0 && length <= maxLength),
  );

const topic = fc.record(
  {
    name: textOf('aZ0-_!?. ', 1, 100),
    definition: text(200),
    examples: fc.array(text(100), { maxLength: 5 }),
  },
  { requiredKeys: ['name', 'definition'] },
);

const MASKABLE = PII_TYPES.filter((type) => !BLOCKED_PII.some((blocked) => blocked === type));

export const guardrail: PropertyRows<'guardrail'> = () =>
  optional(
    fc.record(
      {
        blockedMessage: text(500),
        deniedTopics: fc.uniqueArray(topic, { maxLength: 3, selector: ({ name }) => name }),
        maskedPii: fc.subarray(MASKABLE),
      },
      { requiredKeys: [] },
    ),
  );
