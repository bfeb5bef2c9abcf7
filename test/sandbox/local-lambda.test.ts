import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LocalAnswer } from '../../sandbox/local-lambda/local-answer';
import type { LocalFunction } from '../../sandbox/local-lambda/local-function';
import { ScriptedFunctions } from '../support/scripted-function';

const HOST = join(__dirname, '../../build/local-lambda-host.js');

const functions = new ScriptedFunctions();
let scripted: LocalFunction;

beforeAll(async () => {
  scripted = await functions.start({ environment: { OWN: 'yes', AWS_REGION: 'mars-1' }, memoryMiB: 256 });
});
afterAll(() => functions.stop());

const invoke = (event: object, options?: Parameters<LocalFunction['invoke']>[1], called = scripted) =>
  called.invoke(Buffer.from(JSON.stringify(event)), options);

/** All that can be read, and the error at the end if there is one. */
const read = async (answer: LocalAnswer) => {
  let text = '';
  try {
    for await (const chunk of answer) text += chunk;
    return { text };
  } catch (error) {
    return { text, error };
  }
};

const failing = (errorType: string, errorMessage: unknown) =>
  expect.objectContaining({ body: expect.objectContaining({ errorType, errorMessage }) });

describe('what the function is given', () => {
  test("its own variables and Lambda's, none of this machine; the context; the folder", async () => {
    const { text } = await read(invoke({ do: 'context' }, { requestId: 'r1' }));
    const { env, cwd, node, context } = JSON.parse(text);
    expect({ cwd, node }).toEqual({ cwd: functions.folder, node: process.version });
    expect(env).toMatchObject({ OWN: 'yes', AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: 'scripted' });
    const lambdas = /^(AWS_|LAMBDA_|_HANDLER$|LANG$|PATH$|TZ$)/;
    expect(Object.keys(env).filter((name) => !lambdas.test(name))).toEqual(['OWN']);
    expect(env.PATH).not.toBe(process.env.PATH);
    expect(context).toMatchObject({
      awsRequestId: 'r1',
      functionName: 'scripted',
      memoryLimitInMB: '256',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:scripted',
    });
    expect(context.left).toBeGreaterThan(20_000);
    expect(context.left).toBeLessThanOrEqual(30_000);
  });

  test("a stream with the members of Lambda's, and the rules of its content type", async () => {
    const members = JSON.parse((await read(invoke({ do: 'members' }))).text);
    expect(members).toEqual(expect.arrayContaining(['end', 'once', 'setContentType', 'writableNeedDrain', 'write']));
    expect(members).not.toContain('pipe');
    const typed = invoke({ do: 'echo', text: 'é' });
    expect(await read(typed)).toEqual({ text: 'é' });
    expect(typed.contentType).toBe('text/plain');
    const untyped = invoke({ do: 'json' });
    expect(await read(untyped)).toEqual({ text: '{"piece":1}' });
    expect(untyped.contentType).toBe('application/octet-stream');
    expect(await read(invoke({ do: 'late' }))).toEqual({
      text: 'x',
      error: failing('Error', 'Cannot set content-type, too late.'),
    });
  });
});

describe('the answer', () => {
  test('is taken from the function no faster than it is read', async () => {
    // Far more than what pipes and buffers on the way can hold.
    const bytes = 2 ** 25;
    const slow = invoke({ do: 'flood', bytes, name: 'slow' });
    await slow[Symbol.asyncIterator]().next();
    let read = 0;
    for await (const chunk of invoke({ do: 'flood', bytes, name: 'quick' })) read += chunk.length;
    expect(read).toBe(bytes);
    // It had as much time as the other.
    await functions.logged('written quick');
    expect(functions.log).not.toContain('written slow');
    slow.destroy();
  });

  test('may be left by its caller, which the function learns', async () => {
    const answer = invoke({ do: 'wait' });
    await once(answer, 'data');
    answer.destroy();
    await functions.logged('the caller left');
  });

  test('brings what came before a failure, and then the failure in the words of Lambda', async () => {
    expect(await read(invoke({ do: 'fail' }))).toEqual({ text: '', error: failing('TypeError', 'wrong') });
    expect(await read(invoke({ do: 'failMidway' }))).toEqual({ text: 'so far', error: failing('TypeError', 'wrong') });
    expect(await read(invoke({ do: 'cut' }, { requestId: 'r2' }))).toEqual({
      text: 'so far',
      error: failing('Runtime.TruncatedResponse', expect.stringContaining('RequestId: r2 ')),
    });
  });
});

