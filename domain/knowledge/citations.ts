/** Citation in an answer: `[2]`, `[1, 3]` or `[1-3]`, with the white space before it. */
const CITATION = /\s{0,8}\[\s*(\d+(?:\s*[,;–-]\s*\d+)*)\s*\]/g;

/** Beginning of a citation, which the text that follows can complete. */
const BEGUN = /^\[[\d\s,;–-]*$/;

const SPACE = /\s/;

/** White space before a citation that is removed with it. */
const MOST_SPACE = 8;

/** Returns where the end of a text begins that can become a citation with the text that follows. */
function unfinishedAt(text: string): number {
  const bracket = text.lastIndexOf('[');
  let index = bracket >= 0 && BEGUN.test(text.slice(bracket)) ? bracket : text.length;
  const first = Math.max(0, index - MOST_SPACE);
  while (index > first && SPACE.test(text.charAt(index - 1))) index -= 1;
  return index;
}

/**
 * Checks the citations of an answer while it streams. A citation of a passage that was not retrieved is removed and
 * counted, so that each number in the answer leads to a source.
 */
export class CitationChecker {
  private rest = '';
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
    const pending = this.rest + text;
    const index = unfinishedAt(pending);
    this.rest = pending.slice(index);
    return this.check(pending.slice(0, index));
  }

  /** Returns what was held back at the end of the answer. */
  end(): string {
    const { rest } = this;
    this.rest = '';
    return this.check(rest);
  }

  private check(text: string): string {
    if (!text.includes('[')) return text;
    return text.replace(CITATION, (citation, numbers: string) => {
      const [space = ''] = /^\s*/.exec(citation) ?? [];
      const kept = numbers.split(/[,;]/).flatMap((part) => this.known(part) ?? []);
      return kept.length === 0 ? '' : `${space}[${kept.join(', ')}]`;
    });
  }

  /** Returns the number or range if all of it was retrieved; records it or counts it as removed. */
  private known(part: string): string | undefined {
    const [first = Number.NaN, ...more] = part.split(/[–-]/).map(Number);
    const last = more.at(-1) ?? first;
    if (first < 1 || last < first || last > this.passages || more.length > 1) {
      this.wrong += 1;
      return undefined;
    }
    for (let number = first; number <= last; number += 1) this.found.add(number);
    return last === first ? String(first) : `${first}-${last}`;
  }
}
