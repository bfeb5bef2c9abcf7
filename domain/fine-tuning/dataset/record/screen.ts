/** Returns the next position from `from` on, or -1. */
type Search = (from: number) => number;

/** Next position of any of several strings. Called line by line, it searches the whole text only once. */
class Occurrences {
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
    for (const occurrence of this.each) {
      if (occurrence.at < start) {
        const at = occurrence.search(start);
        occurrence.at = at === -1 ? Number.POSITIVE_INFINITY : at;
      }
      this.next = Math.min(this.next, occurrence.at);
    }
  }
}

/** Tells which lines need a check text by text. Most need none, and searching many lines at once is cheap. */
export class Screen {
  private readonly reserved: Occurrences;
  private readonly personal: Occurrences;

  constructor(bytes: Buffer, text: string, reserved: readonly string[]) {
    const searchOf =
      (piece: string): Search =>
      (from) =>
        text.indexOf(piece, from);
    // An escape can hide any character.
    const escaped = searchOf('\\u');
    this.reserved = new Occurrences(reserved.length > 0 ? [escaped, ...reserved.map(rarePieceOf).map(searchOf)] : []);
    this.personal = new Occurrences([escaped, searchOf('@'), (from) => indexOfManyDigits(bytes, from)]);
  }

  mayHoldReserved(start: number, end: number): boolean {
    return this.reserved.isWithin(start, end);
  }

  mayHoldPersonalData(start: number, end: number): boolean {
    return this.personal.isWithin(start, end);
  }
}

/** Shortens a string for the search: capitals are rarer than the brackets of JSON, and V8 finds up to six letters faster. */
const rarePieceOf = (text: string) => (/[A-Z].*/.exec(text)?.[0] ?? text).slice(0, 6);

/**
 * Returns the position of a digit that may belong to an identity number (11 characters) or a card number (13 or more).
 * A step of six meets a digit of each, since separators are at other places.
 */
function indexOfManyDigits(bytes: Buffer, from: number): number {
  for (let at = from + 5; at < bytes.length; at += 6) {
    if (isDigit(bytes[at] as number) && digitsAround(bytes, at) >= FEWEST_DIGITS) return at;
  }
  return -1;
}

/** Digits of the shortest number. All of them are within ten characters of each other. */
const FEWEST_DIGITS = 9;

function digitsAround(bytes: Buffer, at: number): number {
  const end = Math.min(bytes.length, at + 11);
  let count = 0;
  for (let index = Math.max(0, at - 10); index < end; index++) if (isDigit(bytes[index] as number)) count++;
  return count;
}

const ZERO = 0x30;
/** One comparison is enough: bytes below zero become large numbers. */
const isDigit = (byte: number) => (byte - ZERO) >>> 0 < 10;
