import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { createInference } from '../../../lambda/inference/inference';
import type { ResponseStream } from '../../../lambda/shared/answer';
import {
  clientConfig,
  iterate,
  MESSAGES,
  named,
  type Reply,
  run,
  SETTINGS,
  streamOf,
} from '../../support/inference-run';
import { parseEvents } from '../../support/server-sent-events';

describe('limits', () => {
  /** Never answers, but gives up when told to. */
  const silent: Reply = ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(named('AbortError'))));

  test('a deadline that has passed sends nothing', async () => {
    const { text, sent } = await run(
      { operation: 'converse', messages: MESSAGES },
      { reply: silent, remainingMs: 400 },
    );
    expect(JSON.parse(text).error).toMatchObject({ status: 504, code: 'deadline_exceeded', retryable: true });
    expect(sent).toHaveLength(0);
  });

  test('the deadline aborts what is under way, and still answers', async () => {
    const { text, sent, log } = await run(
      { operation: 'converseStream', messages: MESSAGES },
      { reply: silent, remainingMs: 520 },
    );
    expect(parseEvents(text)).toEqual([
      { event: 'error', data: expect.objectContaining({ code: 'deadline_exceeded' }) },
    ]);
    expect(sent[0]?.signal.aborted).toBe(true);
    expect(log).toMatchObject({ outcome: 'deadline_exceeded', Failures: 1 });
  });

  test('a call that does not notice the abort keeps no answer back, and adds nothing to it', async () => {
    let go = (): void => undefined;
    const deaf: Reply = () =>
      new Promise((resolve) => {
        go = () => resolve({ $metadata: {}, stream: streamOf({ messageStart: { role: 'assistant' } }) });
      });
    const { text, log } = await run(
      { operation: 'converseStream', messages: MESSAGES },
      { reply: deaf, remainingMs: 520 },
    );
    expect(log).toMatchObject({ outcome: 'deadline_exceeded' });
    go();
    await new Promise(setImmediate);
    expect(parseEvents(text)).toEqual([
      { event: 'error', data: expect.objectContaining({ code: 'deadline_exceeded' }) },
    ]);
  });

  const serve = (stream: ResponseStream, reply: Reply, remainingMs = 30_000) => {
    const { client, sent } = clientConfig(reply);
    const lines: string[] = [];
    const done = createInference({ client, settings: SETTINGS, log: (line) => lines.push(line) })(
      { operation: 'converseStream', messages: MESSAGES },
      stream,
      { awsRequestId: 'r-1', getRemainingTimeInMillis: () => remainingMs },
    );
    return { done, sent, lines };
  };

  const endless = (counter: { read: number }) =>
    iterate(
      (function* () {
        for (;;) {
          counter.read += 1;
          yield { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'x'.repeat(100) } } };
        }
      })(),
    );

  test('reads no further ahead than the caller has taken', async () => {
    const counter = { read: 0 };
    const stream = new PassThrough({ highWaterMark: 1_000 });
    const { done } = serve(stream, () => ({ $metadata: {}, stream: endless(counter) }));
    await once(stream, 'readable');
    await new Promise(setImmediate);
    const before = counter.read;
    await new Promise(setImmediate);
    expect(counter.read).toBe(before);
    expect(before).toBeLessThan(30);
    stream.read();
    await once(stream, 'readable');
    expect(counter.read).toBeGreaterThan(before);
    stream.destroy();
    await done;
  });

  test('a caller who leaves aborts upstream, even while nothing can be written', async () => {
    const stream = new PassThrough({ highWaterMark: 10 });
    const { done, sent, lines } = serve(stream, () => ({ $metadata: {}, stream: endless({ read: 0 }) }));
    await once(stream, 'readable');
    stream.destroy();
    await done;
    expect(sent[0]?.signal.aborted).toBe(true);
    expect(JSON.parse(lines[0] ?? '').outcome).toBe('caller_gone');
  });

  test('a stream that errors is a caller who left', async () => {
    const stream = new PassThrough();
    const { done, lines } = serve(stream, silent);
    stream.destroy(new Error('reset'));
    await done;
    expect(JSON.parse(lines[0] ?? '').outcome).toBe('caller_gone');
  });

  test('the deadline ends a wait for a caller who does not read', async () => {
    const stream = new PassThrough({ highWaterMark: 10 });
    const { done, lines } = serve(stream, () => ({ $metadata: {}, stream: endless({ read: 0 }) }), 520);
    let text = '';
    while (lines.length === 0) await new Promise(setImmediate);
    for await (const chunk of stream) text += chunk;
    await done;
    expect(parseEvents(text).at(-1)).toEqual({
      event: 'error',
      data: expect.objectContaining({ code: 'deadline_exceeded' }),
    });
  });
});
