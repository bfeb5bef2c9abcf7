import { type Failing, remediesOf } from './rows';

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['an empty message', { guardrail: { blockedMessage: '' } }, 'guardrail.blockedMessage', 'Fill it in'],
  ['a message too long', { guardrail: { blockedMessage: 'x'.repeat(502) } }, 'guardrail.blockedMessage', 'by 2'],
  [
    'a topic name with a slash',
    { guardrail: { deniedTopics: [{ name: 'a/b', definition: 'x' }] } },
    'guardrail.deniedTopics[0].name',
    'characters',
  ],
  [
    'a topic name too long',
    { guardrail: { deniedTopics: [{ name: 'x'.repeat(101), definition: 'x' }] } },
    'guardrail.deniedTopics[0].name',
    'characters',
  ],
  [
    'a topic without definition',
    { guardrail: { deniedTopics: [{ name: 'x' }] } },
    'guardrail.deniedTopics[0].definition',
    "'definition'",
  ],
  [
    'a definition too long',
    { guardrail: { deniedTopics: [{ name: 'x', definition: 'x'.repeat(201) }] } },
    'guardrail.deniedTopics[0].definition',
    'by 1',
  ],
  [
    'six examples',
    { guardrail: { deniedTopics: [{ name: 'x', definition: 'x', examples: [...'abcdef'] }] } },
    'guardrail.deniedTopics[0].examples',
    'Remove 1',
  ],
  [
    'a topic twice',
    {
      guardrail: {
        deniedTopics: [
          { name: 'x', definition: 'x' },
          { name: 'x', definition: 'y' },
        ],
      },
    },
    'guardrail.deniedTopics[1]',
    'name of its own',
  ],
  [
    'too many topics',
    { guardrail: { deniedTopics: Array.from({ length: 31 }, (_, index) => ({ name: `${index}`, definition: 'x' })) } },
    'guardrail.deniedTopics',
    'Remove 1',
  ],
  ['personal data with a typing mistake', { guardrail: { maskedPii: ['EMAL'] } }, 'guardrail.maskedPii[0]', "'EMAIL'"],
  [
    'personal data of no kind',
    { guardrail: { maskedPii: ['BANANA_SPLIT_RECIPE'] } },
    'guardrail.maskedPii[0]',
    'pii.ts',
  ],
  ['a mask over a secret', { guardrail: { maskedPii: ['PASSWORD'] } }, 'guardrail.maskedPii[0]', 'Remove it'],
  ['a kind twice', { guardrail: { maskedPii: ['EMAIL', 'EMAIL'] } }, 'guardrail.maskedPii[1]', 'once'],
];

test.each(FAILING)('%s is one problem, with a remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});
