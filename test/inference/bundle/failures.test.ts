import { once } from 'node:events';
import { errorIn, lastEvent, leaksOf, nextId, prompt, SECRET } from '../../support/conversation';
import { FunctionProcess } from '../../support/function-process';
import { type Exchange, ModelServer } from '../../support/model-server';
import { LAMBDA_NODE, nodes } from '../../support/nodes';

describe.each(nodes(LAMBDA_NODE))('the built function when Bedrock or the caller fails, $name', ({ path }) => {
  let server: ModelServer;
  let inference: FunctionProcess;

  beforeAll(async () => {
    server = await ModelServer.start();
    inference = await FunctionProcess.start(server.url, {}, path);
  });

  afterAll(async () => {
    await inference.stop();
    await server.stop();
    // No prompt, answer, tool argument or upstream message is in a log line or an error answer of any test.
    expect(leaksOf(inference)).toEqual([]);
  });

  test.each<[string, (exchange: Exchange) => void, number, string]>([
    ['a throttling exception', (exchange) => exchange.exception('throttlingException', SECRET), 429, 'throttled'],
    [
      'a model stream error',
      (exchange) => exchange.exception('modelStreamErrorException', SECRET),
      424,
      'model_stream_error',
    ],
    [
      'an exception nobody knows',
      (exchange) => exchange.exception('surpriseException', SECRET),
      502,
      'stream_interrupted',
    ],
    [
      'an error without a model',
      (exchange) => exchange.unmodeledError('InternalFailure', SECRET),
      500,
      'bedrock_internal',
    ],
    ['a disconnect', (exchange) => setImmediate(() => exchange.cut()), 502, 'stream_interrupted'],
    ['an end without messageStop', (exchange) => exchange.end(), 502, 'stream_interrupted'],
    [
      'an end within a frame',
      (exchange) => {
        exchange.raw(Buffer.from([0, 0, 1, 0, 0, 0]));
        exchange.end();
      },
      502,
      'stream_interrupted',
    ],
    [
      'a frame with a wrong checksum',
      (exchange) => exchange.raw(Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.alloc(12)])),
      502,
      'stream_interrupted',
    ],
    [
      'an event that is no JSON',
      (exchange) => exchange.text('contentBlockDelta', `{"delta": ${SECRET}`),
      502,
      'unreadable_answer',
    ],
  ])('a stream that fails after its first event ends in an error event: %s', async (name, fail, status, code) => {
    server.on(name, (exchange) => {
      exchange.startAnswer(SECRET);
      fail(exchange);
    });
    const answer = await inference.invoke({ operation: 'converseStream', ...prompt(name) });
    const events = answer.events();
    expect(events.slice(0, -1).map(({ event }) => event)).toEqual(['messageStart', 'contentBlockDelta']);
    expect(lastEvent(answer)).toMatchObject({ event: 'error', data: { status, code } });
    const [exchange] = server.requestsWith(name) as [Exchange];
    await exchange.closed;
    expect(server.requestsWith(name)).toHaveLength(1);
  });

  test.each<[string, number, string, number, string, number]>([
    ['denied', 403, 'AccessDeniedException', 403, 'access_denied', 1],
    ['invalid', 400, 'ValidationException', 400, 'rejected_by_bedrock', 1],
    ['expired', 403, 'ExpiredTokenException', 500, 'no_credentials', 1],
    ['unknown model', 404, 'ResourceNotFoundException', 404, 'not_found', 1],
    ['failing', 500, 'InternalServerException', 500, 'bedrock_internal', 3],
    ['endless storm', 429, 'ThrottlingException', 429, 'throttled', 3],
  ])('before the first event: %s', async (marker, upstream, name, status, code, attempts) => {
    server.on(marker, (exchange) => exchange.error(upstream, name, SECRET));
    const ids = [nextId(), nextId()] as const;
    const [whole, streamed] = await Promise.all([
      inference.invoke({ operation: 'converse', ...prompt(marker) }, { requestId: ids[0] }),
      inference.invoke({ operation: 'converseStream', ...prompt(marker) }, { requestId: ids[1] }),
    ]);
    expect(errorIn(whole)).toMatchObject({ status, code, requestId: ids[0] });
    expect(streamed.events()).toEqual([
      { event: 'error', data: expect.objectContaining({ status, code, requestId: ids[1] }) },
    ]);
    expect(await inference.logOf(ids[0])).toMatchObject({ outcome: code, attempts, bedrockRequestId: 'upstream-id' });
    expect(server.requestsWith(marker)).toHaveLength(2 * attempts);
  });

  test('a throttle that opens the stream is retried, since nothing has been written yet', async () => {
    server.on('hiccup', (exchange, attempt) => {
      if (attempt === 1) exchange.exception('throttlingException', SECRET);
      else exchange.startAnswer(SECRET);
      if (attempt === 1) exchange.end();
      else exchange.stopAnswer();
    });
    const answer = await inference.invoke({ operation: 'converseStream', ...prompt('hiccup') });
    expect(answer.events().map(({ event }) => event)).toEqual([
      'messageStart',
      'contentBlockDelta',
      'messageStop',
      'metadata',
    ]);
  });

  test('the deadline ends a call that never answers, one in mid-stream and a wait between retries; upstream is let go', async () => {
    server.on('silence', () => undefined);
    server.on('stalled', (exchange) => exchange.startAnswer(SECRET));
    server.on('patience', (exchange) =>
      exchange.json(429, { message: SECRET }, { 'x-amzn-errortype': 'ThrottlingException', 'retry-after': '30' }),
    );
    const [silence, stalled, patience] = await Promise.all(
      ['silence', 'stalled', 'patience'].map((marker) =>
        inference.invoke({ operation: 'converseStream', ...prompt(marker) }, { remainingMs: 1_500 }),
      ),
    );
    for (const answer of [silence, stalled, patience]) {
      expect(lastEvent(answer)).toMatchObject({
        event: 'error',
        data: { status: 504, code: 'deadline_exceeded' },
      });
    }
    expect(stalled?.events()).toHaveLength(3);
    await Promise.all(
      ['silence', 'stalled'].flatMap((marker) => server.requestsWith(marker).map(({ closed }) => closed)),
    );
  });

  test('a caller who leaves: the call to Bedrock is aborted', async () => {
    let arrived: (exchange: Exchange) => void = () => {};
    const exchange = new Promise<Exchange>((resolve) => {
      arrived = resolve;
    });
    server.on('impatient', (asked) => {
      asked.startAnswer(SECRET);
      arrived(asked);
    });
    const requestId = nextId();
    const response = await inference.open({ operation: 'converseStream', ...prompt('impatient') }, { requestId });
    await once(response, 'data');
    response.destroy();
    await (await exchange).closed;
    expect(await inference.logOf(requestId)).toMatchObject({ outcome: 'caller_gone' });
  });

  test('a server that is not there is a failed connection', async () => {
    const lonely = await FunctionProcess.start('http://127.0.0.1:1', {}, path);
    const answer = await lonely.invoke({ operation: 'converse', ...prompt('anyone') });
    expect(errorIn(answer)).toMatchObject({ status: 502, code: 'connection_failed', retryable: true });
    await lonely.stop();
  });
});
