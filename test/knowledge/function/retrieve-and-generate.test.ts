import type { Settings } from '../../../lambda/knowledge/settings';
import { DELEGATED_CONTRACTS } from '../../support/contracts/delegated-contracts';
import { GUARDED, KnowledgeRun, result, type Script, SECRET, SETTINGS } from '../../support/knowledge-run';

let knowledge: KnowledgeRun;

beforeAll(async () => {
  knowledge = await KnowledgeRun.start();
});
afterAll(() => knowledge.stop());

const settings: Settings = { ...SETTINGS, delegated: { retrieveAndGenerate: true } };
const OPERATIONS = ['retrieveAndGenerate', 'retrieveAndGenerateStream'] as const;
const questionOf = (operation: string) => ({ operation, text: 'How long is the notice?' });

/** Citation of a part of the answer, with these references. */
const citing = (start: number, end: number, ...retrievedReferences: readonly object[]) => ({
  generatedResponsePart: { textResponsePart: { text: 'part', span: { start, end } } },
  retrievedReferences,
});

const NOTICE = result('three months');
const BUDGET = result('twelve million');
const FOREIGN = result('pay of the board', ['board']);

/** Answers with a text in pieces, in both forms of the API. */
const answering =
  (
    citations: readonly object[],
    { pieces = ['Three ', 'months.'], guardrailAction = 'NONE' } = {},
  ): Script['delegated'] =>
  (exchange) => {
    if (exchange.path.endsWith('Generate')) {
      return exchange.json(200, { sessionId: 's-1', output: { text: pieces.join('') }, citations, guardrailAction });
    }
    for (const text of pieces) exchange.event('output', { text });
    for (const citation of citations) exchange.event('citation', { citation, ...citation });
    exchange.event('guardrail', { action: guardrailAction });
    exchange.end();
  };

