import fc from 'fast-check';
import { FunctionProcess } from '../../support/function-process';
import { type Exchange, ModelServer } from '../../support/model-server';
import { nodes } from '../../support/nodes';

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(''));

/** Any number of JSON as text: ids beyond 2^53, long fractions, exponents beyond a double, 1.0, -0. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.constant('0'),
      fc.tuple(fc.integer({ min: 1, max: 9 }), digits(0, 40)).map((parts) => parts.join('')),
    ),
    fc.oneof(
      fc.constant(''),
      digits(1, 40).map((fraction) => `.${fraction}`),
    ),
    fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), digits(1, 4)).map((parts) => parts.join('')),
    ),
  )
  .map((parts) => parts.join(''));

const KNOWN = ['1234567890123456789', '3.14159265358979323846', '-0', '1.0', '1e400', '0.1', '42', '9007199254740993'];

/** The numbers beside text that looks like them. */
const documentOf = (numbers: readonly string[]) =>
  `{"numbers":[${numbers.join(',')}],"text":"1.0 and \\"1234567890123456789\\" 1e5","deep":{"n":${numbers[0]}}}`;

describe.each(nodes(22, 24))('numbers pass the built function as they are written, $name', ({ path }) => {
  let server: ModelServer;
  let inference: FunctionProcess;
  let document = '';

  beforeAll(async () => {
    server = await ModelServer.start();
    inference = await FunctionProcess.start(server.url, {}, path);
    const json = (exchange: Exchange, text: string) => exchange.bytes(200, Buffer.from(text), 'application/json');
    server.on('numbers', (exchange) => {
      if (exchange.path.endsWith('/converse')) return json(exchange, answerOf(document));
      if (exchange.path.endsWith('/invoke')) return json(exchange, document);
      if (exchange.path.endsWith('/converse-stream')) {
        exchange.startAnswer('x');
        exchange.text('messageStop', `{"stopReason":"end_turn","additionalModelResponseFields":${document}}`);
      } else {
        exchange.text('chunk', `{"bytes":"${Buffer.from(document).toString('base64')}"}`);
      }
      exchange.end();
    });
  });

  afterAll(async () => {
    await inference.stop();
    await server.stop();
  });

  const answerOf = (input: string) =>
    `{"output":{"message":{"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"f","input":${input}}},` +
    `{"toolResult":{"toolUseId":"s","content":[{"json":${input}}]}}]}},"stopReason":"tool_use",` +
    `"usage":{"inputTokens":1,"outputTokens":2,"totalTokens":3},"additionalModelResponseFields":${input}}`;

  const conversationOf = (operation: string, input: string) =>
    `{"operation":"${operation}","messages":[{"role":"user","content":[{"text":"numbers"}]},` +
    `{"role":"assistant","content":[{"toolUse":{"toolUseId":"t","name":"f","input":${input}}}]},` +
    `{"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"json":${input}}]}}]}],` +
    `"inferenceConfig":{"temperature":1.0,"maxTokens":5e1},"additionalModelRequestFields":${input}}`;

  const invocationOf = (operation: string, input: string) =>
    `{"operation":"${operation}","body":{"prompt":"numbers","input":${input}}}`;

  const passes = async (numbers: readonly string[]): Promise<void> => {
    document = documentOf(numbers);
    const before = server.exchanges.length;
    const whole = await inference.invokeText(conversationOf('converse', document));
    expect(whole.text).toBe(answerOf(document));
    const streamed = await inference.invokeText(conversationOf('converseStream', document));
    expect(streamed.text).toContain(`"additionalModelResponseFields":${document}}\n`);
    expect(streamed.events().map(({ event }) => event)).toEqual(['messageStart', 'contentBlockDelta', 'messageStop']);
    const body = await inference.invokeText(invocationOf('invokeModel', document));
    expect(body.text).toBe(`{"contentType":"application/json","body":${document}}`);
    const chunk = await inference.invokeText(invocationOf('invokeModelWithResponseStream', document));
    expect(chunk.text).toBe(`event: chunk\ndata: {"body":${document}}\n\n`);
    const [first, second, third, fourth] = server.exchanges.slice(before).map((exchange) => exchange.body);
    const sent = conversationOf('', document).replace('"operation":"",', '');
    expect([first, second]).toEqual([sent, sent]);
    const invoked = `{"prompt":"numbers","input":${document}}`;
    expect([third, fourth]).toEqual([invoked, invoked]);
  };

  test('ids beyond 2^53, long fractions, 1.0, -0, 1e400', () => passes(KNOWN));

  test('any number', async () => {
    const lists = fc.array(numberText, { minLength: 1, maxLength: 20 });
    await fc.assert(fc.asyncProperty(lists, passes), { numRuns: 25 });
  });

  test('a number is refused where text or an object is expected, and a limit holds for 1e400 as well', async () => {
    const before = server.exchanges.length;
    const issuesOf = async (payload: string) =>
      ((await inference.invokeText(payload)).json() as { error: { issues: { path: string }[] } }).error.issues.map(
        (issue) => issue.path,
      );
    const converse = (more: string) => `{"operation":"converse","messages":[{"role":"user","content":[${more}]}]}`;
    expect(await issuesOf(converse('{"text":1.0}'))).toEqual(['messages[0].content[0].text']);
    expect(await issuesOf(converse('1.0'))).toEqual(['messages[0].content[0]']);
    expect(
      await issuesOf(
        '{"operation":"converse","messages":1.0,"inferenceConfig":{"temperature":1e400,"maxTokens":1.50}}',
      ),
    ).toEqual(['messages', 'inferenceConfig.temperature', 'inferenceConfig.maxTokens']);
    expect(await issuesOf('1.0')).toEqual(['']);
    expect(server.exchanges).toHaveLength(before);
  });
});
