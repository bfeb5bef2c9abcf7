import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AskRun, AskStandIn, askIn, FUNCTION, lambdaStream } from '../../support/ask-run';
import { SECRET } from '../../support/conversation';
import { MODELS } from '../../support/function-process';

/** The command against the function that is deployed, with a model that does what a script says. */
let aws: AskStandIn;
const folder = mkdtempSync(join(tmpdir(), 'ask-'));
beforeAll(async () => {
  aws = await AskStandIn.start();
});
afterEach(() => {
  aws.lambda = undefined;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await aws.stop();
});

const ask = (args: readonly string[], input?: string) => askIn(aws, args, input);
const bodyOf = (marker: string) => JSON.parse(aws.models.requestsWith(marker).at(-1)?.body ?? '');
const FIGURES = /^(\S+), 1 tokens in, 2 out, first token after \d+ ms, \d+ ms in all\n$/;

describe('the answer', () => {
  test('is shown piece by piece, each when it is there', async () => {
    const model: { goOn?: () => void } = {};
    aws.models.on('piece by piece', (exchange) => {
      exchange.startAnswer('First é');
      model.goOn = () => {
        exchange.event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: ', second.' } });
        exchange.stopAnswer();
      };
    });
    const run = AskRun.start([`piece by piece ${SECRET}`], aws.url);
    await run.says('First é');
    // Nothing more can come before the test says so.
    model.goOn?.();
    const { code, stdout, stderr } = await run.end();
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'First é, second.\n' });
    expect(stderr).toMatch(FIGURES);
    expect(stderr).not.toContain(SECRET);
    expect(FIGURES.exec(stderr)?.[1]).toBe(MODELS[0]);
    expect(aws.stackQueries.at(-1)).toContain('StackName=private-bedrock-sandbox-inference');
    expect(bodyOf('piece by piece')).toMatchObject({
      messages: [{ role: 'user', content: [{ text: `piece by piece ${SECRET}` }] }],
    });
  });

  test('keeps its characters when the bytes are split within them', async () => {
    const events = [
      `event: contentBlockDelta\ndata: ${JSON.stringify({ delta: { text: '“Zürich” 🏔\n' } })}\n\n`,
      `event: messageStop\ndata: {"stopReason":"end_turn"}\n\n`,
    ];
    const pieces = [...Buffer.from(events.join(''))].map((byte) => Buffer.from([byte]));
    aws.lambda = (response) => lambdaStream(response, pieces);
    expect(await ask(['split'])).toMatchObject({ code: 0, stdout: '“Zürich” 🏔\n' });
  });

  test('joins a character whose halves arrive in two deltas, and keeps a lone half', async () => {
    const delta = (json: string) => Buffer.from(`event: contentBlockDelta\ndata: {"delta":{"text":"${json}"}}\n\n`);
    const stop = Buffer.from('event: messageStop\ndata: {"stopReason":"end_turn"}\n\n');
    aws.lambda = (response) =>
      lambdaStream(response, [delta('a\\ud83d'), delta('\\ude80b\\ud83d'), delta('c\\ud83d'), stop]);
    expect(await ask(['halves'])).toMatchObject({ code: 0, stdout: 'a🚀b\uFFFDc\uFFFD\n' });
    expect(JSON.parse((await ask(['halves', '--json'])).stdout).answer).toBe('a🚀b\uD83Dc\uD83D');
  });

  test('is one JSON document for programs', async () => {
    aws.models.on('for programs', (exchange) => {
      exchange.startAnswer('Text');
      exchange.stopAnswer();
    });
    const { code, stdout, stderr } = await ask(['for', 'programs', '--json', '--model', MODELS[1]]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(document).toEqual({
      answer: 'Text',
      good: true,
      stopReason: 'end_turn',
      tools: [],
      operation: 'converseStream',
      model: MODELS[1],
      function: FUNCTION,
      region: 'us-east-1',
      usage: { inputTokens: 1, outputTokens: 2 },
      firstTokenMs: expect.any(Number),
      totalMs: expect.any(Number),
    });
    expect(document.firstTokenMs).toBeLessThanOrEqual(document.totalMs);
    expect(aws.models.requestsWith('for programs').at(-1)?.path).toContain(encodeURIComponent(MODELS[1]));
  });

  test('ends with the reader of standard output: the call is ended, too', async () => {
    const model: { goOn?: () => void } = {};
    aws.models.on('endless', (exchange) => {
      exchange.startAnswer('line\n');
      const more = () => exchange.event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'line\n' } });
      model.goOn = () => {
        const timer = setInterval(more, 5);
        void exchange.closed.then(() => clearInterval(timer));
      };
    });
    const run = AskRun.start(['endless'], aws.url);
    await run.says('line');
    run.child.stdout?.destroy();
    model.goOn?.();
    await aws.models.requestsWith('endless')[0]?.closed;
    expect(await run.end()).toMatchObject({ code: 1, stderr: '' });
  });
});

