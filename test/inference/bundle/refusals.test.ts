import { FAILURE_ROWS } from '../../../lambda/shared/failures/failure-rows';
import { errorIn, lastEvent, leaksOf, prompt, SECRET } from '../../support/conversation';
import { FunctionProcess, MODELS } from '../../support/function-process';
import { ModelServer } from '../../support/model-server';
import { nodes } from '../../support/nodes';
import { DENIED, MISSING, REFUSALS, VALIDATION } from '../../support/refusal-messages';

const STATUS: Readonly<Record<string, number>> = { [VALIDATION]: 400, [MISSING]: 404, [DENIED]: 403 };

describe.each(nodes(22, 24))('refusals of Bedrock through the built function, $name', ({ path }) => {
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

  test.each(REFUSALS)('%s: %s', async (name, message, code, names = '') => {
    server.on('refused', (exchange) => exchange.error(STATUS[name] ?? 0, name, `${message} ${SECRET}`));
    const { status, retryable } = FAILURE_ROWS[code];
    const expected = { status, code, retryable, message: expect.stringContaining(names) };
    const whole = errorIn(await inference.invoke({ operation: 'converse', ...prompt('refused') }));
    expect(whole).toMatchObject(expected);
    expect((whole as { message: string }).message).not.toMatch(/[{}]/);
    const body = await inference.invoke({ operation: 'invokeModel', body: { text: 'refused' } });
    expect(errorIn(body)).toMatchObject(expected);
    // Bedrock sends the same as an exception within a stream.
    server.on('refused', (exchange) => {
      exchange.exception(name[0]?.toLowerCase() + name.slice(1), `${message} ${SECRET}`);
      exchange.end();
    });
    const streamed = await inference.invoke({ operation: 'converseStream', ...prompt('refused') });
    expect(lastEvent(streamed)).toMatchObject({ event: 'error', data: expected });
  });

  test('a daily quota is told from a throttle', async () => {
    server.on('refused', (exchange) =>
      exchange.error(429, 'ThrottlingException', 'Too many tokens per day, please wait before trying again.'),
    );
    const answer = await inference.invoke({ operation: 'converse', ...prompt('refused') });
    expect(errorIn(answer)).toMatchObject({ status: 429, code: 'daily_quota_exceeded', retryable: true });
    expect(errorIn(answer)).toMatchObject({ message: expect.stringContaining(MODELS[0]) });
  });

  // Last, so that it sees the output of all of the above.
  test('no message of Bedrock is in a log line or an error answer', () => {
    expect(leaksOf(inference)).toEqual([]);
  });
});
