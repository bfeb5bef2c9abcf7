import fc from 'fast-check';
import { IMAGE_FILTERS } from '../../../domain/guardrail/content-filters';
import { TIER_LANGUAGES } from '../../../domain/guardrail/languages';
import { BLOCKED_PII, PII_TYPES } from '../../../domain/guardrail/pii';
import { guardrailProfilesIn } from '../../../domain/guardrail/profiles';
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

const strength = fc.constantFrom('NONE', 'LOW', 'MEDIUM', 'HIGH');

const contentFilter = fc.oneof(
  fc.record(
    { type: fc.constantFrom('HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'), input: strength, output: strength },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('PROMPT_ATTACK'), input: fc.constantFrom('LOW', 'MEDIUM', 'HIGH') }),
);

const regex = fc.record(
  {
    name: text(100),
    pattern: fc.constantFrom('[0-9]{6}-[1-8][0-9]{6}', 'NB-[0-9]{6}', '\\b사내비\\b', 'secret-[a-z]+'),
    action: fc.constantFrom('block' as const, 'mask' as const),
    description: text(1000),
  },
  { requiredKeys: ['name', 'pattern', 'action'] },
);

const word = fc.oneof(fc.constantFrom('Project Bluebird', 'déjà vu', 'top secret 42'), textOf('aZé0-', 1, 100));

const score = fc.constantFrom(0.01, 0.5, 0.8, 0.99);

/** Settings that go with each tier. English is always among the languages: words and grounding need it. */
const tiers = (region: string) => {
  const languagesOf = (known: readonly string[]) =>
    fc.subarray(known.filter((name) => name !== 'English')).map((others) => ['English', ...others]);
  const classic = fc.record(
    { tier: fc.constant('classic' as const), languages: languagesOf(TIER_LANGUAGES.classic.contentFilters) },
    { requiredKeys: [] },
  );
  const profiles = guardrailProfilesIn(region).map(({ id }) => id);
  if (profiles.length === 0) return classic;
  const standard = fc.record(
    {
      tier: fc.constant('standard' as const),
      languages: languagesOf(TIER_LANGUAGES.standard.contentFilters),
      profile: fc.constantFrom(...profiles),
    },
    { requiredKeys: ['tier'] },
  );
  return fc.oneof(classic, standard);
};

export const guardrail: PropertyRows<'guardrail'> = (region) =>
  optional(
    fc
      .tuple(
        tiers(region),
        fc.record(
          {
            blockedMessage: text(500),
            deniedTopics: fc.uniqueArray(topic, { maxLength: 3, selector: ({ name }) => name }),
            maskedPii: fc.subarray(MASKABLE),
            contentFilters: fc.uniqueArray(contentFilter, { maxLength: 6, selector: ({ type }) => type }),
            ...(IMAGE_FILTERS[region] && { images: fc.boolean() }),
            blockedWords: fc.uniqueArray(word, { maxLength: 3 }),
            blockProfanity: fc.boolean(),
            regexes: fc.uniqueArray(regex, { maxLength: 3, selector: ({ name }) => name }),
            grounding: fc.record({ grounding: score, relevance: score }, { requiredKeys: [] }),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([tier, rest]) => ({ ...tier, ...rest })),
  );
