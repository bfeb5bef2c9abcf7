import { crc32 } from 'node:zlib';

/** Hash of 62 bits in two small integers, which a Map finds several times as fast as a larger number. */
export interface Fingerprint {
  readonly key: number;
  readonly rest: number;
}

const SMALL = 0x3fffffff;

/** Returns the checksum and the length of a line. */
export function exactFingerprint(line: Buffer): Fingerprint {
  const checksum = crc32(line);
  return { key: checksum & SMALL, rest: ((checksum >>> 30) << 28) | (line.length & 0xfffffff) };
}

/** Number of letters at the start and at the end of a text that are compared. */
const LETTERS = 16;

/** Number of letters that are compared of the word after each quarter of a longer text. */
const INNER_LETTERS = 5;

/** Length from which on the start and the end do not cover most of a text. */
const LONG = 64;

/**
 * Hash that is the same for examples that are nearly the same. Of each text it reads some letters, without case, digits,
 * spaces and punctuation: 16 at its start, 16 at its end, 5 of three words between them; and roughly its length. Long texts
 * cost no more than short ones.
 */
export class NearHash {
  private low = 0;
  private high = 0;

  get fingerprint(): Fingerprint {
    return { key: this.low & SMALL, rest: this.high & SMALL };
  }

  reset(): void {
    this.low = 0;
    this.high = 0;
  }

  add(text: string): void {
    this.low = hashForward(text, 0, LETTERS, mix(this.low, lengthClass(text)));
    this.high = hashBackward(text, this.high);
    if (text.length < LONG) return;
    for (let quarter = 1; quarter < 4; quarter++) {
      const word = text.indexOf(' ', (text.length * quarter) >> 2) + 1;
      this.low = hashForward(text, word, INNER_LETTERS, this.low);
    }
  }

  /** Adds another hash, of a text that was read before. */
  addHash({ low, high }: NearHash): void {
    this.low = mix(this.low, low);
    this.high = mix(this.high, high);
  }

  /** Adds all characters, also those that `add` ignores. */
  addAll(text: string): void {
    for (let index = 0; index < text.length; index++) this.low = mix(this.low, text.charCodeAt(index));
    this.high = mix(this.high, this.low);
  }
}

/** Step of FNV-1a. */
const mix = (hash: number, value: number) => Math.imul(hash ^ value, 16777619);

/** Returns the same number for most texts whose lengths differ by less than an eighth: the length without its lower bits. */
function lengthClass({ length }: string): number {
  const bits = Math.max(0, 29 - Math.clz32(length));
  return bits * 8 + (length >>> bits);
}

function hashForward(text: string, from: number, count: number, seed: number): number {
  let hash = seed;
  for (let index = from, letters = 0; index < text.length && letters < count; index++) {
    const letter = letterOf(text.charCodeAt(index));
    if (letter === 0) continue;
    hash = mix(hash, letter);
    letters++;
  }
  return mix(hash, count);
}

function hashBackward(text: string, seed: number): number {
  let hash = seed;
  for (let index = text.length - 1, letters = 0; index >= 0 && letters < LETTERS; index--) {
    const letter = letterOf(text.charCodeAt(index));
    if (letter === 0) continue;
    hash = mix(hash, letter);
    letters++;
  }
  return mix(hash, LETTERS);
}

const letterOf = (code: number): number => (code > 0xff ? code : (LETTER[code] as number));

/** Lower-case letter of each byte, or 0 for a byte that is ignored. Bytes beyond ASCII belong to letters. */
const LETTER = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte).toLowerCase();
  if (byte > 127) return byte;
  return /[a-z]/.test(letter) ? letter.charCodeAt(0) : 0;
});
