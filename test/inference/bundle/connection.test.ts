import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { errorIn, lastEvent, prompt } from '../../support/conversation';
import { FunctionProcess } from '../../support/function-process';
import { LAMBDA_NODE, nodes } from '../../support/nodes';

const json = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** Bytes that are no HTTP, or not all of it. */
const ANSWERS: [name: string, text: string, code?: string][] = [
  ['nothing', ''],
  ['another protocol', 'SSH-2.0-OpenSSH_9.7\r\n'],
  ['an alert of TLS', '\x15\x03\x01\x00\x02\x02\x46'],
  ['a page without a header', '<html>'],
  ['a status that is no number', 'HTTP/1.1 abc\r\n\r\n'],
  ['half a status line', 'HTTP/1.1 200'],
  ['a header without an end', `${json}x: ${'a'.repeat(100_000)}`],
  ['two lengths', `${json}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n`],
  ['fewer bytes than its length', `${json}content-length: 500\r\n\r\n{"output":`],
  ['a piece that ends early', `${json}transfer-encoding: chunked\r\n\r\nff\r\n{"output":`],
  ['a piece without a length', `${json}transfer-encoding: chunked\r\n\r\nZZ\r\n`],
  [
    'another protocol on the same connection',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    'deadline_exceeded',
  ],
];

describe.each(nodes(LAMBDA_NODE))('the built function on a connection that does not speak HTTP, $name', ({ path }) => {
  let stop: (() => Promise<void>) | undefined;

  afterEach(() => stop?.());

  const start = async (scheme: string, text: string): Promise<FunctionProcess> => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(text, 'latin1'));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const endpoint = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const inference = await FunctionProcess.start(endpoint, { AWS_MAX_ATTEMPTS: '1' }, path);
    stop = () => inference.stop().finally(() => server.close());
    return inference;
  };

  test.each<[name: string, text: string, code?: string, scheme?: string]>([
    ...ANSWERS,
    ['an endpoint without TLS', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'connection_failed', 'https'],
  ])('%s', async (_, text, code = 'connection_failed', scheme = 'http') => {
    const inference = await start(scheme, text);
    const within = { remainingMs: 1_500 };
    const whole = await inference.invoke({ operation: 'converse', ...prompt('anything') }, within);
    expect(errorIn(whole)).toMatchObject({ code, retryable: true });
    const streamed = await inference.invoke({ operation: 'converseStream', ...prompt('anything') }, within);
    // A document is no stream, whole or not.
    expect(lastEvent(streamed)?.data).toMatchObject({
      code: expect.stringMatching(`${code}|unreadable_answer`),
      retryable: true,
    });
  });
});
