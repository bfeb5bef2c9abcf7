import type { Writable } from 'node:stream';
import { toJson } from './binary';
import type { AnswerError } from './contract';
import type { Limit } from './deadline';
import type { Failure } from './failures';

/** What Lambda hands to a streaming handler: not quite a Writable, but with these of its members. */
export type ResponseStream = Pick<Writable, 'write' | 'end' | 'once' | 'off' | 'writableFinished'> & {
  readonly setContentType?: (contentType: string) => void;
};

/** One answer to one invocation, as a JSON document or as server-sent events. */
export interface Answer {
  /** Undefined when there is no need to wait: thousands of promises an answer would be made for nothing. */
  readonly event: (name: string, data: unknown) => Promise<void> | undefined;
  readonly document: (value: unknown) => Promise<void> | undefined;
  readonly fail: (failure: Failure, requestId: string) => Promise<void>;
  /** Resolves when everything has been handed over, or nobody is there to take it. */
  readonly end: () => Promise<void>;
}

export const openAnswer = (stream: ResponseStream, streaming: boolean, limit: Limit): Answer => {
  let gone = false;
  const leave = () => {
    gone = true;
    if (!stream.writableFinished) limit.abort('CallerGoneError');
  };
  stream.once('close', leave);
  stream.once('error', leave);
  stream.setContentType?.(streaming ? 'text/event-stream' : 'application/json');

  const write = (text: string) => (stream.write(text) || gone ? undefined : drained(stream, limit.signal));
  const event = (name: string, data: unknown) => write(`event: ${name}\ndata: ${toJson(data)}\n\n`);
  const document = (value: unknown) => write(toJson(value));

  return {
    event,
    document,
    fail: async ({ status, code, retryable, message, issues }, requestId) => {
      if (gone) return;
      const error: AnswerError = { status, code, retryable, message, requestId, ...(issues ? { issues } : {}) };
      // Past the deadline there is no waiting for a slow reader: the text is queued, and the end of the stream behind it.
      await (streaming ? event('error', error) : document({ error }))?.catch(() => undefined);
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

/** Waits until the reader has caught up; rejects when the invocation's limit comes first. */
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
