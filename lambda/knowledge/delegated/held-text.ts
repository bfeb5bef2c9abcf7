/** Part of an answer that a citation is about, as Bedrock describes it. */
export interface CitedPart {
  readonly text?: string | undefined;
  readonly span?: { readonly start?: number | undefined; readonly end?: number | undefined } | undefined;
}

/**
 * Text of an answer that is held back until the citation of its part is checked. The text of a part says where it ends. If
 * it is not at its place, the end of the span counts, in UTF-16 code units: if Bedrock counts characters, less is let go, and
 * never more.
 */
export class HeldText {
  private text = '';
  private shown = 0;

  /** True if nothing has been pushed. */
  get isEmpty(): boolean {
    return this.text === '';
  }

  push(text: string): void {
    this.text += text;
  }

  /** Lets go of the text up to the end of a part; of nothing if Bedrock does not say where it is. */
  upTo({ text, span: { start, end = 0 } = {} }: CitedPart): string {
    const isThere = text !== undefined && start !== undefined && this.text.startsWith(text, start);
    const last = isThere ? start + text.length : end;
    return last > this.shown ? this.letGo(HIGH_SURROGATE.test(this.text.charAt(last - 1)) ? last - 1 : last) : '';
  }

  /** Lets go of everything. */
  rest(): string {
    return this.letGo(this.text.length);
  }

  private letGo(end: number): string {
    const part = this.text.slice(this.shown, end);
    this.shown += part.length;
    return part;
  }
}

/** First half of a character that has two code units. */
const HIGH_SURROGATE = /[\uD800-\uDBFF]/;
