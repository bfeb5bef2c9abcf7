import { WEIGHTS, type Weight } from './token-weights';

/** Factors between which the real number of tokens lies, for any text. */
export interface TokenBand {
  readonly low: number;
  readonly high: number;
}

/** Llama 3: measured (docs/fine-tuning.md). Others: a wider margin, because AWS publishes no tokenizer of Nova. */
export const TOKEN_BANDS = {
  'llama-3': { low: 0.7, high: 1.5 },
  unpublished: { low: 0.6, high: 1.8 },
} as const satisfies Record<string, TokenBand>;

const SCRIPTS = [
  'phonetic',
  'greek',
  'cyrillic',
  'armenian',
  'hebrew',
  'arabic',
  'arabicOfOthers',
  'devanagari',
  'thai',
  'indic',
  'rare',
  'symbol',
  'mathematics',
  'kana',
  'han',
  'hangul',
  'jamo',
  'wide',
  'halfWidth',
  'emoji',
] as const satisfies readonly Weight[];

const KINDS = [
  'lineBreak',
  'tab',
  'space',
  'punctuation',
  'digit',
  'lower',
  'upper',
  'latin',
  'vietnamese',
  'continuation',
  ...SCRIPTS,
] as const;

type Kind = (typeof KINDS)[number];

const LETTERS: ReadonlySet<Kind> = new Set(['lower', 'upper', 'latin', 'vietnamese', 'continuation']);

/** Returns the weights of a character after another one. */
function weightsOf(before: Kind, kind: Kind): readonly Weight[] {
  switch (kind) {
    case 'lower':
    case 'upper':
      return [letterWeight(before, kind)];
    case 'latin':
    case 'vietnamese':
      return LETTERS.has(before) ? [kind] : ['word', kind];
    case 'digit':
      return digitWeights(before);
    case 'continuation':
      return [];
    case 'space':
      return before === 'space' ? ['indentation'] : [];
    case 'lineBreak':
      return [before === 'lineBreak' ? 'indentation' : 'lineBreak'];
    case 'tab':
      return [before === 'lineBreak' || before === 'tab' ? 'indentation' : 'tab'];
    case 'punctuation':
      return [before === 'punctuation' ? 'nextPunctuation' : 'punctuation'];
    default:
      return [kind];
  }
}

function letterWeight(before: Kind, kind: 'lower' | 'upper'): Weight {
  if (before === 'digit') return 'afterDigit';
  if (before === 'upper') return kind === 'upper' ? 'capital' : 'afterCapital';
  if (!LETTERS.has(before)) return 'word';
  return kind === 'upper' ? 'camelCase' : 'letter';
}

function digitWeights(before: Kind): readonly Weight[] {
  if (before === 'digit') return ['digit'];
  if (before === 'space') return ['number', 'space'];
  return [LETTERS.has(before) ? 'numberInWord' : 'number'];
}

/** First code of each kind of character beyond Latin-1. */
const RANGES: readonly (readonly [first: number, kind: Kind])[] = [
  [0x100, 'latin'],
  [0x240, 'phonetic'],
  [0x370, 'greek'],
  [0x400, 'cyrillic'],
  [0x540, 'armenian'],
  [0x5c0, 'hebrew'],
  [0x600, 'arabic'],
  // Letters of Persian, Urdu and others.
  [0x680, 'arabicOfOthers'],
  [0x700, 'rare'],
  [0x900, 'devanagari'],
  [0x980, 'indic'],
  [0xe00, 'thai'],
  [0xe80, 'indic'],
  // Jamo, Ethiopic, Cherokee, Canadian syllabics, runes.
  [0x1100, 'rare'],
  [0x1700, 'indic'],
  [0x1800, 'rare'],
  [0x1d00, 'phonetic'],
  [0x1e00, 'vietnamese'],
  [0x2000, 'symbol'],
  [0x2080, 'mathematics'],
  [0x2500, 'symbol'],
  // Braille, and symbols that texts seldom have.
  [0x2800, 'rare'],
  [0x3000, 'kana'],
  [0x3100, 'jamo'],
  [0x3200, 'kana'],
  [0x3400, 'han'],
  [0xa000, 'indic'],
  [0xac00, 'hangul'],
  // Surrogates: the first one counts for both.
  [0xd800, 'emoji'],
  [0xdc00, 'continuation'],
  [0xe000, 'symbol'],
  [0xfe00, 'wide'],
  [0xff60, 'halfWidth'],
];

