import type { Writable } from 'node:stream';
import type { AnswerError } from './contract';
import type { Limit } from './deadline';
import { type Failure, named } from './failures/failures';

/** Stream that Lambda gives to a streaming handler: not a Writable, but with these members of one. */
export type ResponseStream = Pick<Writable, 'write' | 'end' | 'once' | 'off' | 'writableFinished'> & {
  readonly setContentType?: (contentType: string) => void;
};

/**
 * Most bytes of a JSON document. Lambda returns 6 MB in one piece, and ends a longer answer with an error of its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LARGEST_DOCUMENT = 6_000_000;

/** Answer to an invocation: a JSON document or server-sent events. Data is JSON text. */
export interface Answer {
  /** Undefined if there is no need to wait. A promise for each event would be expensive. */
  readonly event: (name: string, data: string) => Promise<void> | undefined;
  /** @throws AnswerTooLargeError */
  readonly document: (data: string) => Promise<void> | undefined;
  readonly fail: (failure: Failure, requestId: string) => Promise<void>;
  /** Resolves when everything is written, or the caller has disconnected. */
  readonly end: () => Promise<void>;
}

export const openAnswer = (stream: ResponseStream, streaming: boolean, limit: Limit): Answer => {
  let gone = false;
  let failed = false;
  const leave = () => {
    gone = true;
    if (!stream.writableFinished) limit.abort('CallerGoneError');
  };
  stream.once('close', leave);
  stream.once('error', leave);
  stream.setContentType?.(streaming ? 'text/event-stream' : 'application/json');

  const write = (text: string) => (stream.write(text) || gone ? undefined : drained(stream, limit.signal));
  const event = (name: string, data: string) => {
    // The failure is the last event, even if a call goes on that was cut off.
    if (failed) return;
    return write(`event: ${name}\ndata: ${oneLine(data)}\n\n`);
  };
  const document = (data: string) => {
    if (failed) return;
    if (Buffer.byteLength(data) > LARGEST_DOCUMENT) throw named('AnswerTooLargeError');
    return write(data);
  };

  return {
    event,
    document,
    fail: async ({ status, code, retryable, message, issues }, requestId) => {
      if (gone) return;
      const error: AnswerError = { status, code, retryable, message, requestId, ...(issues ? { issues } : {}) };
      // Past the deadline, a slow reader is not waited for: the text is queued, and the end of the stream after it.
      const written = streaming ? event('error', JSON.stringify(error)) : document(JSON.stringify({ error }));
      failed = true;
      await written?.catch(() => undefined);
    },
    end: () =>
      new Promise((resolve) => {
        if (gone) return resolve();
        stream.once('close', resolve);
        stream.once('error', () => resolve());
        stream.end(() => resolve());
      }),
  };
};

/** Waits until the reader has caught up. Rejects if the invocation's limit comes first. */
const drained = (stream: ResponseStream, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = () => {
      stream.off('drain', settle);
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    if (signal.aborted) return settle();
    stream.once('drain', settle);
    signal.addEventListener('abort', settle);
  });

/** Line breaks between the tokens of JSON would end a line of a server-sent event. Within strings they are escaped. */
export const oneLine = (json: string): string => (/[\r\n]/.test(json) ? json.replace(/[\r\n]+/g, ' ') : json);
