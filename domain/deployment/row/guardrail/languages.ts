import {
  GROUNDING_LANGUAGES,
  GUARDRAIL_LANGUAGES,
  PII_LANGUAGES,
  TIER_LANGUAGES,
  WORD_LANGUAGES,
} from '../../../guardrail/languages';
import { guardrailProfilesIn } from '../../../guardrail/profiles';
import {
  at,
  either,
  isList,
  isObject,
  isText,
  type Place,
  problem,
  similar,
  text,
  type Validator,
  within,
} from '../../validation';

/** Validates the type of a language; `validateLanguages` validates its name. */
export const language: Validator = text('the name of a language', () => []);

/** Returns languages of this name, of a similar one, or of this code: `ko` is Korean. */
function similarTo(name: string, place: Place): readonly string[] {
  const words = name.toLowerCase();
  const same = GUARDRAIL_LANGUAGES.filter((known) => known.toLowerCase().split(' (')[0] === words);
  const left = (names: readonly string[]) => names.filter((one) => !place.siblings?.includes(one));
  if (same.length > 0) return left(same);
  const english = nameOfCode(name);
  const meant = GUARDRAIL_LANGUAGES.filter((known) => known.split(' (')[0] === english);
  return meant.length > 0 ? left(meant) : similar(name, GUARDRAIL_LANGUAGES, 3, place);
}

function nameOfCode(code: string): string | undefined {
  if (!/^[a-zA-Z]{2,3}(-|$)/.test(code)) return undefined;
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code.split('-')[0] ?? '');
  } catch {
    return undefined;
  }
}

/** Policies that no tier changes: each judges a part of the languages, and must judge one that the row declares. */
const UNTIERED = [
  ['maskedPii', PII_LANGUAGES],
  ['blockedWords', WORD_LANGUAGES],
  ['blockProfanity', WORD_LANGUAGES],
  ['grounding', GROUNDING_LANGUAGES],
] as const;

/** Validates that the guardrail judges the languages of the row: AWS calls it ineffective with any other. */
export const validateLanguages: Validator = (guardrail, place) => {
  if (!isObject(guardrail)) return [];
  const { tier = 'classic', languages = ['English'], deniedTopics } = guardrail;
  if (!isList(languages) || (tier !== 'classic' && tier !== 'standard')) return [];
  const declared = languages.filter(isKnown);
  const { contentFilters, deniedTopics: topics } = TIER_LANGUAGES[tier];
  const hasTopics = isList(deniedTopics) && deniedTopics.length > 0;
  const judged = (name: string) => includes(contentFilters, name) && (!hasTopics || includes(topics, name));
  const canBeStandard = place.region === undefined || guardrailProfilesIn(place.region).length > 0;
  const list = within(place, 'languages');
  const unknown = languages.flatMap((name, index) => {
    if (!isText(name) || isKnown(name)) return [];
    const meant = similarTo(name, { ...place, siblings: languages });
    const accepted = meant.filter(judged);
    const remedy =
      accepted.length > 0 || meant.length === 0
        ? `Use ${either(accepted) || 'a name of domain/guardrail/languages.ts, or remove it'}.`
        : `The ${tier} tier does not judge ${either(meant)}: ${canBeStandard ? "set tier to 'standard', too" : 'remove it'}.`;
    const message = 'is not a language that guardrails judge, by the name that AWS gives it';
    return [problem('PB-CONFIG-068', at(list, index), { value: name, message, remedy })];
  });
  const unjudged = languages.flatMap((name, index) => {
    if (!isKnown(name) || judged(name)) return [];
    const inStandard = tier === 'classic' && canBeStandard && includes(TIER_LANGUAGES.standard.contentFilters, name);
    return [
      problem('PB-CONFIG-069', at(list, index), {
        value: name,
        message: `is not judged by the ${tier} tier: the guardrail is ineffective with it`,
        remedy: inStandard ? "Use tier: 'standard'." : 'Remove it: no tier of this Region judges it.',
      }),
    ];
  });
  const without = (declared.length > 0 ? UNTIERED : []).flatMap(([name, known]) => {
    const isSet = isList(guardrail[name]) ? guardrail[name].length > 0 : Boolean(guardrail[name]);
    if (!isSet || declared.some((one) => known.includes(one))) return [];
    return [
      problem('PB-CONFIG-076', within(place, name), {
        message: `judges none of the languages of the row (${declared.join(', ')}), only ${known.join(', ')}`,
        remedy: name === 'blockedWords' ? 'Use guardrail.regexes, or remove it.' : 'Remove it.',
      }),
    ];
  });
  return [...unknown, ...unjudged, ...without];
};

const isKnown = (name: unknown): name is string => isText(name) && GUARDRAIL_LANGUAGES.includes(name);

function includes(list: readonly string[], item: string): boolean {
  return list.includes(item);
}
