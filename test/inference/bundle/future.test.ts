import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { errorIn, nextId, prompt } from '../../support/conversation';
import { FunctionProcess } from '../../support/function-process';
import { ModelServer } from '../../support/model-server';
import { nodes } from '../../support/nodes';

describe.each(nodes(22, 24))('answers that the SDK does not know, through the built function, $name', ({ path }) => {
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

  test('converse: unknown members and fields keep their names, and the log line has those of unions', async () => {
    const answer = {
      output: { message: { role: 'assistant', content: [{ text: 'a' }, { hologram: { depth: [1, { x: null }] } }] } },
      stopReason: 'beamed',
      usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3, photons: 4 },
      aura: null,
    };
    server.on('future', (exchange) => exchange.json(200, answer));
    const requestId = nextId();
    const invoked = await inference.invoke({ operation: 'converse', ...prompt('future') }, { requestId });
    expect(invoked.json()).toEqual(answer);
    expect(await inference.logOf(requestId)).toMatchObject({
      outcome: 'ok',
      unknownMembers: ['output.message.content.hologram'],
      stopReason: 'beamed',
      InputTokens: 1,
    });
  });

  test('converseStream: unknown events and members keep their names, and the log line has them', async () => {
    const events = [
      ['messageStart', { role: 'assistant' }],
      ['contentBlockStart', { contentBlockIndex: 0, start: { hologram: { id: 'h' } } }],
      ['contentBlockDelta', { contentBlockIndex: 0, delta: { hologram: { slice: 'aGk=' } } }],
      ['hologramProgress', { percent: 50, nested: { a: [1] } }],
      ['messageStop', { stopReason: 'end_turn' }],
    ] as const;
    server.on('future', (exchange) => {
      for (const [name, data] of events) exchange.event(name, data);
      exchange.end();
    });
    const requestId = nextId();
    const invoked = await inference.invoke({ operation: 'converseStream', ...prompt('future') }, { requestId });
    expect(invoked.events()).toEqual(events.map(([event, data]) => ({ event, data })));
    expect(await inference.logOf(requestId)).toMatchObject({
      outcome: 'ok',
      events: 5,
      unknownMembers: ['contentBlockStart.start.hologram', 'contentBlockDelta.delta.hologram', 'hologramProgress'],
    });
  });

  test('invokeModelWithResponseStream: an unknown event keeps its name', async () => {
    server.on('future', (exchange) => {
      exchange.chunk({ text: 'a' });
      exchange.event('hologram', { slice: 1 });
      exchange.end();
    });
    const requestId = nextId();
    const event = { operation: 'invokeModelWithResponseStream', body: { text: 'future' } };
    const invoked = await inference.invoke(event, { requestId });
    expect(invoked.events()).toEqual([
      { event: 'chunk', data: { body: { text: 'a' } } },
      { event: 'hologram', data: { slice: 1 } },
    ]);
    expect(await inference.logOf(requestId)).toMatchObject({ unknownMembers: ['hologram'] });
  });

  test('any payload of an unknown event is passed on: JSON as it is, anything else as base64', async () => {
    const payloads = fc.oneof(
      fc.json().map((text) => Buffer.from(text)),
      fc
        .constantFrom('null', '7', '1.0', '"a"', '[1.0]', 'text\nof two lines', '<html>', '{')
        .map((text) => Buffer.from(text)),
      fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes)),
    );
    const names = fc.constantFrom('hologram', 'holo.gram', 'holo:gram', '2d', '_');
    const jsonOf = (payload: Buffer) => {
      try {
        JSON.parse(payload.toString());
        return isUtf8(payload) ? payload.toString() : undefined;
      } catch {
        return undefined;
      }
    };
    await fc.assert(
      fc.asyncProperty(payloads, names, async (payload, name) => {
        server.on('future', (exchange) => {
          if (exchange.path.includes('invoke')) exchange.chunk({ text: 'a' });
          exchange.payload(name, payload);
          exchange.event('messageStop', { stopReason: 'end_turn' });
          exchange.end();
        });
        const data =
          jsonOf(payload)
            ?.toString()
            .replace(/[\r\n]+/g, ' ') ?? `{"body":"${payload.toString('base64')}","isBase64Encoded":true}`;
        for (const [operation, fields] of [
          ['converseStream', prompt('future')],
          ['invokeModelWithResponseStream', { body: { text: 'future' } }],
        ] as const) {
          const invoked = await inference.invoke({ operation, ...fields });
          expect(invoked.text).toContain(`event: ${name}\ndata: ${data}\n\n`);
          expect(invoked.events().at(-1)?.event).toBe('messageStop');
        }
      }),
      { numRuns: 40 },
    );
  });

  test('invokeModelWithResponseStream: new members of a chunk are passed on, with their numbers', async () => {
    const bytes = Buffer.from('{"t":1.0}').toString('base64');
    server.on('future', (exchange) => {
      exchange.text('chunk', `{"p":"abc","bytes":"${bytes}","place":1.0,"of":{"p":"x"}}`);
      exchange.end();
    });
    const invoked = await inference.invoke({ operation: 'invokeModelWithResponseStream', body: { text: 'future' } });
    expect(invoked.text).toBe('event: chunk\ndata: {"body":{"t":1.0},"place":1.0,"of":{"p":"x"}}\n\n');
  });

  test('invokeModelWithResponseStream: unknown events alone are no answer', async () => {
    server.on('future', (exchange) => {
      exchange.event('hologram', { slice: 1 });
      exchange.end();
    });
    const invoked = await inference.invoke({ operation: 'invokeModelWithResponseStream', body: { text: 'future' } });
    expect(invoked.events().map(({ event }) => event)).toEqual(['hologram', 'error']);
  });

  test('a name that could be data is not in the log', async () => {
    const content = [{ 'the patient has': 1 }];
    server.on('future', (exchange) =>
      exchange.json(200, { output: { message: { role: 'assistant', content } }, stopReason: 'end_turn' }),
    );
    const requestId = nextId();
    const invoked = await inference.invoke({ operation: 'converse', ...prompt('future') }, { requestId });
    expect(invoked.json()).toMatchObject({ output: { message: { content } } });
    const { unknownMembers } = await inference.logOf(requestId);
    expect(unknownMembers).toEqual(['output.message.content.(unprintable)']);
  });

  test('the padding of Bedrock is not passed on, and text that looks like it is', async () => {
    const delta = (text: string) => `{"contentBlockIndex":0,"delta":{"text":${JSON.stringify(text)}}`;
    server.on('future', (exchange) => {
      exchange.text('contentBlockDelta', `${delta('Hi')},"p":"abcdefghijklmnopABCDE0123"}`);
      exchange.text('contentBlockDelta', `${delta('{"a":1,"p":"abc"}')}}`);
      exchange.text('contentBlockDelta', '{"delta":{"toolUse":{"input":"x","p":"abc"}}}');
      exchange.text('messageStop', '{"stopReason":"end_turn","p":"ab"}');
      exchange.end();
    });
    const invoked = await inference.invoke({ operation: 'converseStream', ...prompt('future') });
    expect(invoked.text.match(/^data: .*$/gm)).toEqual([
      `data: ${delta('Hi')}}`,
      `data: ${delta('{"a":1,"p":"abc"}')}}`,
      'data: {"delta":{"toolUse":{"input":"x","p":"abc"}}}',
      'data: {"stopReason":"end_turn"}',
    ]);
  });

  test('line breaks between the tokens of an event do not break its line', async () => {
    server.on('future', (exchange) => {
      exchange.text('messageStart', '{\r\n  "role":\n\n"assistant"\r}');
      exchange.text('messageStop', '{"stopReason":"end_turn"}\n');
      exchange.end();
    });
    const invoked = await inference.invoke({ operation: 'converseStream', ...prompt('future') });
    expect(invoked.events()).toEqual([
      { event: 'messageStart', data: { role: 'assistant' } },
      { event: 'messageStop', data: { stopReason: 'end_turn' } },
    ]);
  });

  test.each([
    ['converse', { ...prompt('large') }],
    ['invokeModel', { body: { text: 'large' } }],
  ])('%s: an answer that Lambda cannot return in one piece names streaming', async (operation, fields) => {
    const answerOf = (length: number) => ({
      output: { message: { role: 'assistant', content: [{ text: 'x'.repeat(length) }] } },
      stopReason: 'end_turn',
    });
    server.on('large', (exchange) => exchange.json(200, answerOf(6_000_000)));
    const requestId = nextId();
    const large = await inference.invoke({ operation, ...fields }, { requestId });
    expect(errorIn(large)).toMatchObject({
      status: 413,
      code: 'answer_too_large',
      retryable: false,
      message: expect.stringContaining('InvokeWithResponseStream'),
    });
    expect(await inference.logOf(requestId)).toMatchObject({ outcome: 'answer_too_large' });
    server.on('large', (exchange) => exchange.json(200, answerOf(5_900_000)));
    expect((await inference.invoke({ operation, ...fields })).text.length).toBeGreaterThan(5_900_000);
  });
});
