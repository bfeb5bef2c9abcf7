import { once } from 'node:events';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startModel } from '../../sandbox/model/stand-in-model';
import { Processes } from '../../sandbox/process/processes';
import { openFrontDoor } from '../../sandbox/stand-in/front-door';
import { pythonWithMoto } from '../../sandbox/stand-in/python';

const folder = () => mkdtempSync(join(tmpdir(), 'sandbox-'));

/** A folder with a `python3` that is this script: the only one on the path. */
function pathWith(script: string): string {
  const bin = folder();
  writeFileSync(join(bin, 'python3'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'python3'), 0o755);
  return bin;
}

function setUp(env: Readonly<Record<string, string>>, given?: string): Promise<string> {
  const made = folder();
  const processes = new Processes(join(made, 'logs'));
  return pythonWithMoto({
    given,
    folder: made,
    processes,
    env,
    signal: new AbortController().signal,
    onLine: () => undefined,
  });
}

describe('the set-up of the stand-in for AWS', () => {
  test.each([
    [
      'there is no Python',
      { PATH: '/no/such/folder' },
      /requires Python 3\.10 or newer; PATH has none/,
      /python3-venv.*--python/,
    ],
    [
      'the only Python is too old',
      { PATH: pathWith('echo 3 8') },
      /requires Python 3\.10 or newer; PATH has none/,
      /--python/,
    ],
    [
      'Python has no venv module',
      { PATH: pathWith('case "$1" in -c) echo 3 11;; *) echo "No module named venv" >&2; exit 1;; esac') },
      /Cannot install moto: .*venv.* ended with 1\.\n.*No module named venv/,
      /python3-venv/,
    ],
  ])('says what to install when %s', async (_, env, what, remedy) => {
    await expect(setUp(env)).rejects.toMatchObject({
      message: expect.stringMatching(what),
      remedy: expect.stringMatching(remedy),
    });
  });

  test('refuses a Python that is given and has no moto', async () => {
    const python = join(pathWith('exit 1'), 'python3');
    await expect(setUp({}, python)).rejects.toThrow('has no moto server');
  });
});

describe('the front door', () => {
  const passed: string[] = [];
  const room = (name: string) =>
    createServer((request: IncomingMessage, response) => {
      passed.push(`${name} ${request.method} ${request.headers.host?.replace(/:\d+$/, '')}${request.url}`);
      request.resume().once('end', () => response.writeHead(name === 'aws' ? 403 : 200, { 'x-room': name }).end(name));
    });
  const servers = { aws: room('aws'), model: room('model') };
  const urlOf = (server: typeof servers.aws) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let door: Awaited<ReturnType<typeof openFrontDoor>>;

  beforeAll(async () => {
    await Promise.all(Object.values(servers).map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
    door = await openFrontDoor(0, {
      aws: urlOf(servers.aws),
      model: urlOf(servers.model),
      modelKey: 'the key',
      lambda: (request, response) => {
        if (!request.url?.includes('/functions/f/')) return Promise.resolve(false);
        response.end('lambda');
        return Promise.resolve(true);
      },
    });
  });
  afterAll(async () => {
    await door.close();
    for (const server of Object.values(servers)) server.close();
  });

  const signed = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=a/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  });
  const ask = async (path: string, service: string) =>
    (await fetch(`${door.url}${path}`, { method: 'POST', body: '{}', headers: signed(service) })).text();

  test.each([
    ['an invocation', '/2015-03-31/functions/f/invocations', 'lambda', 'lambda'],
    ['another call of Lambda', '/2015-03-31/functions', 'lambda', 'aws'],
    ['Converse', '/model/amazon.nova-lite-v1%3A0/converse', 'bedrock', 'model'],
    ['the control plane of Bedrock', '/foundation-models', 'bedrock', 'aws'],
    ['a bucket named model', '/model/key', 's3', 'aws'],
  ])('leads %s to who answers it', async (_, path, service, answer) => {
    expect(await ask(path, service)).toBe(answer);
  });

  test("hands Nova's InvokeModel to Converse, and no other model's", async () => {
    await ask('/model/us.amazon.nova-2-lite-v1%3A0/invoke', 'bedrock');
    await ask('/model/anthropic.claude-haiku/invoke', 'bedrock');
    expect(passed.slice(-2)).toEqual([
      'model POST localhost/model/us.amazon.nova-2-lite-v1%3A0/converse',
      'model POST localhost/model/anthropic.claude-haiku/invoke',
    ]);
  });

  test.each([
    ['an origin', { origin: 'http://evil.example' }],
    ['a name of its own for this machine', { host: 'rebound.evil.example' }],
  ])('refuses a page in a browser, which has %s', async (_, headers) => {
    const { port } = new URL(door.url);
    const before = passed.length;
    const answer = await new Promise<string>((resolve, reject) => {
      const page = httpRequest({ port, host: '127.0.0.1', headers: { ...signed('s3'), ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () => resolve(`${response.statusCode} ${text}`));
      });
      page.on('error', reject).end();
    });
    expect({ answer, passedOn: passed.slice(before) }).toEqual({
      answer: expect.stringMatching(/^403 .*Requests of browser pages are refused/),
      passedOn: [],
    });
  });

  test('answers 502 when nobody is behind it', async () => {
    const alone = await openFrontDoor(0, {
      aws: 'http://127.0.0.1:1',
      model: '',
      modelKey: '',
      lambda: () => Promise.resolve(false),
    });
    expect((await fetch(`${alone.url}/`, { headers: signed('s3') })).status).toBe(502);
    await alone.close();
  });
});

describe('the stand-in model', () => {
  test.each([
    ['is not there', '/no/such/file.json', /does not exist/],
    ['is no JSON', join(folder(), 'broken.json'), /is not a file of answers/],
  ])('refuses a file of answers that %s', async (_, answers, what) => {
    if (answers.endsWith('broken.json')) writeFileSync(answers, '{');
    await expect(startModel({ answers })).rejects.toThrow(what);
  });
});
