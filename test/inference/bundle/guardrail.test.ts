import { lastEvent, prompt } from '../../support/conversation';
import { FunctionProcess } from '../../support/function-process';
import { ModelServer } from '../../support/model-server';
import { LAMBDA_NODE, nodes } from '../../support/nodes';

/** The bundle that is deployed, with a guardrail in its environment. */
describe.each(nodes(LAMBDA_NODE))('the built function with a guardrail, $name', ({ path }) => {
  let server: ModelServer;
  let inference: FunctionProcess;

  beforeAll(async () => {
    server = await ModelServer.start();
    inference = await FunctionProcess.start(server.url, { GUARDRAIL_ID: 'gr1', GUARDRAIL_VERSION: '2' }, path);
  });

  afterAll(async () => {
    await inference.stop();
    await server.stop();
  });

  test('a stream is asked for in sync and without a trace', async () => {
    server.on('plain', (exchange) => {
      exchange.startAnswer('text');
      exchange.stopAnswer();
    });
    const answer = await inference.invoke({ operation: 'converseStream', ...prompt('plain') });
    expect(lastEvent(answer)?.event).toBe('metadata');
    expect(server.requestsWith('plain').map(({ body }) => JSON.parse(body).guardrailConfig)).toEqual([
      { guardrailIdentifier: 'gr1', guardrailVersion: '2', trace: 'disabled', streamProcessingMode: 'sync' },
    ]);
  });

  test('what would weaken it is refused by path, and not sent', async () => {
    const before = server.exchanges.length;
    const refusalOf = async (event: object) => lastEvent(await inference.invoke(event))?.data;
    const reserved = { 'amazon-bedrock-guardrailConfig': { tagSuffix: 'x' } };
    expect(
      await refusalOf({
        operation: 'converseStream',
        messages: [{ role: 'user', content: [{ guardContent: { text: { text: 'only this' } } }] }],
        guardrailConfig: { trace: 'enabled', streamProcessingMode: 'async' },
        additionalModelRequestFields: reserved,
      }),
    ).toMatchObject({
      code: 'invalid_request',
      issues: [
        { path: 'messages[0].content[0].guardContent' },
        { path: 'additionalModelRequestFields.amazon-bedrock-guardrailConfig' },
        { path: 'guardrailConfig.trace' },
        { path: 'guardrailConfig.streamProcessingMode' },
      ],
    });
    expect(
      await refusalOf({ operation: 'invokeModelWithResponseStream', body: reserved, trace: 'ENABLED_FULL' }),
    ).toMatchObject({ issues: [{ path: 'body.amazon-bedrock-guardrailConfig' }, { path: 'trace' }] });
    expect(server.exchanges).toHaveLength(before);
  });
});
