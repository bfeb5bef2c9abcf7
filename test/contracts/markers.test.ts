import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from '../../lambda/fine-tuning/run-step';
import { OPERATIONS } from '../../lambda/inference/contract';
import { definition } from '../fine-tuning/workflow/definition';
import { DEPLOYMENT_SCENARIOS } from '../fine-tuning/workflow/deployment-scenarios';
import { TRAINING_SCENARIOS } from '../fine-tuning/workflow/training-scenarios';
import { execute } from '../support/execution';
import { GUARDED, run, streamOf } from '../support/inference-run';
import { MARK, marksIn } from '../support/markers';
import { runMain } from '../support/run-main';
import { SETTINGS, TuningStandIn } from '../support/tuning-stand-in';

const CONVERSATION = {
  system: [{ text: MARK.prompt }],
  messages: [
    {
      role: 'user',
      content: [{ text: MARK.prompt }, { document: { name: 'notes', format: 'txt', source: { text: MARK.prompt } } }],
    },
    { role: 'assistant', content: [{ toolUse: { toolUseId: 'one', name: 'look', input: { q: MARK.tool } } }] },
    { role: 'user', content: [{ toolResult: { toolUseId: 'one', content: [{ json: { a: MARK.prompt } }] } }] },
  ],
  toolConfig: {
    tools: [{ toolSpec: { name: 'look', description: MARK.tool, inputSchema: { json: { title: MARK.tool } } } }],
  },
  additionalModelRequestFields: { hint: MARK.prompt },
  requestMetadata: { note: MARK.prompt },
};
const BODY = { body: { prompt: MARK.prompt, tools: [{ name: MARK.tool }] } };
const eventOf = (operation: string) => ({ operation, ...(operation.startsWith('converse') ? CONVERSATION : BODY) });

const ANSWERED = {
  output: { message: { role: 'assistant', content: [{ text: MARK.answer }, { reasoningContent: MARK.answer }] } },
  stopReason: 'end_turn',
  additionalModelResponseFields: { more: MARK.answer },
};
const DELTAS = [
  { messageStart: { role: 'assistant' } },
  { contentBlockDelta: { contentBlockIndex: 0, delta: { text: MARK.answer } } },
];
const STOP = [{ messageStop: { stopReason: 'end_turn', additionalModelResponseFields: { more: MARK.answer } } }];
const CHUNK = { chunk: { bytes: Buffer.from(JSON.stringify({ completion: MARK.answer, stop_reason: MARK.answer })) } };

/** Answer of a model to each operation; `more` follows the first pieces of a stream. */
const answerOf = (operation: string, more: readonly object[] = []) => {
  const $metadata = { requestId: 'up-1', attempts: 1 };
  if (operation === 'converse') return { $metadata, ...ANSWERED };
  if (operation === 'converseStream') return { $metadata, stream: streamOf(...DELTAS, ...more, ...STOP) };
  if (operation === 'invokeModel') return { $metadata, contentType: 'application/json', body: CHUNK.chunk.bytes };
  return { $metadata, body: streamOf(CHUNK, ...more) };
};

const thrown = (name: string, more: object = {}) => Object.assign(new Error(MARK.aws), { name, ...more });

/** Errors that AWS, a library or a mistake of ours can throw. */
const ERRORS: Readonly<Record<string, unknown>> = {
  'a known error': thrown('ThrottlingException'),
  'a refusal': thrown('ValidationException'),
  'an error of nobody': thrown('Surprise'),
  'an error with a status alone': thrown('Odd', { $metadata: { httpStatusCode: 418 } }),
  'an error whose name is the text': thrown(MARK.aws),
  'an error with a code that is the text': thrown('Error', { code: MARK.aws }),
  'a mistake of ours': new TypeError(`Cannot read properties of undefined (reading '${MARK.answer}')`),
  'an error with a cause': thrown('Error', { cause: new Error(MARK.prompt) }),
  'an error that brings issues': thrown('Error', { issues: [{ path: MARK.prompt, message: MARK.aws }] }),
  'a text': MARK.aws,
  'an object': { message: MARK.aws, stack: MARK.aws, name: { deep: MARK.aws } },
};