const kindOfCode = (code: number): Kind => RANGES.findLast(([first]) => first <= code)?.[1] ?? 'latin';

/** Returns the kind of an ASCII character, or of the character that begins with a byte of UTF-8. */
function kindOfByte(byte: number): Kind {
  const character = String.fromCharCode(byte);
  if (character === '\t') return 'tab';
  if (/[\n\v\f\r]/.test(character)) return 'lineBreak';
  if (character === ' ') return 'space';
  if (/[a-z]/.test(character)) return 'lower';
  if (/[A-Z]/.test(character)) return 'upper';
  if (/\d/.test(character)) return 'digit';
  if (byte < 0x80) return 'punctuation';
  if (byte < 0xc0) return 'continuation';
  if (byte < 0xe0) return kindOfCode((byte & 0x1f) << 6);
  if (byte < 0xf0) return kindOfCode((byte & 0x0f) << 12);
  return 'emoji';
}

const INDEX = Object.fromEntries(KINDS.map((kind, index) => [kind, index])) as Record<Kind, number>;
const KIND_OF_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => INDEX[kindOfByte(byte)]);
/** Kinds of characters of three bytes, by the low bits of the first two. */
const KIND_OF_PAIR = Uint8Array.from({ length: 1024 }, (_, bits) => INDEX[kindOfCode(bits << 6)]);

/** Returns the kind of a character of a text whose characters are bytes of UTF-8, except those that JSON escapes. */
function kindAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code < 0xe0) return KIND_OF_BYTE[code] as number;
  if (code > 0xff) return INDEX[kindOfCode(code)];
  if (code >= 0xf0) return INDEX.emoji;
  const next = text.charCodeAt(index + 1);
  // An escaped é, which no continuation follows.
  if ((next & 0xffc0) !== 0x80) return INDEX.latin;
  return KIND_OF_PAIR[((code & 0x0f) << 6) | (next & 0x3f)] as number;
}

const ROW = 32;

const COSTS = new Float64Array(ROW * ROW);
for (const before of KINDS) {
  for (const kind of KINDS) {
    const weights = weightsOf(before, kind);
    COSTS[INDEX[before] * ROW + INDEX[kind]] = weights.reduce((sum, weight) => sum + WEIGHTS[weight], 0);
  }
}

/** Counts each weight in a text, for the calibration. */
export function countWeights(text: string): Readonly<Partial<Record<Weight, number>>> {
  const counts: Partial<Record<Weight, number>> = {};
  let before: Kind = 'lineBreak';
  for (let index = 0; index < text.length; index++) {
    const kind = KINDS[kindAt(text, index)] as Kind;
    for (const weight of weightsOf(before, kind)) counts[weight] = (counts[weight] ?? 0) + 1;
    before = kind;
  }
  return counts;
}

/** Estimates the tokens of a text from all of its characters. */
export function countTokens(text: string): number {
  let tokens = 0;
  let before = INDEX.lineBreak;
  for (let index = 0; index < text.length; index++) {
    const kind = kindAt(text, index);
    tokens += COSTS[before * ROW + kind] as number;
    before = kind;
  }
  return tokens;
}

const SAMPLES = 16;
/** Steps by the golden ratio meet all parts of a text evenly, and no period of it. */
const STEP = 0.618033988749895;

/** Estimates the tokens of a text from some of its characters when it is long. */
export function sampleTokens(text: string): number {
  const { length } = text;
  if (length <= 2 * SAMPLES) return countTokens(text);
  let tokens = 0;
  for (let sample = 1, at = STEP; sample <= SAMPLES; sample++, at += STEP) {
    const index = 1 + Math.floor((at - Math.floor(at)) * (length - 1));
    tokens += COSTS[kindAt(text, index - 1) * ROW + kindAt(text, index)] as number;
  }
  return (tokens / SAMPLES) * length;
}