describe.each(OPERATIONS)('%s', (operation) => {
  const ask = (delegated: Script['delegated'], options: object = {}, fields: object = {}) =>
    knowledge.ask({ ...questionOf(operation), ...fields }, { delegated }, { settings, ...options });
  const isStream = operation.endsWith('Stream');

  test('answers with the passages that Bedrock cites, each with one number', async () => {
    const { events, document, log } = await ask(answering([citing(0, 5, BUDGET, NOTICE), citing(6, 11, NOTICE)]));
    const passages = [
      { number: 1, text: 'twelve million', source: expect.stringContaining('s3://'), metadata: { year: 2026 } },
      { number: 2, text: 'three months' },
    ];
    const citations = [
      { start: 0, end: 5, passages: [1, 2] },
      { start: 6, end: 11, passages: [2] },
    ];
    if (isStream) {
      expect(events()).toMatchObject([
        { event: 'passages', data: { passages } },
        { event: 'text', data: { text: 'Three' } },
        { event: 'citation', data: citations[0] },
        { event: 'text', data: { text: ' month' } },
        { event: 'citation', data: citations[1] },
        { event: 'text', data: { text: 's.' } },
        { event: 'end', data: { stopReason: 'end_turn', passages: 2 } },
      ]);
    } else {
      expect(document()).toMatchObject({ text: 'Three months.', stopReason: 'end_turn', citations, passages });
    }
    expect(log).toMatchObject({ Operation: operation, outcome: 'ok', passages: 2, Model: 'amazon.nova-lite-v1:0' });
  });

  test('a citation that says nothing of its place has its passages', async () => {
    const { text } = await ask(answering([{ retrievedReferences: citing(0, 1, NOTICE).retrievedReferences }]));
    expect(text).toContain(isStream ? '{"passages":[1]}' : '"citations":[{"passages":[1]}]');
  });

  test('sends the filter of the audience, the guardrail and the limits of the deployment', async () => {
    const filter = { equals: { key: 'language', value: 'en' } };
    const { delegated } = await ask(
      answering([citing(0, 1, FOREIGN)]),
      { settings: { ...GUARDED, delegated: settings.delegated }, alias: 'board' },
      { filter, modelId: 'amazon.nova-pro-v1:0', maxTokens: 50, numberOfResults: 7 },
    );
    const [{ retrieveAndGenerateConfiguration: sent }] = delegated;
    expect(sent.knowledgeBaseConfiguration).toMatchObject({
      modelArn: 'amazon.nova-pro-v1:0',
      generationConfiguration: {
        guardrailConfiguration: { guardrailId: 'gr1', guardrailVersion: '3' },
        inferenceConfig: { textInferenceConfig: { maxTokens: 50 } },
      },
      retrievalConfiguration: {
        vectorSearchConfiguration: { numberOfResults: 7, filter: { andAll: [{ orAll: expect.any(Array) }, filter] } },
      },
    });
  });

  test('a passage that the caller may not see ends the answer as a failure, before the text that cites it', async () => {
    const { text, log } = await ask(answering([citing(0, 6, NOTICE), citing(6, 13, FOREIGN)]));
    expect(text).toContain('"code":"foreign_reference"');
    expect(text).not.toContain('pay of the board');
    expect(log).toMatchObject({ outcome: 'foreign_reference' });
    expect(text).not.toContain('months.');
    if (!isStream) expect(text).not.toContain('Three');
  });

  test('an intervention of the guardrail is its stop reason', async () => {
    const { text, log } = await ask(answering([], { guardrailAction: 'INTERVENED' }));
    expect(text).toContain('"stopReason":"guardrail_intervened"');
    expect(log).toMatchObject({ GuardrailInterventions: 1 });
  });

  test.each<[string, object, string]>([
    ['another base', { knowledgeBaseId: 'OTHER' }, 'knowledgeBaseId'],
    [
      'another kind of source',
      { retrieveAndGenerateConfiguration: { type: 'EXTERNAL_SOURCES' } },
      'retrieveAndGenerateConfiguration',
    ],
    ['a session', { sessionId: 's-1' }, 'sessionId'],
    ['a prompt', { promptTemplate: 'x' }, 'promptTemplate'],
    ['another model', { modelId: 'x' }, 'modelId'],
    ['the groups of others', { filter: { equals: { key: 'allowedGroups', value: 'board' } } }, 'filter.equals.key'],
  ])('%s is refused', async (_, fields, path) => {
    const { text, delegated } = await ask(undefined, {}, fields);
    expect(text).toContain('"code":"invalid_request"');
    expect(text).toContain(`"path":"${path}"`);
    expect(delegated).toEqual([]);
  });

  test.each([
    [404, 'ResourceNotFoundException', 'knowledge_base_not_found'],
    [403, 'AccessDeniedException', 'generation_denied'],
    [400, 'ValidationException', 'generation_refused'],
    [418, 'Surprise', 'generation_refused'],
    [429, 'ThrottlingException', 'throttled'],
    [424, 'DependencyFailedException', 'dependency_failed'],
    [502, 'BadGatewayException', 'dependency_failed'],
    [500, 'InternalServerException', 'bedrock_internal'],
  ])('%i %s is %s, and nothing of its message is shown', async (status, name, code) => {
    const { text, log } = await ask((exchange) => exchange.error(status, name, SECRET));
    expect(text).toContain(`"code":"${code}"`);
    expect(log).toMatchObject({ outcome: code });
    expect(text + JSON.stringify(log)).not.toContain(SECRET);
  });

  test('is off unless the row turns it on', async () => {
    for (const delegated of [undefined, { agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' } }]) {
      const { text } = await ask(undefined, { settings: { ...SETTINGS, ...(delegated && { delegated }) } });
      expect(text).toContain('is off in this function; knowledge.retrieveAndGenerate of its row turns it on');
    }
  });
});

const stream = (delegated: Script['delegated']) =>
  knowledge.ask(questionOf('retrieveAndGenerateStream'), { delegated }, { settings });

test.each<[string, Script['delegated'], string]>([
  [
    'breaks off',
    (exchange) => {
      exchange.event('output', { text: 'partly' });
      setImmediate(() => exchange.cut());
    },
    'stream_interrupted',
  ],
  [
    'ends without a text',
    (exchange) => {
      exchange.event('guardrail', { action: 'NONE' });
      exchange.end();
    },
    'stream_interrupted',
  ],
  [
    'throttles on the way',
    (exchange) => {
      exchange.event('output', { text: 'partly' });
      exchange.exception('throttlingException', SECRET);
      exchange.end();
    },
    'throttled',
  ],
  [
    'loses the base on the way',
    (exchange) => {
      exchange.exception('resourceNotFoundException', SECRET);
      exchange.end();
    },
    'knowledge_base_not_found',
  ],
])('a stream that %s ends with the failure', async (_, delegated, code) => {
  const { events, log } = await stream(delegated);
  expect(events().at(-1)).toMatchObject({ event: 'error', data: { code } });
  expect(JSON.stringify([events().at(-1), log])).not.toContain(SECRET);
});

test('the delegated function performs no operation of the knowledge function', async () => {
  for (const operation of ['retrieve', 'ask', 'runAgent']) {
    const { text, retrieved } = await knowledge.ask(questionOf(operation), {}, { settings });
    expect(text).toContain('is an operation of the knowledge function');
    expect(retrieved).toEqual([]);
  }
});

test('no question, passage or answer is in the log', async () => {
  for (const operation of OPERATIONS) {
    const { log, text } = await knowledge.ask(
      { ...questionOf(operation), text: SECRET },
      { delegated: answering([citing(0, 1, result(SECRET))], { pieces: [SECRET] }) },
      { settings },
    );
    expect(text).toContain(SECRET);
    expect(JSON.stringify(log)).not.toContain(SECRET);
  }
});

// After all tests, in whatever order they run: both requests have a contract.
afterAll(() => {
  // Another file of the same worker may exercise more.
  expect(OPERATIONS.filter((operation) => !DELEGATED_CONTRACTS.exercised.has(operation))).toEqual([]);
});
