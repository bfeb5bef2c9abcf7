import { crc32 } from 'node:zlib';

/** Distinguishes examples. Equal examples have the same `exact`, nearly equal ones the same `near`. */
export interface Fingerprint {
  readonly near: number;
  readonly exact: number;
}

/** Returns the checksum and the length of a line, in one number. */
export function exactFingerprint(line: Buffer): number {
  return crc32(line) * 2 ** 21 + (line.length % 2 ** 21);
}

/** Number of letters at the start and at the end of a text that are compared. */
const LETTERS = 16;

/**
 * Returns one number for all pairs of texts that are nearly the same: without case, digits, spaces and punctuation, the
 * first and the last 16 letters of each are equal, and so is roughly its length. The middle of a long text is not read,
 * which bounds the work on an example.
 */
export function nearFingerprint(prompt: string, completion: string): number {
  const low = hashStart(completion, hashStart(prompt, lengthClass(prompt)));
  const high = hashEnd(completion, hashEnd(prompt, lengthClass(completion)));
  return (low >>> 0) * 2 ** 21 + ((high >>> 0) % 2 ** 21);
}

/** Returns the same number for most texts whose lengths differ by less than a fifth. */
const lengthClass = (text: string) => Math.floor(Math.log2(text.length + 1) * 4);

function hashStart(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0, letters = 0; index < text.length && letters < LETTERS; index++) {
    const letter = LETTER[text.charCodeAt(index) & 0xff] as number;
    if (letter === 0) continue;
    hash = Math.imul(hash ^ letter, PRIME);
    letters++;
  }
  return Math.imul(hash, PRIME);
}

function hashEnd(text: string, seed: number): number {
  let hash = seed;
  for (let index = text.length - 1, letters = 0; index >= 0 && letters < LETTERS; index--) {
    const letter = LETTER[text.charCodeAt(index) & 0xff] as number;
    if (letter === 0) continue;
    hash = Math.imul(hash ^ letter, PRIME);
    letters++;
  }
  return Math.imul(hash, PRIME);
}

/** Multiplier of FNV-1a. */
const PRIME = 16777619;

/** Lower-case letter of each byte, or 0 for a byte that is ignored. Bytes beyond ASCII belong to letters. */
const LETTER = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte).toLowerCase();
  if (byte > 127) return byte;
  return /[a-z]/.test(letter) ? letter.charCodeAt(0) : 0;
});
