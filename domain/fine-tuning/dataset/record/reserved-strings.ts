import type { FineTuning } from '../../../models/fine-tuning';

/** Reserved string in a text. */
export interface ReservedMatch {
  /** As the guide or the script of AWS writes it. */
  readonly reserved: string;
  /** True if all of AWS's sources refuse it in a prompt. Otherwise only some do, for example in another case. */
  readonly isExact: boolean;
}

/** Finds the reserved strings of a model, in any case. */
export class ReservedStrings {
  private readonly agreed: ReadonlySet<string>;
  /** Strings that end with a colon. */
  private readonly labels: readonly string[];
  private readonly tags: readonly string[];

  constructor({ reserved, disputedReserved = [] }: Pick<FineTuning, 'reserved' | 'disputedReserved'>) {
    this.agreed = new Set(reserved);
    const all = [...reserved, ...disputedReserved];
    this.labels = all.filter((string) => string.endsWith(':'));
    this.tags = all.filter((string) => !string.endsWith(':'));
  }

  find(text: string): readonly ReservedMatch[] {
    if (this.labels.length === 0) return NONE;
    let found = NONE;
    for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
      if (LAST_LETTERS[text.charCodeAt(at - 1) & 0xff] !== 0) found = this.match(text, this.labels, at, found);
    }
    for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
      found = this.match(text, this.tags, at, found);
    }
    for (let at = text.indexOf('['); at !== -1; at = text.indexOf('[', at + 1)) {
      found = this.match(text, this.tags, at, found);
    }
    return found;
  }

  /** @param at position of the colon at the end of a label, or of the bracket at the start of a tag */
  private match(
    text: string,
    strings: readonly string[],
    at: number,
    before: readonly ReservedMatch[],
  ): readonly ReservedMatch[] {
    let found = before;
    for (const reserved of strings) {
      const start = strings === this.labels ? at + 1 - reserved.length : at;
      if (start < 0 || text.slice(start, start + reserved.length).toLowerCase() !== reserved.toLowerCase()) continue;
      const isExact = this.agreed.has(reserved) && text.startsWith(reserved, start);
      found = merge(found, { reserved, isExact });
    }
    return found;
  }
}

/** 1 for the last letters of all labels, so that most colons are passed quickly. */
const LAST_LETTERS = Uint8Array.from({ length: 256 }, (_, code) => (/[rtm]/i.test(String.fromCharCode(code)) ? 1 : 0));

const NONE: readonly ReservedMatch[] = [];

/** Adds a match once. An exact one replaces the other. */
function merge(found: readonly ReservedMatch[], match: ReservedMatch): readonly ReservedMatch[] {
  const before = found.find(({ reserved }) => reserved === match.reserved);
  if (before?.isExact || (before && !match.isExact)) return found;
  return [...found.filter((other) => other !== before), match];
}
