/**
 * Tokens of each character, or of the boundary before it. They are calibrated with the public tokenizer of Llama 3: see
 * `bench/tokens` and docs/fine-tuning.md.
 */
export const WEIGHTS = {
  /** First letter of a word, with the space before it. */
  word: 0.32,
  /** Each further letter. */
  letter: 0.23,
  /** Capital after a small letter, as in `customerId`. */
  camelCase: 0.03,
  /** Capital after a capital. */
  capital: 0.28,
  /** Small letter after a capital. */
  afterCapital: 0.72,
  /** Letter after a digit. */
  afterDigit: 1.33,
  /** First digit of a number. */
  number: 0.71,
  /** First digit of a number after a letter. */
  numberInWord: 1.05,
  /** Each further digit. */
  digit: 0.29,
  /** Space before something else than a word. */
  space: 1.39,
  /** Each further space, as in an indentation. */
  indentation: 0.08,
  lineBreak: 0.34,
  tab: 0.82,
  /** First character of punctuation. */
  punctuation: 0.76,
  /** Each further character of punctuation. */
  nextPunctuation: 0.34,
  latin: 0.87,
  vietnamese: 0,
  phonetic: 2.4,
  greek: 0.45,
  cyrillic: 0.35,
  armenian: 1.92,
  hebrew: 1.15,
  arabic: 0.46,
  arabicOfOthers: 1,
  devanagari: 0.64,
  thai: 0.47,
  indic: 1.55,
  rare: 2.93,
  symbol: 0.76,
  mathematics: 1.9,
  kana: 0.58,
  han: 0.83,
  hangul: 0.75,
  jamo: 1.55,
  wide: 0.96,
  halfWidth: 1.67,
  emoji: 2.96,
} satisfies Record<string, number>;

export type Weight = keyof typeof WEIGHTS;