describe.each(OPERATIONS)('%s', (operation) => {
  test('answers with what the model wrote, and writes none of it into the log', async () => {
    const { text, log } = await run(eventOf(operation), { reply: () => answerOf(operation), settings: GUARDED });
    expect(log.outcome).toBe('ok');
    expect(marksIn(text)).toEqual(['answer']);
    // The reason why a model of its own JSON stopped is a short code in the log.
    expect(marksIn(log)).toEqual([]);
  });

  test.each(Object.entries(ERRORS))('hides %s from the caller and the log, at any time', async (_, error) => {
    const early = await run(eventOf(operation), { reply: () => Promise.reject(error), settings: GUARDED });
    expect([marksIn(early.text), marksIn(early.log)]).toEqual([[], []]);
    expect(early.log.outcome).not.toBe('ok');
    if (!operation.endsWith('Stream') || !(error instanceof Error)) return;
    const late = await run(eventOf(operation), { reply: () => answerOf(operation, [error]), settings: GUARDED });
    expect([marksIn(late.text, 'answer'), marksIn(late.log)]).toEqual([[], []]);
    expect(late.text).toContain('event: error');
  });

  test.each([
    ['unknown fields', { surprise: MARK.stranger, [MARK.tool]: 1 }],
    ['a model that is not allowed', { modelId: MARK.stranger }],
    ['a guardrail of its own', { guardrailConfig: { trace: MARK.stranger }, trace: MARK.stranger }],
    ['messages of the wrong type', { messages: MARK.prompt, body: undefined }],
  ])('does not repeat what it refuses: %s', async (_, fields) => {
    const { text, log } = await run({ ...eventOf(operation), ...fields }, { settings: GUARDED });
    expect(log.outcome).toBe('invalid_request');
    // Paths name the members that the caller sent.
    expect([marksIn(text, 'tool'), marksIn(log)]).toEqual([[], []]);
  });
});

/** A dataset with a mark in each of its texts and in what is no text, without a change of its faults. */
const marked = (file: string) =>
  readFileSync(file, 'latin1')
    .replaceAll(/("(?:text|prompt|completion|name|uri)"\s*:\s*")/g, `$1${MARK.example} `)
    .replaceAll(/^(.*[^\]}\n])$/gm, `$1 ${MARK.example}`);

const FIXTURES = 'test/fixtures/datasets';
const datasets = readdirSync(FIXTURES).filter((file) => file.endsWith('.jsonl'));

describe('the tuning function', () => {
  const stepOf = async (file: string, model = 'amazon.nova-lite-v1:0') => {
    const standIn = new TuningStandIn('good-hundred.jsonl', { model, [MARK.stranger]: MARK.stranger });
    standIn.objects.all.set('datasets/first/train.jsonl', Buffer.from(marked(`${FIXTURES}/${file}`), 'latin1'));
    const settings = { ...SETTINGS, baseModels: ['amazon.nova-lite-v1:0', 'meta.llama3-1-8b-instruct-v1:0'] };
    const step = { step: 'validate-dataset', manifest: standIn.input.manifest } as const;
    const outcome: unknown = await runStep(step, standIn.objects, settings).catch((error: unknown) => error);
    const reports = [...standIn.objects.all].filter(([key]) => key.startsWith('artifacts/reports/'));
    return { outcome, reports };
  };

  test.each(datasets)('says nothing of the examples: %s', async (file) => {
    const { outcome, reports } = await stepOf(file);
    expect([marksIn(outcome), marksIn(reports.map(([, text]) => String(text)))]).toEqual([[], []]);
  });

  test.each(Object.entries(ERRORS))('hides the message of %s', async (_, error) => {
    const { objects, input } = new TuningStandIn();
    const failing = {
      ...objects,
      read: () => Promise.reject(error),
      write: objects.write,
      create: objects.create,
      copy: objects.copy,
    };
    const step = { step: 'validate-dataset', manifest: input.manifest } as const;
    const outcome: unknown = await runStep(step, failing, SETTINGS).catch((failed: unknown) => failed);
    expect(outcome).toMatchObject({ name: 'StepFailed', stack: '' });
    expect(marksIn(outcome)).toEqual([]);
  });
});

describe('an execution of the tuning workflow', () => {
  const SCENARIOS = [...TRAINING_SCENARIOS, ...DEPLOYMENT_SCENARIOS];

  test.each(SCENARIOS)('keeps nothing of examples and answers: $name', async ({ standIn: of }) => {
    const standIn = of();
    const training = String(standIn.objects.all.get('datasets/first/train.jsonl'));
    standIn.objects.all.set('datasets/first/train.jsonl', training.replaceAll('"text":"', `"text":"${MARK.example} `));
    const input = { ...standIn.input, stranger: MARK.stranger };
    const { history } = await execute(definition, standIn, input);
    // `execute` looks at what states pass on and at the end; the answers of the calls are in the history alone.
    expect(marksIn(history, 'stranger', 'aws', 'answer')).toEqual([]);
    for (const event of standIn.events.filter(({ DetailType }) => DetailType === 'Custom model is deployed'))
      expect(marksIn(event)).toEqual([]);
  });
});

describe('npm run validate', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'marked-'));
    for (const file of datasets) writeFileSync(join(folder, file), Buffer.from(marked(join(FIXTURES, file)), 'latin1'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(datasets)('quotes no example: %s', async (file) => {
    for (const flags of [['--json'], []]) {
      const argv = ['validate', join(folder, file), '--model', 'amazon.nova-lite-v1:0', ...flags];
      const { stdout, stderr } = await runMain(argv);
      expect(stdout + stderr).not.toBe('');
      expect(marksIn(stdout + stderr)).toEqual([]);
    }
  });
});
