import { NOT_IN_DOCUMENTS } from './prompt';

/** Characters that a model may set before the marker. */
const BEFORE = /^[\s"'`*]+/;

/** Most characters that are held back. */
const MOST_HELD = 2 * NOT_IN_DOCUMENTS.length;

/**
 * Removes an answer that begins with the marker. Holds back only text that can still become the marker. What follows the
 * marker rests on no passage, and is removed too.
 */
export class WithoutMarker {
  private state: 'beginning' | 'text' | 'marker' = 'beginning';
  private held = '';

  get isMarker(): boolean {
    return this.state === 'marker';
  }

  push(text: string): string {
    if (this.state === 'text') return text;
    if (this.state === 'marker') return '';
    this.held += text;
    const inner = this.held.replace(BEFORE, '');
    if (inner.startsWith(NOT_IN_DOCUMENTS)) this.state = 'marker';
    else if (!NOT_IN_DOCUMENTS.startsWith(inner) || this.held.length > MOST_HELD) return this.end();
    return '';
  }

  /** Returns what was held back at the end of the answer. */
  end(): string {
    if (this.state !== 'beginning') return '';
    this.state = 'text';
    return this.held;
  }
}
