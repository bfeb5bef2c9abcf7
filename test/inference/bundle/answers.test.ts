import { once } from 'node:events';
import { errorIn, lastEvent, leaksOf, nextId, prompt, SECRET } from '../../support/conversation';
import { FunctionProcess, failToStart, MODELS } from '../../support/function-process';
import { type Exchange, ModelServer } from '../../support/model-server';
import { LAMBDA_NODE, nodes } from '../../support/nodes';
import { parseEvents } from '../../support/server-sent-events';

describe.each(nodes(LAMBDA_NODE))('the built function with a scripted Bedrock, $name', ({ path }) => {
  let server: ModelServer;
  let inference: FunctionProcess;

  beforeAll(async () => {
    server = await ModelServer.start();
    inference = await FunctionProcess.start(server.url, { GUARDRAIL_ID: 'gr1', GUARDRAIL_VERSION: '2' }, path);
  });

  afterAll(async () => {
    await inference.stop();
    await server.stop();
    // No prompt, answer, tool argument or upstream message is in a log line or an error answer of any test.
    expect(leaksOf(inference)).toEqual([]);
  });

  test('bytes reach Bedrock as they were sent, with the guardrail, and come back', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('base64');
    server.on('picture', (exchange) =>
      exchange.json(200, {
        output: { message: { role: 'assistant', content: [{ reasoningContent: { redactedContent: bytes } }] } },
        stopReason: 'end_turn',
      }),
    );
    const content = [
      { text: 'picture' },
      { image: { format: 'png', source: { bytes } } },
      { document: { name: 'd', format: 'pdf', source: { bytes } } },
      { toolResult: { toolUseId: 't', content: [{ image: { format: 'png', source: { bytes } } }] } },
    ];
    const messages = [
      { role: 'user', content: [{ text: 'go' }] },
      { role: 'assistant', content: [{ toolUse: { toolUseId: 't', name: 'f', input: {} } }] },
      { role: 'user', content },
    ];
    const answer = await inference.invoke({ operation: 'converse', messages });
    expect(answer.json()).toMatchObject({
      output: { message: { content: [{ reasoningContent: { redactedContent: bytes } }] } },
    });
    const [{ body, path, headers }] = server.requestsWith('picture') as [Exchange];
    expect(path).toBe(`/model/${encodeURIComponent(MODELS[0])}/converse`);
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 /);
    expect(JSON.parse(body)).toMatchObject({
      messages,
      guardrailConfig: { guardrailIdentifier: 'gr1', guardrailVersion: '2', trace: 'disabled' },
    });
  });

  test('invokeModel: any model, the guardrail in its headers, tokens from the headers of the answer', async () => {
    server.on('titan', (exchange) =>
      exchange.json(
        200,
        { results: [{ outputText: SECRET }] },
        {
          'x-amzn-bedrock-input-token-count': '11',
          'x-amzn-bedrock-output-token-count': '13',
          'x-amzn-bedrock-performanceconfig-latency': 'optimized',
          'x-amzn-bedrock-service-tier': 'flex',
        },
      ),
    );
    const requestId = nextId();
    const answer = await inference.invoke(
      { operation: 'invokeModel', body: { inputText: `titan ${SECRET}` } },
      { requestId },
    );
    expect(answer.json()).toEqual({
      contentType: 'application/json',
      performanceConfigLatency: 'optimized',
      serviceTier: 'flex',
      body: { results: [{ outputText: SECRET }] },
    });
    const [{ headers, body }] = server.requestsWith('titan') as [Exchange];
    expect(headers).toMatchObject({
      'x-amzn-bedrock-guardrailidentifier': 'gr1',
      'x-amzn-bedrock-guardrailversion': '2',
      'content-type': 'application/json',
    });
    expect(JSON.parse(body)).toEqual({ inputText: `titan ${SECRET}` });
    expect(await inference.logOf(requestId)).toMatchObject({ InputTokens: 11, OutputTokens: 13 });
  });

  test('invokeModelWithResponseStream: chunks as JSON, a failure among them as an error event', async () => {
    server.on('pieces', (exchange) => {
      exchange.chunk({ text: SECRET });
      exchange.chunk({ 'amazon-bedrock-invocationMetrics': { inputTokenCount: 5, outputTokenCount: 6 } });
      exchange.end();
    });
    server.on('shards', (exchange) => {
      exchange.chunk({ text: SECRET });
      exchange.exception('modelTimeoutException', SECRET);
      exchange.end();
    });
    const requestId = nextId();
    const invoke = (text: string, id: string) =>
      inference.invoke({ operation: 'invokeModelWithResponseStream', body: { text } }, { requestId: id });
    expect((await invoke('pieces', requestId)).events()).toEqual([
      { event: 'chunk', data: { body: { text: SECRET } } },
      {
        event: 'chunk',
        data: { body: { 'amazon-bedrock-invocationMetrics': { inputTokenCount: 5, outputTokenCount: 6 } } },
      },
    ]);
    expect(await inference.logOf(requestId)).toMatchObject({
      InputTokens: 5,
      OutputTokens: 6,
      bedrockRequestId: 'upstream-id',
    });
    expect(lastEvent(await invoke('shards', nextId()))).toMatchObject({
      event: 'error',
      data: { status: 408, code: 'model_timeout' },
    });
  });

  test('an event is written the moment it arrives', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.on('slowly', async (exchange) => {
      exchange.event('messageStart', { role: 'assistant' });
      await gate;
      exchange.event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'late' } });
      exchange.stopAnswer();
    });
    const response = await inference.open({ operation: 'converseStream', ...prompt('slowly') });
    const [first] = (await once(response, 'data')) as [Buffer];
    expect(parseEvents(String(first))).toEqual([{ event: 'messageStart', data: { role: 'assistant' } }]);
    let text = '';
    response.on('data', (chunk) => {
      text += chunk;
    });
    release();
    await once(response, 'end');
    expect(parseEvents(text)[0]?.data).toEqual({ contentBlockIndex: 0, delta: { text: 'late' } });
  });

  test('a wrong request is answered in the form of its operation, and not sent', async () => {
    const before = server.exchanges.length;
    const wrong = {
      messages: [{ role: SECRET, content: [{ [SECRET]: SECRET }] }],
      guardrailConfig: { guardrailIdentifier: 'other' },
    };
    const whole = await inference.invoke({ operation: 'converse', ...wrong });
    expect(errorIn(whole)).toMatchObject({ status: 400, code: 'invalid_request' });
    const streamed = await inference.invoke({ operation: 'converseStream', ...wrong });
    expect(lastEvent(streamed)?.data).toMatchObject({
      issues: [
        { path: 'guardrailConfig.guardrailIdentifier' },
        { path: 'messages[0].role' },
        { path: 'messages[0].content[0]' },
      ],
    });
    for (const event of [null, 'text', 7, [], {}])
      expect(errorIn(await inference.invoke(event))).toMatchObject({ code: 'invalid_request' });
    expect(server.exchanges).toHaveLength(before);
  });

  test('does not start with a wrong environment, and names every variable', async () => {
    const { code, output } = await failToStart({ GUARDRAIL_ID: 'gr1', MAX_REQUEST_BYTES: 'many' });
    expect(code).not.toBe(0);
    for (const problem of [
      'ALLOWED_MODELS is missing',
      'MAX_REQUEST_BYTES is wrong',
      'DEPLOYMENT is missing',
      'GUARDRAIL_VERSION is missing',
    ]) {
      expect(output).toContain(problem);
    }
  });
});
