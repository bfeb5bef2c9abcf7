import { gzipSync } from 'node:zlib';
import { errorIn, lastEvent, leaksOf, nextId, prompt, SECRET } from '../../support/conversation';
import { FunctionProcess } from '../../support/function-process';
import { type Exchange, ModelServer, startFrame } from '../../support/model-server';
import { nodes } from '../../support/nodes';

const EVENT_STREAM = 'application/vnd.amazon.eventstream';
const PAGE = `<!DOCTYPE html><html><body>Blocked by your proxy. ${SECRET}</body></html>`;

type Reply = (exchange: Exchange) => void;

const bytes =
  (status: number, body: string | Uint8Array, contentType: string): Reply =>
  (exchange) =>
    exchange.bytes(status, Buffer.from(body), contentType);

/** Any answer that is none of Bedrock's, with the operations that expect something else. */
const PAGES: readonly [string, Reply][] = [
  ['a page of a proxy', bytes(200, PAGE, 'text/html')],
  ['a page that says it is JSON', bytes(200, PAGE, 'application/json')],
  ['plain text', bytes(200, SECRET, 'text/plain')],
  ['an empty body', bytes(200, '', 'application/json')],
  ['no content', (exchange) => exchange.bytes(204, Buffer.alloc(0), 'application/json')],
  ['a redirect', (exchange) => exchange.redirect(302, PAGE)],
  ['not modified', bytes(304, '', 'application/json')],
  ['a refusal of a proxy', bytes(403, PAGE, 'text/html')],
  ['a proxy that knows no such host', bytes(404, PAGE, 'text/html')],
  ['a proxy that asks for a password', bytes(407, PAGE, 'text/html')],
  ['a request that is too large for a proxy', bytes(413, PAGE, 'text/html')],
  ['an error that is JSON, but not of Bedrock', bytes(418, `{"reason":"${SECRET}"}`, 'application/json')],
  ['an error with the code of a proxy', bytes(403, `{"code":403,"message":"${SECRET}"}`, 'application/json')],
  ['an error with a word of a proxy', bytes(400, `{"code":"BLOCKED","message":"${SECRET}"}`, 'application/json')],
  ['an error that is null', bytes(400, 'null', 'application/json')],
  ['a packed answer', (exchange) => exchange.packed(gzipSync('{"output":{}}'))],
];

/** Answer of Converse, and of a model, with nothing missing. */
const WHOLE = '{"output":{"message":{"role":"assistant","content":[]}},"stopReason":"end_turn"}';

const DOCUMENTS: readonly [string, Reply][] = [
  ...PAGES,
  ['half a document', bytes(200, '{"output":{"message":{"role":"assist', 'application/json')],
  ['an event stream', bytes(200, startFrame(SECRET), EVENT_STREAM)],
  ['one byte', bytes(200, '{', 'application/json')],
  ['nothing that is JSON', bytes(200, 'null', 'application/json')],
  ['an object without members', bytes(200, '{}', 'application/json')],
  ['a list without entries', bytes(200, '[]', 'application/json')],
  ['a word as JSON', bytes(200, '"OK"', 'application/json')],
  ['a whole answer with the content type of a page', bytes(200, WHOLE, 'text/html')],
  ['a whole answer with the content type of text', bytes(200, WHOLE, 'text/plain')],
  ['a page with the content type of bytes', bytes(200, PAGE, 'application/octet-stream')],
  ['a page with the content type of an image', bytes(200, PAGE, 'image/png')],
];

const CONVERSE: readonly [string, Reply][] = [
  ...DOCUMENTS,
  ['a list', bytes(200, '[1]', 'application/json')],
  ['a message without members', bytes(200, '{"output":{"message":{}},"stopReason":"end_turn"}', 'application/json')],
  ['a message that is null', bytes(200, '{"output":{"message":null},"stopReason":"end_turn"}', 'application/json')],
  [
    'content that is text',
    bytes(200, `{"output":{"message":{"content":"${SECRET}"}},"stopReason":"end_turn"}`, 'application/json'),
  ],
  [
    'a stop reason without text',
    bytes(200, '{"output":{"message":{"content":[]}},"stopReason":""}', 'application/json'),
  ],
  ['an answer without output', bytes(200, '{"stopReason":"end_turn","usage":{}}', 'application/json')],
  ['an answer with empty output', bytes(200, '{"output":{},"stopReason":"end_turn"}', 'application/json')],
  ['an answer without a stop reason', bytes(200, '{"output":{"message":{"content":[]}}}', 'application/json')],
];

const first = startFrame(SECRET);
const damagedAt = (place: number) => Uint8Array.from(first, (byte, index) => (index === place ? byte ^ 0xff : byte));
const damaged = damagedAt(first.length - 1);
/** The checksum of both lengths is in the bytes 8 to 11. */
const misread = damagedAt(8);

