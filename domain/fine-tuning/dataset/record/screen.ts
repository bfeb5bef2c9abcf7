import type { Lines } from '../reading/lines';

/** Where something stands from a position on; -1 when it does not. */
type Search = (from: number) => number;

/** Where any of several things stands next. Asked line by line, it searches everything once. */
class Sightings {
  private readonly each: { readonly search: Search; at: number }[];
  private next = -1;

  constructor(searches: readonly Search[]) {
    this.each = searches.map((search) => ({ search, at: -1 }));
  }

  isWithin(start: number, end: number): boolean {
    if (this.next < start) this.advance(start);
    return this.next < end;
  }

  private advance(start: number): void {
    this.next = Number.POSITIVE_INFINITY;
    for (const sighting of this.each) {
      if (sighting.at < start) {
        const at = sighting.search(start);
        sighting.at = at === -1 ? Number.POSITIVE_INFINITY : at;
      }
      this.next = Math.min(this.next, sighting.at);
    }
  }
}

/** Which lines are worth looking at text by text. Searching many at once is cheap, and most hold nothing. */
export class Screen {
  private readonly reserved: Sightings;
  private readonly personal: Sightings;

  constructor({ bytes, text }: Lines, reserved: readonly string[]) {
    const searchOf =
      (piece: string): Search =>
      (from) =>
        text.indexOf(piece, from);
    // An escape can hide any character.
    const escaped = searchOf('\\u');
    this.reserved = new Sightings(reserved.length > 0 ? [escaped, ...reserved.map(rarePieceOf).map(searchOf)] : []);
    this.personal = new Sightings([escaped, searchOf('@'), (from) => indexOfManyDigits(bytes, from)]);
  }

  mayHoldReserved(start: number, end: number): boolean {
    return this.reserved.isWithin(start, end);
  }

  mayHoldPersonalData(start: number, end: number): boolean {
    return this.personal.isWithin(start, end);
  }
}

/** A capital letter is rarer than the brackets of JSON; and V8 looks for up to six letters in a faster way than for more. */
const rarePieceOf = (text: string) => (/[A-Z].*/.exec(text)?.[0] ?? text).slice(0, 6);

/**
 * Where a number stands that may be one of those that are looked for, an id of 11 characters or a card of 13 and more.
 * In steps of six, a byte of each is met that is a digit: its separators stand elsewhere. Around it are more.
 */
function indexOfManyDigits(bytes: Buffer, from: number): number {
  for (let at = from + 5; at < bytes.length; at += 6) {
    if (isDigit(bytes[at] as number) && digitsAround(bytes, at) >= FEWEST_DIGITS) return at;
  }
  return -1;
}

/** Of the shortest number; as many are within ten characters of each of its digits. */
const FEWEST_DIGITS = 9;

function digitsAround(bytes: Buffer, at: number): number {
  const end = Math.min(bytes.length, at + 11);
  let count = 0;
  for (let index = Math.max(0, at - 10); index < end; index++) if (isDigit(bytes[index] as number)) count++;
  return count;
}

const ZERO = 0x30;
/** In one comparison: a byte below zero is a large number, too. */
const isDigit = (byte: number) => (byte - ZERO) >>> 0 < 10;
