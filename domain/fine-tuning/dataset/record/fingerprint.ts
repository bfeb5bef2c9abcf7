import { crc32 } from 'node:zlib';

/** What tells an example from others: equal `near`, the same but for trifles; equal `exact` as well, the same. */
export interface Fingerprint {
  readonly near: number;
  readonly exact: number;
}

/** Of the line as it stands: its checksum and its length, in one number. */
export function exactOf(line: Buffer): number {
  return crc32(line) * 2 ** 21 + (line.length % 2 ** 21);
}

/** So many letters at the beginning and at the end of a text decide whether two are nearly the same. */
const LETTERS = 16;

/**
 * Of question and answer, without case, digits, spaces and punctuation: the first and the last 16 letters of each, and
 * about how long they are. The middle of a long text is not looked at, which bounds the work on an example.
 */
export function nearOf(prompt: string, completion: string): number {
  const low = forward(completion, forward(prompt, sizeOf(prompt)));
  const high = backward(completion, backward(prompt, sizeOf(completion)));
  return (low >>> 0) * 2 ** 21 + ((high >>> 0) % 2 ** 21);
}

/** The same for two texts of which one is less than a fifth longer, mostly. */
const sizeOf = (text: string) => Math.floor(Math.log2(text.length + 1) * 4);

function forward(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0, letters = 0; index < text.length && letters < LETTERS; index++) {
    const letter = LETTER[text.charCodeAt(index) & 0xff] as number;
    if (letter === 0) continue;
    hash = Math.imul(hash ^ letter, PRIME);
    letters++;
  }
  return Math.imul(hash, PRIME);
}

function backward(text: string, seed: number): number {
  let hash = seed;
  for (let index = text.length - 1, letters = 0; index >= 0 && letters < LETTERS; index--) {
    const letter = LETTER[text.charCodeAt(index) & 0xff] as number;
    if (letter === 0) continue;
    hash = Math.imul(hash ^ letter, PRIME);
    letters++;
  }
  return Math.imul(hash, PRIME);
}

/** Of FNV-1a. */
const PRIME = 16777619;

/** By byte: 0 for what does not count, and the same for a letter in both cases. Bytes beyond ASCII belong to letters. */
const LETTER = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte).toLowerCase();
  if (byte > 127) return byte;
  return /[a-z]/.test(letter) ? letter.charCodeAt(0) : 0;
});
