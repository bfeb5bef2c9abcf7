import type { ServerResponse } from 'node:http';
import { payloadChunk } from '../../lib/operations/local-lambda/invoke-frames';
import { AskRun, AskStandIn, lambdaError, lambdaStream, queryError, stack } from '../support/ask-run';
import { SECRET } from '../support/conversation';
import type { Exchange } from '../support/model-server';

let aws: AskStandIn;
beforeAll(async () => {
  aws = await AskStandIn.start();
});
afterEach(() => {
  aws.lambda = undefined;
  aws.stacks = undefined;
});
afterAll(() => aws.stop());

/** Asks with the secret in the question, and holds what was said against it. */
const ask = async (args: readonly string[], env?: Record<string, string>, input?: string) => {
  const { code, stdout, stderr } = await AskRun.start(args, aws.url, input, env).end();
  expect(stderr).not.toContain(SECRET);
  // A stack trace is for a fault of ours.
  expect(stderr).not.toMatch(/^\s+at /m);
  return { code, stdout, stderr };
};
const failsWith = (stderr: RegExp, stdout = '') => ({ code: 1, stdout, stderr: expect.stringMatching(stderr) });

describe('the function is not found', () => {
  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      'no stack',
      (r) => queryError(r, 400, 'ValidationError', 'Stack with id private-bedrock-sandbox-inference does not exist'),
      /Stack private-bedrock-sandbox-inference is not in us-east-1 .*\nDeploy it \(`npx cdk deploy --all`\)/,
    ],
    ['no output', (r) => stack(r, 'Other', 'x'), /no output FunctionName: it is ROLLBACK_COMPLETE\.\nDeploy it again/],
    ['expired', (r) => queryError(r, 403, 'ExpiredToken', 'The token is expired'), /ExpiredToken\)\nSign in again/],
    ['throttled', (r) => queryError(r, 400, 'Throttling', 'Rate exceeded'), /Throttling\)\nWait a little/],
    ['wrong keys', (r) => queryError(r, 403, 'InvalidClientTokenId', 'bad'), /InvalidClientTokenId\)\nLook which cred/],
  ])('%s', async (_, stacks, message) => {
    aws.stacks = stacks;
    expect(await ask([SECRET])).toEqual(failsWith(message));
  });

  test('but whoever may not read stacks asks by the name that the stack gives', async () => {
    aws.stacks = (response) => queryError(response, 403, 'AccessDenied', 'not authorized to perform DescribeStacks');
    aws.models.on('by name', (exchange) => {
      exchange.startAnswer('Here.');
      exchange.stopAnswer();
    });
    const { code, stdout, stderr } = await ask(['by name']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Here.\n' });
    expect(stderr).toContain('Not allowed to read stack private-bedrock-sandbox-inference');
  });

  test('no credentials, no endpoint, no such Region', async () => {
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    expect(await ask([SECRET], none)).toEqual(failsWith(/CredentialsProviderError\)\nSign in/));
    const refused = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    expect(await ask([SECRET], refused)).toEqual(failsWith(/ECONNREFUSED.*\n.*AWS_ENDPOINT_URL/));
    expect(await ask([SECRET, '--function', 'f'], refused)).toEqual(failsWith(/ECONNREFUSED.*\n.*AWS_ENDPOINT_URL/));
    const nowhere = { AWS_ENDPOINT_URL: 'http://nowhere.invalid' };
    expect(await ask([SECRET, '--region', 'mars-1'], nowhere)).toEqual(failsWith(/mars-1.*\n.*the Region/));
  });
});

describe('Lambda refuses', () => {
  test.each([
    ['ResourceNotFoundException', 404, /Function private-bedrock-sandbox-inference is not in us-east-1/],
    ['AccessDeniedException', 403, /AccessDeniedException\)\nAsk as the deployment's invoker/],
    ['ExpiredTokenException', 403, /Sign in again/],
    ['TooManyRequestsException', 429, /Wait a little/],
    ['RequestTooLargeException', 413, /larger than Lambda takes/],
    ['InvalidRequestContentException', 400, /Lambda cannot read the request/],
  ])('%s', async (name, status, message) => {
    // Only of the last one the words may be the question's; the others are Lambda's.
    const words = name === 'InvalidRequestContentException' ? SECRET : 'in words of Lambda';
    aws.lambda = (response) => lambdaError(response, status, name, words);
    expect(await ask([SECRET])).toEqual(failsWith(message));
  });
});

const SOME = Buffer.from('event: contentBlockDelta\ndata: {"delta":{"text":"Some"}}\n\n');
const failure = (errorType: string, errorMessage: string) => ({ errorType, errorMessage, trace: [] });

describe('the function fails', () => {
  test.each<[string, (response: ServerResponse) => void, RegExp, string]>([
    [
      'out of time',
      (r) => lambdaStream(r, [SOME], failure('Sandbox.Timedout', 'Task timed out after 3.00 seconds')),
      /failed: Sandbox\.Timedout: Task timed out after 3\.00 seconds\nLook at its log/,
      'Some\n',
    ],
    ['its own error', (r) => lambdaStream(r, [], failure('TypeError', SECRET)), /failed: TypeError\nLook/, ''],
    ['cut between two events', (r) => lambdaStream(r, [SOME]), /The answer broke off: the text has no end/, 'Some\n'],
    ['cut within an event', (r) => lambdaStream(r, [SOME, SOME.subarray(0, 30)]), /broke off/, 'Some\n'],
    ['nothing at all', (r) => lambdaStream(r, []), /broke off before its first word/, ''],
    ['no JSON', (r) => lambdaStream(r, [Buffer.from(`event: x\ndata: ${SECRET}\n\n`)]), /cannot be read/, ''],
  ])('%s', async (_, lambda, message, stdout) => {
    aws.lambda = lambda;
    expect(await ask([SECRET])).toEqual(failsWith(message, stdout));
  });

  test('the connection breaks', async () => {
    const begun: { response?: ServerResponse } = {};
    aws.lambda = (response) => {
      begun.response = response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      response.write(payloadChunk(SOME));
    };
    const run = AskRun.start([SECRET], aws.url);
    await run.says('Some');
    begun.response?.destroy();
    expect(await run.end()).toEqual(failsWith(/could not be asked: aborted .*\nLook at the network/, 'Some\n'));
  });
});

