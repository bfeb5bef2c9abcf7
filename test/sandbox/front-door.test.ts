import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplyGuardrailCommand, BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type FrontDoor, openFrontDoor } from '../../sandbox/stand-in/front-door';

const asked: { readonly url: string; readonly host: string; readonly body: string }[] = [];
const behind = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  asked.push({ url: request.url ?? '', host: request.headers.host ?? '', body });
  response.end('{}');
});
let door: FrontDoor;
let client: BedrockRuntimeClient;

beforeAll(async () => {
  await once(behind.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(behind.address() as AddressInfo).port}`;
  const lambda = () => Promise.resolve(false);
  door = await openFrontDoor(0, { aws: url, model: url, modelKey: 'key', lambda });
  client = new BedrockRuntimeClient({
    ...{ endpoint: door.url, region: 'us-east-1', maxAttempts: 1, requestHandler: new NodeHttpHandler() },
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'dummy' },
  });
});

afterAll(async () => {
  client.destroy();
  await door.close();
  behind.close();
});

afterEach(() => {
  asked.length = 0;
});

test('a guardrail lets every text pass, and is asked of nobody', async () => {
  const { action, outputs, usage } = await client.send(
    new ApplyGuardrailCommand({
      ...{ guardrailIdentifier: 'gr', guardrailVersion: '1', source: 'INPUT' },
      content: [{ text: { text: 'é' } }],
    }),
  );
  expect({ action, outputs }).toEqual({ action: 'NONE', outputs: [] });
  expect(Object.values(usage ?? {})).toEqual([0, 0, 0, 0, 0, 0]);
  expect(asked).toEqual([]);
});

test('the parts of a question that a guardrail evaluates reach the model as text', async () => {
  const content = [
    { guardContent: { text: { text: 'é 1', qualifiers: ['grounding_source' as const] } } },
    { text: '"guardContent" in a text' },
  ];
  await client.send(new ConverseCommand({ modelId: 'm', messages: [{ role: 'user', content }] }));
  expect(asked[0]?.url).toBe('/model/m/converse');
  expect(JSON.parse(asked[0]?.body ?? '').messages[0].content).toEqual([
    { text: 'é 1' },
    { text: '"guardContent" in a text' },
  ]);
});

test('moto takes no address for a bucket', async () => {
  const { port } = new URL(door.url);
  await fetch(`http://127.0.0.1:${port}/bucket/key`);
  await fetch(`http://localhost:${port}/bucket/key`);
  expect(asked.map(({ host }) => host)).toEqual([`localhost:${port}`, `localhost:${port}`]);
});
