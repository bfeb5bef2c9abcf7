import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamResponseEvent,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { lambdaApi } from '../../sandbox/local-lambda/lambda-api';
import { ScriptedFunctions } from '../support/scripted-function';

/** The API as the real SDK sees it, behind a server that has other things to answer, too. */
const functions = new ScriptedFunctions();
let server: Server;
let url: string;
let client: LambdaClient;

beforeAll(async () => {
  const api = lambdaApi(
    new Map([
      ['scripted', await functions.start({ timeoutSeconds: 1 })],
      ['patient', await functions.start()],
      ['plain', await functions.start({ name: 'plain', handler: 'index.plain', aliases: { board: '3' } })],
    ]),
  );
  server = createServer(async (request, response) => {
    if (await api(request, response)) return;
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    response.end(`elsewhere: ${body}`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'dummy' };
  client = new LambdaClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  await functions.stop();
});

const json = (value: object) => Buffer.from(JSON.stringify(value));
const stream = async (event: object, FunctionName = 'scripted') => {
  const { EventStream, ...others } = await client.send(
    new InvokeWithResponseStreamCommand({ FunctionName, Payload: json(event) }),
  );
  return { events: (EventStream as AsyncIterable<object>)[Symbol.asyncIterator](), ...others };
};
const invoke = (event: object, FunctionName = 'scripted') =>
  client.send(new InvokeCommand({ FunctionName, Payload: json(event) }));

test('InvokeWithResponseStream: each piece when it comes, then the end', async () => {
  const { events, StatusCode, ExecutedVersion } = await stream({ do: 'hang' });
  expect({ StatusCode, ExecutedVersion }).toEqual({ StatusCode: 200, ExecutedVersion: '$LATEST' });
  // The function says no more after this, until its time is over.
  expect(await events.next()).toEqual({
    done: false,
    value: { PayloadChunk: { Payload: Uint8Array.from(Buffer.from('so far')) } },
  });
  const { value } = await events.next();
  expect(value.InvokeComplete.ErrorCode).toBe('Sandbox.Timedout');
  expect(JSON.parse(value.InvokeComplete.ErrorDetails).errorMessage).toContain('Task timed out after 1.00 seconds');
  expect(await events.next()).toEqual({ done: true });

  const whole = await stream({ do: 'echo', text: 'é' }, 'arn:aws:lambda:us-east-1:123456789012:function:scripted');
  expect((await whole.events.next()).value.PayloadChunk.Payload).toEqual(Uint8Array.from(Buffer.from('é')));
  expect(await whole.events.next()).toEqual({ done: false, value: { InvokeComplete: {} } });
});

test('Invoke: the whole, or the error alone', async () => {
  const { Payload, FunctionError, StatusCode } = await invoke({ do: 'echo', text: 'é' }, 'scripted:$LATEST');
  expect({ text: Payload?.transformToString(), FunctionError, StatusCode }).toEqual({ text: 'é', StatusCode: 200 });
  const failed = await invoke({ do: 'failMidway' });
  expect(failed.FunctionError).toBe('Unhandled');
  expect(JSON.parse(failed.Payload?.transformToString() ?? '')).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'wrong',
    trace: expect.arrayContaining(['TypeError: wrong']),
  });
});

test('Invoke: Lambda refuses an answer above 6 MB, which streams by InvokeWithResponseStream', async () => {
  const large = await invoke({ do: 'flood', bytes: 6_400_000 }, 'patient');
  expect(large.FunctionError).toBe('Unhandled');
  expect(JSON.parse(large.Payload?.transformToString() ?? '')).toMatchObject({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  });
  const { events } = await stream({ do: 'flood', bytes: 6_400_000 }, 'patient');
  let size = 0;
  for (let next = await events.next(); !next.done; next = await events.next()) {
    const { PayloadChunk, InvokeComplete } = next.value as InvokeWithResponseStreamResponseEvent;
    expect(InvokeComplete?.ErrorCode).toBeUndefined();
    size += PayloadChunk?.Payload?.length ?? 0;
  }
  expect(size).toBeGreaterThan(6_400_000);
});

const PLAIN = 'arn:aws:lambda:us-east-1:123456789012:function:plain';

test.each([
  ['the name', { FunctionName: 'plain' }, '', '$LATEST'],
  ['the name and an alias', { FunctionName: 'plain:board' }, ':board', '3'],
  ['a qualifier', { FunctionName: 'plain', Qualifier: 'board' }, ':board', '3'],
  ['account and name', { FunctionName: '123456789012:function:plain:board' }, ':board', '3'],
  ['the ARN', { FunctionName: PLAIN }, '', '$LATEST'],
  ['the ARN of an alias', { FunctionName: `${PLAIN}:board` }, ':board', '3'],
  ['a version', { FunctionName: PLAIN, Qualifier: '3' }, ':3', '3'],
  ['the latest version', { FunctionName: PLAIN, Qualifier: '$LATEST' }, ':$LATEST', '$LATEST'],
])('a function called by %s sees its ARN so', async (_, input, ending, version) => {
  const { Payload, ExecutedVersion } = await client.send(new InvokeCommand({ ...input, Payload: json({ text: 'x' }) }));
  const { invokedFunctionArn } = JSON.parse(Payload?.transformToString() ?? '');
  expect({ invokedFunctionArn, ExecutedVersion }).toEqual({
    invokedFunctionArn: `${PLAIN}${ending}`,
    ExecutedVersion: version,
  });
});

test('a caller who leaves is missed by the function', async () => {
  const { events } = await stream({ do: 'wait' });
  await events.next();
  client.destroy();
  await functions.logged('the caller left');
});

test.each([
  ['an unknown function', { FunctionName: 'other' }, 'ResourceNotFoundException', 404],
  ['an unknown alias', { FunctionName: 'scripted:board' }, 'ResourceNotFoundException', 404],
  ['an unknown version', { Qualifier: '7' }, 'ResourceNotFoundException', 404],
  ['what is no JSON', { Payload: Buffer.from('{SECRET') }, 'InvalidRequestContentException', 400],
  ['too much', { Payload: Buffer.alloc(6 * 2 ** 20 + 1, '1') }, 'RequestTooLargeException', 413],
  ['not to wait', { InvocationType: 'Event' as const }, 'InvalidParameterValueException', 400],
])('%s is refused', async (_, input, name, httpStatusCode) => {
  const refused = {
    name,
    $metadata: expect.objectContaining({ httpStatusCode }),
    message: expect.not.stringContaining('SECRET'),
  };
  await expect(client.send(new InvokeCommand({ FunctionName: 'scripted', ...input }))).rejects.toMatchObject(refused);
  await expect(
    // Its types rule out some of what its API would refuse.
    client.send(new InvokeWithResponseStreamCommand({ FunctionName: 'scripted', ...(input as object) })),
  ).rejects.toMatchObject(refused);
});

test.each([
  ['POST', '/'],
  ['GET', '/2015-03-31/functions/scripted'],
  ['POST', '/2015-03-31/functions'],
  ['GET', '/2015-03-31/functions/scripted/invocations'],
])('%s %s is left to others, body and all', async (method, path) => {
  const answer = await fetch(url + path, method === 'POST' ? { method, body: 'untouched' } : { method });
  expect(await answer.text()).toBe(`elsewhere: ${method === 'POST' ? 'untouched' : ''}`);
});
