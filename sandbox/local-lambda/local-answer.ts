import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { FunctionError } from './function-error';
import { ERROR_BODY, type FunctionErrorBody } from './protocol';

/** Most bytes that wait for the reader. Beyond it, the function's own stream fills up. */
const MOST_WAITING = 64 * 1024;

/**
 * Bytes of one answer as they arrive. After a failure, the bytes before it can still be read; then the stream is destroyed
 * with a FunctionError. A caller that disconnects destroys it.
 */
export class LocalAnswer extends Readable {
  /** Content type. Known from the first byte on. */
  contentType: string | undefined;
  private readonly waiting: Buffer[] = [];
  private waitingBytes = 0;
  private wanted = false;
  private ending: { readonly error?: Error } | undefined;
  private source: IncomingMessage | undefined;

  constructor() {
    // A failure discards what a Readable buffers, so only `waiting` buffers.
    super({ highWaterMark: 0 });
  }

  /** @param broken called when the connection breaks before the end of the answer */
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