describe('the function says no', () => {
  test('to a model, with those there are', async () => {
    expect(await ask([SECRET, '--model', 'other.model'])).toEqual(
      failsWith(
        /answers invalid_request: .*\n {2}modelId: must be one of: amazon\.nova-lite-v1:0, .*\nTake one of these/,
      ),
    );
  });

  test.each<[string, (exchange: Exchange) => void, RegExp, string]>([
    [
      'denied',
      (e) => e.error(403, 'AccessDeniedException', SECRET),
      /answers access_denied: .*\n.*npm run preflight/,
      '',
    ],
    ['busy', (e) => e.error(424, 'ModelErrorException', SECRET), /answers model_error: .*\nAsk again/, ''],
    [
      'midway',
      (e) => {
        e.startAnswer('Begun');
        e.exception('modelStreamErrorException', SECRET);
      },
      /answers model_stream_error/,
      'Begun\n',
    ],
  ])('%s', async (marker, script, message, stdout) => {
    aws.models.on(marker, (exchange) => {
      script(exchange);
      exchange.end();
    });
    expect(await ask([`${marker} ${SECRET}`])).toEqual(failsWith(message, stdout));
  });

  test('as a document, and to a program', async () => {
    aws.models.on('refused', (exchange) => exchange.error(403, 'AccessDeniedException', SECRET));
    const answers = await Promise.all([ask(['refused', '--operation', 'converse']), ask(['refused', '--json'])]);
    for (const answer of answers) expect(answer).toEqual(failsWith(/answers access_denied/));
  });
});

describe('what the model says of its end', () => {
  test.each([
    ['guardrail_intervened', 1, /The guardrail stopped this/],
    ['content_filtered', 1, /own filter stopped this/],
    ['max_tokens', 0, /Cut short: .*--max-tokens/],
    ['model_context_window_exceeded', 0, /Cut short: .*context is full/],
    ['stop_sequence', 0, /^[^\n]* ms in all\n$/],
  ])('%s', async (stopReason, code, message) => {
    aws.models.on(stopReason, (exchange) => {
      exchange.startAnswer('Text');
      exchange.event('messageStop', { stopReason });
      exchange.end();
    });
    const [shown, document] = await Promise.all([ask([stopReason]), ask([stopReason, '--json'])]);
    expect(shown).toEqual({ code, stdout: 'Text\n', stderr: expect.stringMatching(message) });
    expect(document.code).toBe(code);
    expect(JSON.parse(document.stdout)).toMatchObject({ answer: 'Text', good: code === 0, stopReason });
  });

  test('a guardrail with InvokeModel, and a tool', async () => {
    const intervened = { 'amazon-bedrock-guardrailAction': 'INTERVENED' };
    aws.models.on('guarded', (exchange) => {
      if (exchange.path.endsWith('/invoke')) {
        const output = { message: { content: [{ text: 'Blocked.' }] } };
        return exchange.json(200, { output, stopReason: 'end_turn', ...intervened });
      }
      exchange.chunk({ contentBlockDelta: { delta: { text: 'Blocked.' } }, ...intervened });
      exchange.chunk({ messageStop: { stopReason: 'end_turn' } });
      exchange.end();
    });
    for (const operation of ['invokeModel', 'invokeModelWithResponseStream']) {
      const answer = await ask(['guarded', '--operation', operation]);
      expect(answer).toEqual(failsWith(/The guardrail stopped this/, 'Blocked.\n'));
    }
    aws.models.on('tooled', (exchange) => {
      exchange.event('contentBlockStart', {
        contentBlockIndex: 0,
        start: { toolUse: { name: 'weather', toolUseId: 't' } },
      });
      exchange.event('messageStop', { stopReason: 'tool_use' });
      exchange.end();
    });
    expect(await ask(['tooled'])).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('weather') });
  });
});

test.each([
  [[], /There is no question/],
  [['--file', 'request.json', 'words', '--max-tokens', '5'], /leave out a question, --max-tokens/],
  [['--chat', '--json'], /cannot be had with --chat/],
  [['words', '--max-tokens', '0'], /--max-tokens takes a whole number from 1/],
  [['words', '--operation', 'invoke'], /Allowed choices are converse, converseStream/],
  [['words', '--deployment', 'other'], /Allowed choices are sandbox, production/],
])('wrong usage: %j', async (args, message) => {
  expect(await ask(args)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
});

test.each([
  ['/no/such/file', undefined, /^\/no\/such\/file cannot be read: ENOENT/],
  ['-', `{"${SECRET}`, /^Standard input holds no JSON object/],
  ['-', '["list"]', /holds no JSON object/],
])('a file that is no request: %s', async (file, input, message) => {
  expect(await ask(['--file', file], {}, input)).toEqual(failsWith(message));
});
