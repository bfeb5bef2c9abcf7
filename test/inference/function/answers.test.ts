import { METRICS } from '../../../lambda/shared/contract';
import { ANSWER, MESSAGES, NOVA, run, streamOf } from '../../support/inference-run';
import { parseEvents } from '../../support/server-sent-events';

describe('answers', () => {
  const metadata = { $metadata: { requestId: 'up-1', attempts: 2 } };
  const delta = (text: string) => ({ contentBlockDelta: { contentBlockIndex: 0, delta: { text } } });
  const STOP = { messageStop: { stopReason: 'end_turn' } };

  test('converse: one document without $metadata, bytes as base64', async () => {
    const response = {
      output: {
        message: { role: 'assistant', content: [{ reasoningContent: { redactedContent: Buffer.from('ab') } }] },
      },
      stopReason: 'guardrail_intervened',
      usage: { inputTokens: 5, outputTokens: 7 },
    };
    const { text, contentType, sent, log } = await run(
      { operation: 'converse', messages: MESSAGES },
      { reply: () => ({ ...metadata, ...response }) },
    );
    expect(contentType).toBe('application/json');
    expect(JSON.parse(text)).toEqual({
      ...response,
      output: { message: { role: 'assistant', content: [{ reasoningContent: { redactedContent: 'YWI=' } }] } },
    });
    expect(sent.map(({ name }) => name)).toEqual(['ConverseCommand']);
    expect(log).toMatchObject({
      Deployment: 'test',
      Model: NOVA,
      Operation: 'converse',
      outcome: 'ok',
      InputTokens: 5,
      OutputTokens: 7,
      Retries: 1,
      GuardrailInterventions: 1,
      Rejections: 0,
      Failures: 0,
    });
  });

  test('the log line is embedded metric format: every metric it declares is a number in it, and every one is known', async () => {
    const { log } = await run(
      { operation: 'converse', messages: MESSAGES },
      { reply: () => ({ ...ANSWER, ...metadata, usage: { inputTokens: 1, outputTokens: 2 } }) },
    );
    const { CloudWatchMetrics } = log._aws as {
      CloudWatchMetrics: readonly {
        Dimensions: readonly (readonly string[])[];
        Metrics: readonly { Name: string }[];
      }[];
    };
    const [directive] = CloudWatchMetrics;
    expect(directive?.Dimensions).toEqual([['Deployment'], ['Deployment', 'Model', 'Operation']]);
    for (const { Name } of directive?.Metrics ?? []) {
      expect(Object.values<string>(METRICS)).toContain(Name);
      expect(log[Name]).toEqual(expect.any(Number));
    }
    expect(directive?.Metrics).toHaveLength(Object.keys(METRICS).length - 1);
  });

  test('streams: one event each, a line break in the text stays inside its event', async () => {
    const { text, contentType, log } = await run(
      { operation: 'converseStream', messages: MESSAGES },
      {
        reply: () => ({
          ...metadata,
          stream: streamOf(
            { messageStart: { role: 'assistant' } },
            delta('a\n\nevent: error\r\ndata: {}\u2028\u2029'),
            STOP,
            {
              metadata: { usage: { inputTokens: 1, outputTokens: 2 } },
            },
          ),
        }),
      },
    );
    expect(contentType).toBe('text/event-stream');
    expect(parseEvents(text)).toEqual([
      { event: 'messageStart', data: { role: 'assistant' } },
      { event: 'contentBlockDelta', data: delta('a\n\nevent: error\r\ndata: {}\u2028\u2029').contentBlockDelta },
      { event: 'messageStop', data: { stopReason: 'end_turn' } },
      { event: 'metadata', data: { usage: { inputTokens: 1, outputTokens: 2 } } },
    ]);
    expect(log).toMatchObject({
      outcome: 'ok',
      InputTokens: 1,
      OutputTokens: 2,
      TimeToFirstToken: expect.any(Number),
      events: 4,
    });
  });

  test('invokeModel: JSON as JSON, anything else as base64 that says so', async () => {
    const invoke = async (body: Uint8Array, contentType: string) =>
      JSON.parse(
        (await run({ operation: 'invokeModel', body: {} }, { reply: () => ({ ...metadata, contentType, body }) })).text,
      );
    expect(await invoke(Buffer.from('{"a":"\u00e9"}'), 'application/json')).toEqual({
      contentType: 'application/json',
      body: { a: 'é' },
    });
    expect(await invoke(Buffer.from([137, 80]), 'image/png')).toEqual({
      contentType: 'image/png',
      body: 'iVA=',
      isBase64Encoded: true,
    });
  });

  test('invokeModelWithResponseStream: chunks in the same form, counts taken from Bedrock', async () => {
    const chunk = (value: object) => ({ chunk: { bytes: Buffer.from(JSON.stringify(value)) } });
    const metrics = {
      'amazon-bedrock-invocationMetrics': { inputTokenCount: 3, outputTokenCount: 4 },
      'amazon-bedrock-guardrailAction': 'INTERVENED',
    };
    const event = { operation: 'invokeModelWithResponseStream', body: {} };
    const { text, log } = await run(event, {
      reply: () => ({
        ...metadata,
        body: streamOf(chunk({ t: 'a\n' }), { chunk: { bytes: Buffer.from([255]) } }, chunk(metrics)),
      }),
    });
    expect(parseEvents(text)).toEqual([
      { event: 'chunk', data: { body: { t: 'a\n' } } },
      { event: 'chunk', data: { body: '/w==', isBase64Encoded: true } },
      { event: 'chunk', data: { body: metrics } },
    ]);
    expect(log).toMatchObject({ InputTokens: 3, OutputTokens: 4, GuardrailInterventions: 1 });
    const empty = await run(event, { reply: () => ({ ...metadata, body: streamOf() }) });
    expect(parseEvents(empty.text)).toEqual([
      { event: 'error', data: expect.objectContaining({ code: 'stream_interrupted' }) },
    ]);
  });
});
