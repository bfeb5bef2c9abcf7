import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { FunctionError } from './function-error';
import { ERROR_BODY, type FunctionErrorBody } from './protocol';

/** Bytes that wait here until the reader wants them; then the function's own stream is full, too. */
const MOST_WAITING = 64 * 1024;

/**
 * The bytes of one answer as they come. Whatever came before a failure can be read; then the stream is destroyed with
 * a FunctionError. To destroy it is what a caller does who leaves.
 */
export class LocalAnswer extends Readable {
  /** Known from the first byte on. */
  contentType: string | undefined;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  private wanted = false;
  private ending: { readonly error?: Error } | undefined;
  private source: IncomingMessage | undefined;

  constructor() {
    // Nothing is buffered behind `waiting`: a failure would throw that away.
    super({ highWaterMark: 0 });
  }

  /** @param broken says what it means that the answer breaks off */
  receive(response: IncomingMessage, broken: () => void): void {
    this.source = response;
    this.contentType = response.headers['content-type'];
    response
      .on('data', (chunk: Buffer) => {
        this.waiting.push(chunk);
        this.waitingBytes += chunk.length;
        if (this.waitingBytes >= MOST_WAITING) response.pause();
        this.serve();
      })
      .once('end', () => this.finish(errorIn(response)))
      .once('error', broken);
  }

  finish(error?: Error): void {
    this.ending ??= error ? { error } : {};
    this.serve();
  }

  override _read(): void {
    this.wanted = true;
    this.serve();
  }

  private serve(): void {
    if (!this.wanted) return;
    const chunk = this.waiting.shift();
    if (chunk) {
      this.wanted = false;
      this.waitingBytes -= chunk.length;
      this.push(chunk);
      if (this.waiting.length === 0) this.source?.resume();
    } else if (this.ending?.error) this.destroy(this.ending.error);
    else if (this.ending) this.push(null);
  }
}

function errorIn({ trailers }: IncomingMessage): FunctionError | undefined {
  const body = trailers[ERROR_BODY];
  return body ? new FunctionError(JSON.parse(Buffer.from(body, 'base64').toString()) as FunctionErrorBody) : undefined;
}
