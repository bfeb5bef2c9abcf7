import { join } from 'node:path';
import { LocalFunction } from '../../../sandbox/local-lambda/local-function';
import { ANSWERS, type StandInModel, startModel } from '../../../sandbox/model/stand-in-model';
import { type FrontDoor, openFrontDoor } from '../../../sandbox/stand-in/front-door';
import { knowledgeBreaches } from '../../support/contracts/knowledge-contracts';
import { result, retrieving, SECRET, SETTINGS } from '../../support/knowledge-run';
import { ModelServer } from '../../support/model-server';
import { LAMBDA_NODE, nodes } from '../../support/nodes';
import { parseEvents } from '../../support/server-sent-events';

const ENVIRONMENT = {
  NODE_NO_WARNINGS: '1',
  KNOWLEDGE_BASE_ID: SETTINGS.knowledgeBaseId,
  ALLOWED_MODELS: JSON.stringify(SETTINGS.allowedModels),
  AUDIENCES: JSON.stringify(Object.fromEntries(SETTINGS.audiences)),
  NUMBER_OF_RESULTS: '3',
  DEPLOYMENT: 'test',
  AGENT: '{"maxTurns":3,"maxTokens":500,"maxSeconds":20}',
};

/** The bundle that is deployed, with the real SDK, the stand-in model of the sandbox, and a scripted knowledge base. */
describe.each(nodes(LAMBDA_NODE))('the built knowledge function, $name', ({ path: nodePath }) => {
  const lines: string[] = [];
  let base: ModelServer;
  let model: StandInModel;
  let door: FrontDoor;
  let local: LocalFunction;

  const start = (environment: Readonly<Record<string, string>>) =>
    LocalFunction.start({
      ...{ name: 'knowledge', handler: 'index.handler', timeoutSeconds: 30, nodePath },
      folder: join(__dirname, '../../../build/lambda/knowledge'),
      environment: { AWS_ENDPOINT_URL: door.url, ...environment },
      log: (line) => void lines.push(line),
    });

  beforeAll(async () => {
    base = await ModelServer.start();
    base.on('', retrieving(result(`The notice period is three months. ${SECRET}`), result('Soup is on Monday.')));
    base.breachesOf = (request) => knowledgeBreaches(request, { ...SETTINGS, groups: [] });
    model = await startModel({ answers: ANSWERS });
    const rooms = { aws: base.url, model: model.url, modelKey: model.key, lambda: () => Promise.resolve(false) };
    door = await openFrontDoor(0, rooms);
    local = await start(ENVIRONMENT);
  });
  afterAll(async () => {
    await local.stop();
    await door.close();
    await model.stop();
    await base.stop();
    expect(lines.filter((line) => line.includes(SECRET))).toEqual([]);
  });

  const invoke = async (event: object) => {
    const answer = local.invoke(Buffer.from(JSON.stringify(event)), {});
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) text += chunk;
    return parseEvents(text);
  };

  test('runAgent searches with a tool, and answers with its passage', async () => {
    const events = await invoke({ operation: 'runAgent', text: 'How long is the notice period?' });
    expect(events.map(({ event }) => event)).toEqual(['turn', 'passages', 'tool', 'turn', 'text', 'end']);
    expect(events.at(-2)?.data).toEqual({ text: 'The notice period is three months. [1]' });
    expect(events.at(-1)?.data).toMatchObject({ outcome: 'answered', turns: 2, toolCalls: 1, citations: [1] });
    const last = JSON.parse(lines.at(-1) ?? '{}');
    expect(last).toMatchObject({ Operation: 'runAgent', outcome: 'ok', turns: 2, passages: 2 });
  });

  test('ask streams an answer', async () => {
    const events = await invoke({ operation: 'ask', text: 'How long is the notice period?' });
    expect(events.at(-1)).toMatchObject({ event: 'end', data: { citations: [1] } });
  });

  test.each([['{"maxTurns":3}'], ['[]'], ['{"maxTurns":0,"maxTokens":1,"maxSeconds":1}'], ['on']])(
    'does not start with the limits %s',
    async (AGENT) => {
      await expect(start({ ...ENVIRONMENT, AGENT })).rejects.toThrow('AGENT is wrong');
    },
  );
});
