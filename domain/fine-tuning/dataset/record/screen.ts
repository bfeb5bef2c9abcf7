/** Returns the next position from `from` on, or -1. */
type Search = (from: number) => number;

/**
 * Tells which lines may hold personal data, and need a check of each text. Most lines hold none, and searching many lines
 * at once is cheap: called line by line, it searches each text only once.
 */
export class Screen {
  private readonly searches: { readonly search: Search; at: number }[];
  private next = -1;

  constructor(bytes: Buffer, text: string) {
    const find =
      (piece: string): Search =>
      (from) =>
        text.indexOf(piece, from);
    // An escape can hide any character.
    this.searches = [find('\\u'), find('@'), (from: number) => indexOfDigits(bytes, from)].map((search) => ({
      search,
      at: -1,
    }));
  }

  mayHoldPersonalData(start: number, end: number): boolean {
    if (this.next < start) this.advance(start);
    return this.next < end;
  }

  private advance(start: number): void {
    this.next = Number.POSITIVE_INFINITY;
    for (const search of this.searches) {
      if (search.at < start) {
        const at = search.search(start);
        search.at = at === -1 ? Number.POSITIVE_INFINITY : at;
      }
      this.next = Math.min(this.next, search.at);
    }
  }
}

/**
 * Returns the position of a digit that may belong to an identity, card or phone number. Steps of two and five, in turn, meet
 * a digit of each, because separators are one, three, four or five characters apart.
 */
function indexOfDigits(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 7) {
    if (isDigit(bytes[at] as number) && digitsAround(bytes, at) >= FEWEST_DIGITS) return at;
    if (isDigit(bytes[at + 2] as number) && digitsAround(bytes, at + 2) >= FEWEST_DIGITS) return at + 2;
  }
  return -1;
}

/** Digits of the shortest number, within ten characters of each other. */
const FEWEST_DIGITS = 6;

function digitsAround(bytes: Buffer, at: number): number {
  const end = Math.min(bytes.length, at + 11);
  let count = 0;
  for (let index = Math.max(0, at - 10); index < end; index++) if (isDigit(bytes[index] as number)) count++;
  return count;
}

const ZERO = 0x30;
/** One comparison is enough: bytes below zero become large numbers. */
const isDigit = (byte: number) => (byte - ZERO) >>> 0 < 10;
