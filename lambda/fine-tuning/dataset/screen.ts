import type { Lines } from './lines';

/** Where something that is looked for stands next. Asked line by line, it searches each stretch once. */
class Sighting {
  private at = -1;

  constructor(private readonly next: (from: number) => number) {}

  isWithin(start: number, end: number): boolean {
    if (this.at < start) {
      const at = this.next(start);
      this.at = at === -1 ? Number.POSITIVE_INFINITY : at;
    }
    return this.at < end;
  }
}

/** Which lines are worth looking at text by text. Searching many at once is cheap, and most hold nothing. */
export class Screen {
  private readonly reserved: readonly Sighting[];
  private readonly personal: readonly Sighting[];

  constructor({ bytes, text }: Lines, reserved: readonly string[]) {
    const sightingOf = (piece: string) => new Sighting((from) => text.indexOf(piece, from));
    // An escape can hide any character.
    const escaped = sightingOf('\\u');
    this.reserved = reserved.length > 0 ? [escaped, ...reserved.map(rarePieceOf).map(sightingOf)] : [];
    this.personal = [escaped, sightingOf('@'), new Sighting((from) => indexOfManyDigits(bytes, text, from))];
  }

  mayHoldReserved(start: number, end: number): boolean {
    return this.reserved.some((sighting) => sighting.isWithin(start, end));
  }

  mayHoldPersonalData(start: number, end: number): boolean {
    return this.personal.some((sighting) => sighting.isWithin(start, end));
  }
}

/** A capital letter is rarer than the brackets of JSON; and V8 looks for up to six letters in a faster way than for more. */
const rarePieceOf = (text: string) => (/[A-Z].*/.exec(text)?.[0] ?? text).slice(0, 6);

const ZERO = 0x30;
const NINE = 0x39;

/**
 * Where a number stands that may be one of those that are looked for: they all have four digits in a row, one of which is
 * met in steps of four, and two more before or after these.
 */
function indexOfManyDigits(bytes: Buffer, text: string, from: number): number {
  for (let at = from + 3; at < bytes.length; at += 4) {
    const byte = bytes[at] as number;
    if (byte >= ZERO && byte <= NINE && MANY_DIGITS.test(text.slice(Math.max(from, at - 7), at + 8))) return at;
  }
  return -1;
}

const MANY_DIGITS = /\d{2}[ -]?\d{4}|\d{4}[ -]?\d{2}/;