const STREAMS: readonly [string, Reply, string?][] = [
  ...PAGES,
  ['a document', bytes(200, '{"output":{"message":{"role":"assistant","content":[]}}}', 'application/json')],
  ['30 bytes of the first frame', bytes(200, first.subarray(0, 30), EVENT_STREAM), 'stream_interrupted'],
  ['3 bytes of the first frame', bytes(200, first.subarray(0, 3), EVENT_STREAM), 'stream_interrupted'],
  ['a first frame with a bad checksum', bytes(200, damaged, EVENT_STREAM), 'stream_interrupted'],
  ['a page that says it is a stream', bytes(200, PAGE, EVENT_STREAM), 'stream_interrupted'],
  ['one byte of the first frame', bytes(200, first.subarray(0, 1), EVENT_STREAM), 'stream_interrupted'],
  ['a first frame with a bad checksum of its beginning', bytes(200, misread, EVENT_STREAM), 'stream_interrupted'],
  ['an empty stream', bytes(200, '', EVENT_STREAM), 'stream_interrupted'],
  ['a length of zero', bytes(200, new Uint8Array(16), EVENT_STREAM), 'stream_interrupted'],
  ['a length of 2 GB', bytes(200, Buffer.from('7fffffff00000000', 'hex'), EVENT_STREAM), 'stream_interrupted'],
  ['an event named error', (exchange) => exchange.text('error', '{}'), 'stream_interrupted'],
  ['an event with a line break in its name', (exchange) => exchange.text('a\nevent: b', '{}'), 'stream_interrupted'],
  ['an event that is no object', (exchange) => exchange.text('messageStart', '7')],
  ['an event that is no JSON', (exchange) => exchange.text('messageStart', SECRET)],
];

describe.each(nodes(22, 24))('the built function when something else than Bedrock answers, $name', ({ path }) => {
  let server: ModelServer;
  let inference: FunctionProcess;

  beforeAll(async () => {
    server = await ModelServer.start();
    inference = await FunctionProcess.start(server.url, {}, path);
  });

  afterAll(async () => {
    await inference.stop();
    await server.stop();
  });

  const unreadable = { status: 502, code: 'unreadable_answer', retryable: true };

  test.each(CONVERSE)('converse: %s', async (_, reply) => {
    server.on('anything', reply);
    const requestId = nextId();
    const answer = await inference.invoke({ operation: 'converse', ...prompt('anything') }, { requestId });
    expect(errorIn(answer)).toMatchObject(unreadable);
    expect(await inference.logOf(requestId)).toMatchObject({ outcome: 'unreadable_answer', Failures: 1 });
  });

  test.each(DOCUMENTS)('invokeModel: %s', async (_, reply) => {
    server.on('anything', reply);
    const answer = await inference.invoke({ operation: 'invokeModel', body: { text: 'anything' } });
    expect(errorIn(answer)).toMatchObject(unreadable);
  });

  test.each(STREAMS)('both streaming operations: %s', async (_, reply, code = 'unreadable_answer') => {
    server.on('anything', (exchange) => {
      reply(exchange);
      exchange.end();
    });
    const before = server.exchanges.length;
    const converse = await inference.invoke({ operation: 'converseStream', ...prompt('anything') });
    expect(converse.events()).toEqual([
      { event: 'error', data: expect.objectContaining({ status: 502, code, retryable: true }) },
    ]);
    const invoke = await inference.invoke({ operation: 'invokeModelWithResponseStream', body: { text: 'anything' } });
    expect(lastEvent(invoke)).toEqual({
      event: 'error',
      data: expect.objectContaining({ status: 502, code: expect.stringMatching(/^(unreadable_|stream_)/) }),
    });
    // The model has begun to answer, which is paid for: it is not asked again.
    expect(server.exchanges).toHaveLength(before + 2);
  });

  test.each([
    [429, 'throttled'],
    [500, 'bedrock_internal'],
    [502, 'service_unavailable'],
    [503, 'service_unavailable'],
    [504, 'service_unavailable'],
  ])('a page with the status %i is retried, and then %s', async (status, code) => {
    server.on('anything', bytes(status, PAGE, 'text/html'));
    const before = server.exchanges.length;
    const answer = await inference.invoke({ operation: 'converseStream', ...prompt('anything') });
    expect(lastEvent(answer)?.data).toMatchObject({ code, retryable: true });
    expect(server.exchanges).toHaveLength(before + 3);
  });

  test.each([{ other: 1 }, { bytes: null }, { bytes: '' }, { bytes: '<html>' }])(
    'a chunk of %j is unreadable',
    async (chunk) => {
      server.on('anything', (exchange) => {
        exchange.event('chunk', chunk);
        exchange.end();
      });
      const answer = await inference.invoke({ operation: 'invokeModelWithResponseStream', body: { text: 'anything' } });
      expect(answer.events()).toEqual([{ event: 'error', data: expect.objectContaining(unreadable) }]);
    },
  );

  test('a connection that breaks before the first event is tried again', async () => {
    server.on('anything', (exchange, attempt) => {
      if (attempt < 3) return exchange.cut();
      exchange.startAnswer('here');
      exchange.stopAnswer();
    });
    const answer = await inference.invoke({ operation: 'converseStream', ...prompt('anything') });
    expect(lastEvent(answer)?.event).toBe('metadata');
  });

  // Last, so that it sees the output of all of the above.
  test('no upstream text is in a log line or an error answer', () => {
    expect(leaksOf(inference)).toEqual([]);
  });
});