describe('the question', () => {
  beforeAll(() =>
    aws.models.on('Q', (exchange) => {
      if (exchange.path.endsWith('/converse-stream')) {
        exchange.startAnswer('A');
        exchange.stopAnswer();
      } else {
        const output = { message: { role: 'assistant', content: [{ text: 'A' }] } };
        exchange.json(200, { output, stopReason: 'end_turn', usage: { inputTokens: 1, outputTokens: 2 } });
      }
    }),
  );
  const textOf = ({ messages }: { messages: { content: { text: string }[] }[] }) => messages[0]?.content[0]?.text;

  test.each([
    ['the words', ['Q1', 'and more'], undefined, 'Q1 and more'],
    ['what is piped in', [], 'Q2\npiped\n', 'Q2\npiped'],
    ['both, the words first', ['Q3'], '\nLong text\n', 'Q3\n\nLong text'],
  ])('may be %s', async (_, args, input, expected) => {
    expect(await ask(args, input)).toMatchObject({ code: 0, stdout: 'A\n' });
    expect(textOf(bodyOf(expected.slice(0, 2)))).toBe(expected);
  });

  test('may have a system prompt and a limit', async () => {
    await ask(['Q4', '--system', 'Be brief.', '--max-tokens', '7', '--operation', 'converse']);
    expect(bodyOf('Q4')).toMatchObject({ system: [{ text: 'Be brief.' }], inferenceConfig: { maxTokens: 7 } });
    expect(aws.models.requestsWith('Q4').at(-1)?.path).toMatch(/\/converse$/);
  });

  test('may be a whole request in a file, or piped in', async () => {
    const request = { operation: 'converse', messages: [{ role: 'user', content: [{ text: 'Q5' }] }] };
    const file = join(folder, 'request.json');
    writeFileSync(file, JSON.stringify({ ...request, inferenceConfig: { temperature: 0.5 } }));
    expect(await ask(['--file', file])).toMatchObject({ code: 0, stdout: 'A\n' });
    expect(bodyOf('Q5')).toMatchObject({ inferenceConfig: { temperature: 0.5 } });
    const { operation: _, ...others } = request;
    expect(await ask(['--file', '-'], JSON.stringify(others).replace('Q5', 'Q6'))).toMatchObject({ stdout: 'A\n' });
    expect(aws.models.requestsWith('Q6').at(-1)?.path).toMatch(/\/converse-stream$/);
  });

  test('may go to a function by its name, without a look at any stack', async () => {
    const before = aws.stackQueries.length;
    const named = await ask([
      'Q7',
      '--function',
      `arn:aws:lambda:eu-west-1:123456789012:function:${FUNCTION}`,
      '--json',
    ]);
    expect(JSON.parse(named.stdout)).toMatchObject({ answer: 'A', region: 'eu-west-1' });
    expect(aws.stackQueries).toHaveLength(before);
  });
});

describe('InvokeModel', () => {
  const nova = {
    output: { message: { content: [{ text: 'Nova says' }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 1, outputTokens: 2 },
  };
  const claude = {
    content: [{ type: 'text', text: 'Claude says' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 1, output_tokens: 2 },
  };
  const novaChunks = [
    { messageStart: { role: 'assistant' } },
    { contentBlockDelta: { delta: { text: 'Nova ' } } },
    { contentBlockDelta: { delta: { text: 'says' } } },
    { messageStop: { stopReason: 'end_turn' } },
    { metadata: { usage: { inputTokens: 1, outputTokens: 2 } } },
  ];
  const claudeChunks = [
    { type: 'message_start', message: { usage: { input_tokens: 1, output_tokens: 1 } } },
    { type: 'content_block_delta', delta: { type: 'text_delta', text: 'Claude ' } },
    { type: 'content_block_delta', delta: { type: 'text_delta', text: 'says' } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
    { type: 'message_stop' },
  ];
  const novaBody = {
    schemaVersion: 'messages-v1',
    system: [{ text: 'S' }],
    messages: [{ role: 'user', content: [{ text: 'body of nova' }] }],
    inferenceConfig: { maxTokens: 9 },
  };
  const claudeBody = {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 9,
    system: 'S',
    messages: [{ role: 'user', content: [{ type: 'text', text: 'body of claude' }] }],
  };

  test.each([
    ['nova', [], nova, novaChunks, novaBody, 'Nova says\n'],
    ['claude', ['--model', MODELS[1]], claude, claudeChunks, claudeBody, 'Claude says\n'],
  ])('with the body of %s, whole and streamed', async (family, model, whole, chunks, body, stdout) => {
    aws.models.on(`body of ${family}`, (exchange) => {
      if (exchange.path.endsWith('/invoke')) return exchange.json(200, whole);
      for (const chunk of chunks) exchange.chunk(chunk);
      exchange.end();
    });
    const args = [`body of ${family}`, '--system', 'S', '--max-tokens', '9', ...model];
    for (const operation of ['invokeModel', 'invokeModelWithResponseStream']) {
      const answer = await ask([...args, '--operation', operation]);
      expect(answer).toMatchObject({ code: 0, stdout, stderr: expect.stringMatching(FIGURES) });
      expect(bodyOf(`body of ${family}`)).toEqual(body);
    }
  });

  test.each([
    [
      ['--model', 'meta.llama3-3-70b-instruct-v1:0'],
      /^PB-ASK-015 .* does not know the InvokeModel body of meta\.llama3.*--file/s,
    ],
    [['--function', FUNCTION], /Name the model with --model/],
  ])('of another model needs a file: %j', async (args, message) => {
    const { code, stdout, stderr } = await ask(['Q', '--operation', 'invokeModel', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
