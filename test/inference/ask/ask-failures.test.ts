import type { ServerResponse } from 'node:http';
import { payloadChunk } from '../../../sandbox/local-lambda/invoke-frames';
import { AskRun, failsWith, lambdaStream, withAskStandIn } from '../../support/ask-run';
import { SECRET } from '../../support/conversation';
import type { Exchange } from '../../support/model-server';

const { standIn, ask } = withAskStandIn();

const SOME = Buffer.from('event: contentBlockDelta\ndata: {"delta":{"text":"Some"}}\n\n');
const failure = (errorType: string, errorMessage: string) => ({ errorType, errorMessage, trace: [] });

describe('the function fails', () => {
  test.each<[string, (response: ServerResponse) => void, RegExp, string]>([
    [
      'out of time',
      (r) => lambdaStream(r, [SOME], failure('Sandbox.Timedout', 'Task timed out after 3.00 seconds')),
      /failed: Sandbox\.Timedout: Task timed out after 3\.00 seconds\nRead its log/,
      'Some\n',
    ],
    ['its own error', (r) => lambdaStream(r, [], failure('TypeError', SECRET)), /failed: TypeError\nRead/, ''],
    [
      'cut between two events',
      (r) => lambdaStream(r, [SOME]),
      /The answer is incomplete: it ended without a stop reason/,
      'Some\n',
    ],
    ['cut within an event', (r) => lambdaStream(r, [SOME, SOME.subarray(0, 30)]), /incomplete/, 'Some\n'],
    ['nothing at all', (r) => lambdaStream(r, []), /ended before its first word/, ''],
    [
      'no JSON',
      (r) => lambdaStream(r, [Buffer.from(`event: x\ndata: ${SECRET}\n\n`)]),
      /^PB-ASK-007 .* is not complete JSON/,
      '',
    ],
  ])('%s', async (_, lambda, message, stdout) => {
    standIn().lambda = lambda;
    expect(await ask([SECRET])).toEqual(failsWith(message, stdout));
  });

  test('the connection breaks', async () => {
    const begun: { response?: ServerResponse } = {};
    standIn().lambda = (response) => {
      begun.response = response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      response.write(payloadChunk(SOME));
    };
    const run = AskRun.start([SECRET], standIn().url);
    await run.says('Some');
    begun.response?.destroy();
    expect(await run.end()).toEqual(
      failsWith(
        /lambda:InvokeFunction failed for private-bedrock-sandbox-inference in us-east-1: aborted .*\nCheck the network/,
        'Some\n',
      ),
    );
  });
});

describe('the function says no', () => {
  test('to a model, with those there are', async () => {
    expect(await ask([SECRET, '--model', 'other.model'])).toEqual(
      failsWith(
        /answers invalid_request: .*\n {2}modelId: must be one of: amazon\.nova-lite-v1:0, .*\nUse one of these/,
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
    standIn().models.on(marker, (exchange) => {
      script(exchange);
      exchange.end();
    });
    expect(await ask([`${marker} ${SECRET}`])).toEqual(failsWith(message, stdout));
  });

  test('as a document, and to a program', async () => {
    standIn().models.on('refused', (exchange) => exchange.error(403, 'AccessDeniedException', SECRET));
    const refusal = failsWith(/answers access_denied/);
    const [shown, document] = await Promise.all([
      ask(['refused', '--operation', 'converse']),
      ask(['refused', '--json']),
    ]);
    expect(shown).toEqual(refusal);
    expect(document).toEqual({ ...refusal, stdout: expect.any(String) });
    expect(JSON.parse(document.stdout)).toEqual({
      error: {
        code: 'PB-ASK-001',
        message: expect.stringMatching(/answers access_denied/),
        remedy: expect.stringContaining('npm run preflight'),
      },
    });
  });
});

describe('what the model says of its end', () => {
  test.each([
    ['guardrail_intervened', 1, /The guardrail intervened/],
    ['content_filtered', 1, /own filter stopped the answer/],
    ['max_tokens', 0, /Cut short: .*--max-tokens/],
    ['model_context_window_exceeded', 0, /Cut short: .*context is full/],
    ['stop_sequence', 0, /^[^\n]* ms in all\n$/],
  ])('%s', async (stopReason, code, message) => {
    standIn().models.on(stopReason, (exchange) => {
      exchange.startAnswer('Text');
      exchange.event('messageStop', { stopReason });
      exchange.end();
    });
    const [shown, document] = await Promise.all([ask([stopReason]), ask([stopReason, '--json'])]);
    expect(shown).toEqual({ code, stdout: 'Text\n', stderr: expect.stringMatching(message) });
    expect(document.code).toBe(code);
    expect(JSON.parse(document.stdout)).toMatchObject({ answer: 'Text', good: code === 0, stopReason });
  });

  test.each([
    ['emptiness', 'end_turn', ''],
    ['white space', 'end_turn', ' \n'],
    ['void at the limit', 'max_tokens', ''],
  ])('%s: exit code 3, and JSON says that it is no answer', async (marker, stopReason, text) => {
    standIn().models.on(marker, (exchange) => {
      if (text) exchange.startAnswer(text);
      exchange.event('messageStop', { stopReason });
      exchange.end();
    });
    const [shown, document] = await Promise.all([ask([marker]), ask([marker, '--json'])]);
    expect(shown).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/The answer is empty \(stop reason end_turn\)|Cut short/),
    });
    expect(document.code).toBe(3);
    expect(JSON.parse(document.stdout)).toMatchObject({ good: false, stopReason, notice: expect.any(String) });
  });

  test('a guardrail with InvokeModel, and a tool', async () => {
    const intervened = { 'amazon-bedrock-guardrailAction': 'INTERVENED' };
    standIn().models.on('guarded', (exchange) => {
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
      expect(answer).toEqual(failsWith(/The guardrail intervened/, 'Blocked.\n'));
    }
    standIn().models.on('tooled', (exchange) => {
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
