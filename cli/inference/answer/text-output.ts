import { once } from 'node:events';
import type { Output } from '../../io';

/** What a model writes must not steer a terminal: colours, titles, the clipboard. A file gets it as it is. */
export const shown = (text: string, stream: Output): string =>
  stream.isTTY ? text.replace(/[^\P{Cc}\n\t]/gu, '\uFFFD') : text;

/** Writes an answer to standard output, no faster than it is read there. */
export class TextOutput {
  private atLineStart = true;

  constructor(private readonly stream: Output) {}

  readonly write = (text: string): Promise<void> | undefined => {
    this.atLineStart = text.endsWith('\n');
    return this.stream.write(shown(text, this.stream)) ? undefined : this.drained();
  };

  /** Ends the line, if one was begun. */
  endLine(): void {
    if (!this.atLineStart) void this.write('\n');
  }

  private async drained(): Promise<void> {
    // A reader who left ends the stream with an error, which is no reason to wait.
    await once(this.stream, 'drain').catch(() => undefined);
  }
}
