import { once } from 'node:events';
import type { Output } from '../io';

/** Writes an answer to standard output, no faster than its reader reads. */
export class TextOutput {
  private atLineStart = true;

  constructor(private readonly stream: Output) {}

  readonly write = (text: string): Promise<void> | undefined => {
    this.atLineStart = text.endsWith('\n');
    return this.stream.write(text) ? undefined : this.drain();
  };

  /** Ends the line, if there is an unfinished one. */
  endLine(): void {
    if (!this.atLineStart) void this.write('\n');
  }

  private async drain(): Promise<void> {
    // A reader that closed the pipe causes an error here: stop waiting.
    await once(this.stream, 'drain').catch(() => undefined);
  }
}
