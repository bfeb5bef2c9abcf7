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
  [
    'a definition too long for any tier',
    { guardrail: { tier: 'standard', deniedTopics: [{ name: 'x', definition: 'x'.repeat(1001) }] } },
    'guardrail.deniedTopics[0].definition',
    'by 1',
  ],
  ['a tier of another name', { guardrail: { tier: 'Standard' } }, 'guardrail.tier', "'standard'"],
  [
    'the standard tier where there is no profile',
    {
      region: 'sa-east-1',
      models: ['global.anthropic.claude-haiku-4-5-20251001-v1:0'],
      network: { cidr: '10.0.0.0/24', s3PrefixListId: 'pl-00000000' },
      guardrail: { tier: 'standard' },
    },
    'guardrail.tier',
    "'classic'",
  ],
  [
    'a profile of the classic tier',
    { guardrail: { profile: 'us.guardrail.v1:0' } },
    'guardrail.profile',
    "tier: 'standard'",
  ],
  [
    'a profile of another geography',
    { guardrail: { tier: 'standard', profile: 'eu.guardrail.v1:0' } },
    'guardrail.profile',
    "'us.guardrail.v1:0'",
  ],
  [
    'Korean in the classic tier',
    { guardrail: { languages: ['English', 'Korean'] } },
    'guardrail.languages[1]',
    "tier: 'standard'",
  ],
  [
    'a language by its code',
    { guardrail: { tier: 'standard', languages: ['ko'] } },
    'guardrail.languages[0]',
    "'Korean'",
  ],
  [
    'a language of several scripts',
    { guardrail: { tier: 'standard', languages: ['Chinese'] } },
    'guardrail.languages[0]',
    "'Chinese (Simplified)'",
  ],
  [
    'a language of topics alone',
    { guardrail: { tier: 'standard', languages: ['Zulu'] } },
    'guardrail.languages[0]',
    'Remove it',
  ],
  [
    'words that no language of the row has',
    { guardrail: { tier: 'standard', languages: ['Korean'], blockedWords: ['Bluebird'] } },
    'guardrail.blockedWords',
    'regexes',
  ],
  [
    'profanity in Korean alone',
    { guardrail: { tier: 'standard', languages: ['Korean'], blockProfanity: true } },
    'guardrail.blockProfanity',
    'Remove it',
  ],
  [
    'personal data in Thai',
    { guardrail: { tier: 'standard', languages: ['Thai'], maskedPii: ['EMAIL'] } },
    'guardrail.maskedPii',
    'Remove it',
  ],
  ['a Korean word', { guardrail: { blockedWords: ['파랑새'] } }, 'guardrail.blockedWords[0]', 'regexes'],
  ['a phrase of four words', { guardrail: { blockedWords: ['a b c d'] } }, 'guardrail.blockedWords[0]', 'Shorten it'],
  ['a word with spaces around it', { guardrail: { blockedWords: [' x'] } }, 'guardrail.blockedWords[0]', 'spaces'],
  [
    'a filter of no kind',
    { guardrail: { contentFilters: [{ type: 'HATRED' }] } },
    'guardrail.contentFilters[0].type',
    "'HATE'",
  ],
  [
    'a filter twice',
    { guardrail: { contentFilters: [{ type: 'HATE' }, { type: 'HATE' }] } },
    'guardrail.contentFilters[1]',
    'once',
  ],
  [
    'a strength of no kind',
    { guardrail: { contentFilters: [{ type: 'HATE', input: 'hi' }] } },
    'guardrail.contentFilters[0].input',
    "'HIGH'",
  ],
  [
    'no filter of attacks',
    { guardrail: { contentFilters: [{ type: 'PROMPT_ATTACK', input: 'NONE' }] } },
    'guardrail.contentFilters[0].input',
    "'LOW'",
  ],
  [
    'attacks in answers',
    { guardrail: { contentFilters: [{ type: 'PROMPT_ATTACK', output: 'HIGH' }] } },
    'guardrail.contentFilters[0].output',
    'Omit it',
  ],
  [
    'images where nothing judges them',
    {
      region: 'eu-west-3',
      models: ['eu.amazon.nova-2-lite-v1:0'],
      network: { cidr: '10.0.0.0/24', s3PrefixListId: 'pl-00000000' },
      guardrail: { images: true },
    },
    'guardrail.images',
    'Remove it',
  ],
  [
    'a pattern that is none',
    { guardrail: { regexes: [{ name: 'x', pattern: '[0-9', action: 'mask' }] } },
    'guardrail.regexes[0].pattern',
    'brackets',
  ],
  [
    'a pattern that looks around',
    { guardrail: { regexes: [{ name: 'x', pattern: '(?<!a)b', action: 'mask' }] } },
    'guardrail.regexes[0].pattern',
    'itself',
  ],
  [
    'a pattern of everything',
    { guardrail: { regexes: [{ name: 'x', pattern: '.*', action: 'mask' }] } },
    'guardrail.regexes[0].pattern',
    'at least one',
  ],
  [
    'an action of the API',
    { guardrail: { regexes: [{ name: 'x', pattern: 'x', action: 'BLOCK' }] } },
    'guardrail.regexes[0].action',
    "'block'",
  ],
  [
    'eleven patterns',
    { guardrail: { regexes: [...'abcdefghijk'].map((name) => ({ name, pattern: 'x', action: 'mask' })) } },
    'guardrail.regexes',
    'Remove 1',
  ],
  [
    'a threshold that blocks everything',
    { invokerCallsModels: true, guardrail: { grounding: { grounding: 1 } } },
    'guardrail.grounding.grounding',
    '0.8',
  ],
  [
    'grounding that nobody reaches',
    { guardrail: { grounding: { grounding: 0.8 } } },
    'guardrail.grounding',
    'invokerCallsModels',
  ],
];

test.each(FAILING)('%s is one problem, with a remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

test.each([
  [{ invokerCallsModels: true }, []],
  [{ applications: { principals: ['arn:aws:iam::111122223333:role/web'], callModels: true } }, []],
  [{ applications: { principals: ['arn:aws:iam::111122223333:role/web'] } }, ['guardrail.grounding']],
  [{ invokerCallsModels: false }, ['guardrail.grounding']],
])('grounding needs somebody who calls the models directly: %j', (changes, paths) => {
  const found = remediesOf({ ...changes, guardrail: { grounding: { grounding: 0.8 } } });
  expect(found.map(([path]) => path)).toEqual(paths);
});
