/** White space before a citation that is removed with it. */
const MOST_SPACE = 8;

const SPACE = /\s/;
const isDigit = (char: string) => char >= '0' && char <= '9';
const SEPARATOR = /[,;]/;
const DASH = /[–-]/;
const isSeparator = (char: string) => char === ',' || char === ';' || char === '-' || char === '–';

/** Text since a bracket that can become a citation: `[2]`, `[1, 3]` or `[1-3]`, with white space anywhere in it. */
interface Bracket {
  text: string;
  /** Its numbers and separators, without white space. */
  numbers: string;
  /** Last part, apart from white space; `digit` only without any after it. */
  last: 'separator' | 'digit' | 'number';
  /** White space at the end, as far as it can belong to the next citation. */
  space: string;
}

/**
 * Checks the citations of an answer while it streams. A citation of a passage that was not retrieved is removed and
 * counted, so that each number in the answer leads to a source. Reads each character once, however the answer is cut.
 */
export class CitationChecker {
  /** White space that is removed if a wrong citation follows. */
  private space = '';
  private bracket: Bracket | undefined;
  private readonly found = new Set<number>();
  private wrong = 0;

  /** @param passages number of passages that were retrieved; citations count from 1 */
  constructor(private readonly passages: number) {}

  /** Numbers of the passages that the answer cites, in the order of their first citation. */
  get cited(): readonly number[] {
    return [...this.found];
  }

  /** Number of citations that were removed. */
  get removed(): number {
    return this.wrong;
  }

  /** Takes the next piece of the answer. Returns what can be shown of it and of the pieces before. */
  push(text: string): string {
    let shown = '';
    for (let index = 0; index < text.length; ) {
      if (this.bracket) {
        shown += this.within(this.bracket, text.charAt(index));
        index += 1;
      } else {
        const at = text.indexOf('[', index);
        shown += this.outside(text.slice(index, at < 0 ? text.length : at));
        if (at >= 0) this.bracket = begin();
        index = at < 0 ? text.length : at + 1;
      }
    }
    return shown;
  }

  /** Returns what was held back at the end of the answer. */
  end(): string {
    const rest = this.space + (this.bracket?.text ?? '');
    this.space = '';
    this.bracket = undefined;
    return rest;
  }

  /** Returns text without a bracket, and holds back the white space at its end. */
  private outside(text: string): string {
    const pending = this.space + text;
    let end = pending.length;
    while (end > 0 && pending.length - end < MOST_SPACE && SPACE.test(pending.charAt(end - 1))) end -= 1;
    this.space = pending.slice(end);
    return pending.slice(0, end);
  }

  /** Takes the next character of what can be a citation. Returns text when it is decided. */
  private within(bracket: Bracket, char: string): string {
    const { last } = bracket;
    if (char === ']' && last !== 'separator') return this.checked(bracket.numbers);
    const isNumber = isDigit(char) && last !== 'number';
    const isNext = isSeparator(char) && last !== 'separator';
    const isSpace = !isNumber && !isNext && SPACE.test(char);
    if (!isNumber && !isNext && !isSpace) return this.abandoned(bracket, char);
    bracket.text += char;
    bracket.space = isSpace ? (bracket.space + char).slice(-MOST_SPACE) : '';
    if (!isSpace) bracket.numbers += char;
    if (isSpace) bracket.last = last === 'digit' ? 'number' : last;
    else bracket.last = isNumber ? 'digit' : 'separator';
    return '';
  }

  /** Returns the text of a bracket that is no citation, up to white space that the next citation can take with it. */
  private abandoned({ text, space }: Bracket, char: string): string {
    const before = this.space + text.slice(0, text.length - space.length);
    this.space = space;
    this.bracket = char === '[' ? begin() : undefined;
    return char === '[' ? before : before + this.outside(char);
  }

  /** Returns a citation with the numbers that lead to a passage; nothing of it if there are none. */
  private checked(numbers: string): string {
    const kept = numbers.split(SEPARATOR).map((part) => this.known(part));
    const joined = kept.filter((part) => part !== '').join(', ');
    const shown = joined === '' ? '' : `${this.space}[${joined}]`;
    this.space = '';
    this.bracket = undefined;
    return shown;
  }

  /** Returns the number or range if all of it was retrieved, and records it; otherwise counts it as removed. */
  private known(part: string): string {
    const [first = '', end = first, ...more] = part.split(DASH);
    const [from, last] = [Number(first), Number(end)];
    if (from < 1 || last < from || last > this.passages || more.length > 0) {
      this.wrong += 1;
      return '';
    }
    for (let number = from; number <= last; number += 1) this.found.add(number);
    return last === from ? String(from) : `${from}-${last}`;
  }
}

const begin = (): Bracket => ({ text: '[', numbers: '', last: 'separator', space: '' });