describe('the end of a process', () => {
  test.each([
    [{ do: 'exit', code: 3 }, 'so far', 'Runtime exited with error: exit status 3'],
    [{ do: 'exit', code: 0 }, 'so far', 'Runtime exited without providing a reason'],
    [{ do: 'kill' }, '', 'Runtime exited with error: signal: killed'],
  ])('%j is told; the next invocation has a new one', async (event, text, message) => {
    const called = await functions.start();
    expect(await read(invoke(event, { requestId: 'r3' }, called))).toEqual({
      text,
      error: failing('Runtime.ExitError', `RequestId: r3 Error: ${message}`),
    });
    expect(await read(invoke({ do: 'echo', text: 'again' }, {}, called))).toEqual({ text: 'again' });
  });

  test.each(['hang', 'open'])('%s: the time is over', async (script) => {
    const called = await functions.start({ timeoutSeconds: 0.2 });
    expect(await read(invoke({ do: script }, { requestId: 'r4' }, called))).toEqual({
      text: 'so far',
      error: failing('Sandbox.Timedout', 'RequestId: r4 Error: Task timed out after 0.20 seconds'),
    });
    expect(await read(invoke({ do: 'echo', text: 'again' }, { timeoutMs: 30_000 }, called))).toEqual({ text: 'again' });
  });

  test('stop() ends one that does not listen, and nothing starts again', async () => {
    const called = await functions.start();
    const answer = invoke({ do: 'deaf' }, {}, called);
    const [pid] = await once(answer, 'data');
    answer.on('error', () => undefined);
    await called.stop();
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
    expect(() => invoke({ do: 'json' }, {}, called)).toThrow('scripted is stopped');
  });

  test('it ends with its parent', async () => {
    const script = `require('child_process').fork(${JSON.stringify(HOST)}, [${JSON.stringify(functions.folder)}, 'index.handler'])
      .on('message', () => console.log('started'))`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    // Both hold the other end.
    await once(parent.stdout, 'close');
  });

  test('Ctrl-C in the terminal is not for it', async () => {
    const child = fork(HOST, [functions.folder, 'index.handler'], { stdio: 'pipe' });
    await once(child, 'message');
    child.kill('SIGINT');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('a handler without streaming', () => {
  test('answers with its result as JSON', async () => {
    const plain = await functions.start({ handler: 'index.plain', aliases: { board: '3' } });
    const answer = invoke({ text: 'é' }, { qualifier: 'board' }, plain);
    const invokedFunctionArn = 'arn:aws:lambda:us-east-1:123456789012:function:scripted:board';
    expect(JSON.parse((await read(answer)).text)).toEqual({ text: 'é', invokedFunctionArn });
    expect(answer.contentType).toBe('application/json');
    expect(await read(invoke({}, {}, plain))).toEqual({ text: '', error: failing('TypeError', 'no text') });
  });

  test('answers null without a result', async () => {
    const silent = await functions.start({ handler: 'index.silent' });
    expect(await read(invoke({}, {}, silent))).toEqual({ text: 'null' });
  });
});

describe('code that cannot be loaded', () => {
  beforeAll(() => {
    functions.write('throws.js', 'throw new RangeError("at start")');
    functions.write('leaves.mjs', 'process.exit(4)');
  });

  test.each([
    ['missing.handler', 'Runtime.ImportModuleError', "Error: Cannot find module 'missing'"],
    ['index.missing', 'Runtime.HandlerNotFound', 'index.missing is undefined or not exported'],
    ['throws.handler', 'RangeError', 'at start'],
    ['leaves.handler', 'Runtime.ExitError', expect.stringContaining('exit status 4')],
  ])('%s', async (handler, errorType, message) => {
    await expect(functions.start({ handler })).rejects.toEqual(failing(errorType, message));
  });

  test('by a Node that is not there', async () => {
    await expect(functions.start({ nodePath: '/no/such/node' })).rejects.toEqual(
      failing('Runtime.ExitError', expect.stringContaining('ENOENT')),
    );
  });

  test('but an ES module is loaded', async () => {
    functions.write(
      'module.mjs',
      'export const handler = awslambda.streamifyResponse(async (e, s) => { s.end("esm"); });',
    );
    expect(await read(invoke({}, {}, await functions.start({ handler: 'module.handler' })))).toEqual({ text: 'esm' });
  });
});
