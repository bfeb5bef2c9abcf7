import type { GuardrailRegex } from '../../../guardrail/guardrail-config';
import { WORD_LANGUAGES } from '../../../guardrail/languages';
import { all, type Constraint, firstViolated, objectOf, text, type Validator } from '../../validation';
import { oneOf, textUpTo } from './texts';

const PATTERN_CONSTRAINTS: readonly Constraint<string>[] = [
  {
    code: 'PB-CONFIG-058',
    holds: (pattern) => isPattern(pattern),
    message: 'is not a regular expression',
    remedy: 'Close its brackets, and escape its special characters with \\.',
  },
  {
    code: 'PB-CONFIG-059',
    holds: (pattern) => !/\(\?(=|!|<=|<!)|\\[1-9]|\\k</.test(pattern),
    message: 'looks around or refers back, which not every engine of regular expressions can do',
    remedy: 'Match the text itself, for example with \\b at its ends.',
  },
  {
    code: 'PB-CONFIG-060',
    holds: (pattern) => !isPattern(pattern) || !new RegExp(pattern, 'u').test(''),
    message: 'matches a text without any character, and so every text',
    remedy: 'Require at least one character.',
  },
  {
    code: 'PB-CONFIG-078',
    holds: (pattern) => !repeatsRepetition(pattern),
    message: 'repeats without limit a group that itself repeats without limit: an engine can take very long on it',
    remedy: 'Limit one of the two, for example with {1,20}.',
  },
];

/**
 * Validates a regular expression. Limits: GuardrailRegexConfig of the API, read 2026-11-27. AWS documents no engine: that a
 * pattern looks around, refers back or repeats a repetition is refused by this project alone.
 */
export const regex = objectOf(
  {
    name: textUpTo(100),
    pattern: all(textUpTo(500), text('a regular expression', firstViolated<string>(PATTERN_CONSTRAINTS))),
    action: oneOf(['block', 'mask']),
    description: textUpTo(1000),
  } satisfies Record<keyof GuardrailRegex, Validator>,
  ['name', 'pattern', 'action'],
);

/** Validates a word or phrase. Limits: GuardrailWordConfig of the API; User Guide, "word filters", read 2026-11-27. */
export const word = text(
  'a word or phrase',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-062',
      holds: (value) => value.trim() === value && value.length > 0 && value.length <= 100,
      message: (value) => `has ${value.length} characters, and takes 1 to 100 without spaces around them`,
      remedy: 'Shorten it, or remove the spaces around it.',
    },
    {
      code: 'PB-CONFIG-054',
      holds: (value) => value.split(/\s+/).length <= 3,
      message: (value) => `has ${value.split(/\s+/).length} words, and takes 1 to 3`,
      remedy: 'Shorten it, or use guardrail.regexes.',
    },
    {
      code: 'PB-CONFIG-055',
      holds: (value) => !/\p{L}/u.test(value.replaceAll(/\p{Script=Latin}/gu, '')),
      message: `is not in Latin letters: AWS judges words in ${WORD_LANGUAGES.join(', ')} only`,
      remedy: "Use guardrail.regexes with this text as pattern and action 'block'.",
    },
  ]),
);

/**
 * Tells whether an unlimited repetition is inside another one, such as `(a+)+`: the time of an engine that backtracks can
 * grow exponentially with the length of the text. AWS does not say which engine guardrails have.
 */
function repeatsRepetition(pattern: string): boolean {
  // Without escapes and character classes, all that is left of ( ) + * { is syntax.
  const syntax = pattern.replace(/\\./gu, 'x').replace(/\[[^\]]*\]/gu, 'x');
  /** For each open group: something in it repeats without limit. */
  const groups = [false];
  for (const { 0: token } of syntax.matchAll(/\((\?:|\?<\w+>)?|\)?([+*]|\{\d+,\})|\)/g)) {
    if (token.startsWith('(')) groups.push(false);
    else {
      const inside = token.startsWith(')') && groups.length > 1 ? groups.pop() === true : false;
      const isUnlimited = token !== ')';
      if (inside && isUnlimited) return true;
      groups.push((groups.pop() ?? false) || inside || isUnlimited);
    }
  }
  return false;
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
