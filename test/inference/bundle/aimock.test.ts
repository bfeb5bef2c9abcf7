import { LLMock } from '@copilotkit/aimock';
import { METRICS } from '../../../lambda/shared/contract';
import { errorIn, lastEvent, leaksOf, nextId, prompt, SECRET, textOf } from '../../support/conversation';
import { FunctionProcess, MODELS } from '../../support/function-process';
import { LAMBDA_NODE, nodes } from '../../support/nodes';

/** The bundle that is deployed, in a process of its own, with the real SDK talking HTTP to aimock as bedrock-runtime. */
describe.each(nodes(LAMBDA_NODE))('the built function with aimock, $name', ({ path }) => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  let inference: FunctionProcess;

  beforeAll(async () => {
    mock.onMessage('greeting', { content: `Hi there\n\nand ${SECRET}`, usage: { input_tokens: 3, output_tokens: 4 } });
    await mock.start();
    inference = await FunctionProcess.start(mock.url, {}, path);
  });

  afterAll(async () => {
    await inference.stop();
    await mock.stop();
    // No prompt, answer, tool argument or upstream message is in a log line or an error answer of any test.
    expect(leaksOf(inference)).toEqual([]);
  });

  test('converse and converseStream give the same text, and the log its tokens', async () => {
    const whole = await inference.invoke({ operation: 'converse', ...prompt('greeting') });
    expect(whole.contentType).toBe('application/json');
    expect(whole.json()).toMatchObject({
      output: { message: { role: 'assistant', content: [{ text: `Hi there\n\nand ${SECRET}` }] } },
      stopReason: 'end_turn',
      usage: { inputTokens: 3, outputTokens: 4 },
    });
    const requestId = nextId();
    const streamed = await inference.invoke(
      { operation: 'converseStream', modelId: MODELS[1], ...prompt('greeting') },
      { requestId },
    );
    expect(streamed.contentType).toBe('text/event-stream');
    expect(textOf(streamed)).toBe(`Hi there\n\nand ${SECRET}`);
    expect(streamed.events().slice(-2)).toEqual([
      { event: 'messageStop', data: { stopReason: 'end_turn' } },
      {
        event: 'metadata',
        data: expect.objectContaining({ usage: { inputTokens: 3, outputTokens: 4, totalTokens: 7 } }),
      },
    ]);
    expect(await inference.logOf(requestId)).toMatchObject({
      Deployment: 'test',
      Model: MODELS[1],
      Operation: 'converseStream',
      outcome: 'ok',
      InputTokens: 3,
      OutputTokens: 4,
      Retries: 0,
      [METRICS.timeToFirstToken]: expect.any(Number),
    });
  });

  test('several turns with a tool', async () => {
    const tool = { name: 'weather', arguments: JSON.stringify({ city: SECRET }), id: 'tool-1' };
    mock.on({ userMessage: 'weather', hasToolResult: false }, { toolCalls: [tool] });
    mock.on({ userMessage: 'weather', hasToolResult: true }, { content: `Rain in ${SECRET}` });
    const toolConfig = { tools: [{ toolSpec: { name: 'weather', inputSchema: { json: { type: 'object' } } } }] };
    const first = { system: [{ text: SECRET }], toolConfig, ...prompt('weather') };
    const answer = (await inference.invoke({ operation: 'converse', ...first })).json() as {
      output: { message: object };
      stopReason: string;
    };
    expect(answer).toMatchObject({
      stopReason: 'tool_use',
      output: {
        message: { content: [{ toolUse: { name: 'weather', toolUseId: 'tool-1', input: { city: SECRET } } }] },
      },
    });
    const result = { role: 'user', content: [{ toolResult: { toolUseId: 'tool-1', content: [{ text: SECRET }] } }] };
    const messages = [...first.messages, answer.output.message, result];
    const second = await inference.invoke({ operation: 'converseStream', ...first, messages });
    expect(textOf(second)).toBe(`Rain in ${SECRET}`);
    const third = [...messages, { role: 'assistant', content: [{ text: 'Rain' }] }, ...prompt('greeting').messages];
    expect(textOf(await inference.invoke({ operation: 'converseStream', ...first, messages: third }))).toContain(
      'Hi there',
    );
  });

  test('invokeModel takes and gives the body of the model', async () => {
    const body = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 9,
      messages: [{ role: 'user', content: `greeting ${SECRET}` }],
    };
    const answer = await inference.invoke({ operation: 'invokeModel', modelId: MODELS[1], body });
    expect(answer.json()).toMatchObject({
      contentType: 'application/json',
      body: { role: 'assistant', content: [{ type: 'text', text: expect.any(String) }] },
    });
  });

  test('429 that passes is retried; 500 is an error of Bedrock; a broken stream ends in an error event', async () => {
    mock.on({ userMessage: 'storm', sequenceIndex: 0 }, { error: { message: SECRET }, status: 429 });
    mock.on({ userMessage: 'storm' }, { content: 'calm' });
    mock.onMessage('broken', { error: { message: SECRET }, status: 500 });
    mock.onMessage('cut', { content: SECRET.repeat(20) }, { truncateAfterChunks: 4, chunkSize: 5, latency: 5 });
    mock.onMessage('malformed', { content: SECRET }, { chaos: { malformedRate: 1 } });
    const requestId = nextId();
    const [storm, broken, cut, malformed] = await Promise.all([
      inference.invoke({ operation: 'converseStream', ...prompt('storm') }, { requestId }),
      inference.invoke({ operation: 'converse', ...prompt('broken') }),
      inference.invoke({ operation: 'converseStream', ...prompt('cut') }),
      inference.invoke({ operation: 'converse', ...prompt('malformed') }),
    ]);
    expect(textOf(storm)).toBe('calm');
    expect(await inference.logOf(requestId)).toMatchObject({ outcome: 'ok', attempts: 2, Retries: 1 });
    expect(errorIn(broken)).toMatchObject({ status: 500, code: 'bedrock_internal', retryable: true });
    expect(cut.events().length).toBeGreaterThan(2);
    expect(lastEvent(cut)).toMatchObject({
      event: 'error',
      data: { code: 'stream_interrupted', retryable: true },
    });
    expect(errorIn(malformed)).toMatchObject({ status: 502, code: 'unreadable_answer' });
  });

  test('fifty at once, none mixed up', async () => {
    mock.on({ userMessage: /^echo/ }, (request) => {
      const last = request.messages.at(-1)?.content;
      return { content: typeof last === 'string' ? last : JSON.stringify(last) };
    });
    const names = Array.from({ length: 50 }, (_, index) => `echo ${index} ${'x'.repeat(index * 7)}.`);
    const answers = await Promise.all(
      names.map((name) => inference.invoke({ operation: 'converseStream', ...prompt(name) })),
    );
    expect(answers.map((answer) => textOf(answer))).toEqual(names.map((name) => `${name} ${SECRET}`));
  });
});
