import { GUARDED, KnowledgeRun, result, retrieving, SECRET, SETTINGS } from '../../support/knowledge-run';

let knowledge: KnowledgeRun;

beforeAll(async () => {
  knowledge = await KnowledgeRun.start();
});
afterAll(() => knowledge.stop());

const question = { operation: 'retrieve', text: 'How long is the notice period?' };

test('passages have a number, their text, score, source and the attributes of the document', async () => {
  const { document, log } = await knowledge.ask(question, { retrieve: retrieving(result('one'), result('two')) });
  expect(document()).toEqual({
    passages: [
      {
        number: 1,
        text: 'one',
        score: 0.5,
        source: 's3://documents-bucket/documents/one.md',
        metadata: { year: 2026 },
      },
      {
        number: 2,
        text: 'two',
        score: 0.5,
        source: 's3://documents-bucket/documents/two.md',
        metadata: { year: 2026 },
      },
    ],
    removed: { byAudience: 0, byGuardrail: 0 },
  });
  expect(log).toMatchObject({ Operation: 'retrieve', outcome: 'ok', passages: 2, byAudience: 0 });
});

const allows = (value: string) => ({ listContains: { key: 'allowedGroups', value } });
const board = { orAll: [allows('everyone'), allows('board'), allows('finance')] };
const year = { equals: { key: 'year', value: 2026 } };

test.each<[string, { alias?: string }, object, object]>([
  ['no alias', {}, {}, allows('everyone')],
  ['the alias of an audience', { alias: 'board' }, {}, board],
  ["a caller's filter", { alias: 'board' }, { filter: year }, { andAll: [board, year] }],
  ["a caller's list", {}, { filter: { andAll: [year, year] } }, { andAll: [allows('everyone'), year, year] }],
  [
    "a caller's alternative",
    {},
    { filter: { orAll: [year, year] } },
    { andAll: [allows('everyone'), { orAll: [year, year] }] },
  ],
])('%s decides the filter of the search', async (_, options, more, filter) => {
  const { retrieved } = await knowledge.ask({ ...question, ...more }, { retrieve: retrieving() }, options);
  expect(retrieved).toEqual([
    {
      retrievalQuery: { text: question.text },
      retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults: 3, filter } },
    },
  ]);
});

const MIXED = [
  result('open'),
  result('board', ['board']),
  result('sales', ['sales']),
  result('none', undefined, { allowedGroups: undefined }),
];

test.each<[string, string | undefined, string[]]>([
  ['without an alias', undefined, ['open']],
  ['of the board', 'board', ['open', 'board']],
])('a caller %s sees nothing else, even if the search returns it', async (_, alias, seen) => {
  const script = { retrieve: retrieving(...MIXED) };
  const { document } = await knowledge.ask(question, script, { ...(alias && { alias }) });
  expect(document().passages.map(({ text }: { text: string }) => text)).toEqual(seen);
  expect(document().removed.byAudience).toBe(4 - seen.length);
});

test('an alias that is no audience of the deployment retrieves nothing', async () => {
  const { document, retrieved } = await knowledge.ask(question, { retrieve: retrieving(...MIXED) }, { alias: 'other' });
  expect(document().error).toMatchObject({ status: 500, code: 'internal' });
  expect(retrieved).toEqual([]);
});

test('the guardrail is applied to each passage: blocked ones are removed, masked ones are shown masked', async () => {
  const answers: Record<string, object> = {
    fine: { action: 'NONE', outputs: [], assessments: [] },
    mail: {
      action: 'GUARDRAIL_INTERVENED',
      outputs: [{ text: 'mail {EMAIL}' }],
      assessments: [{ sensitiveInformationPolicy: { piiEntities: [{ type: 'EMAIL', action: 'ANONYMIZED' }] } }],
    },
    evil: {
      action: 'GUARDRAIL_INTERVENED',
      outputs: [{ text: 'blocked' }],
      assessments: [{ contentPolicy: { filters: [{ type: 'PROMPT_ATTACK', action: 'BLOCKED' }] } }],
    },
    odd: { action: 'SOMETHING_NEW', outputs: [{ text: 'odd' }], assessments: [] },
  };
  const { document, screened, log } = await knowledge.ask(
    { ...question, numberOfResults: 4 },
    {
      retrieve: retrieving(...Object.keys(answers).map((text) => result(text))),
      guardrail: (exchange) => {
        const [{ text }] = JSON.parse(exchange.body).content;
        exchange.json(200, { usage: {}, ...answers[text.text] });
      },
    },
    { settings: GUARDED },
  );
  expect(document().passages.map(({ number, text }: { number: number; text: string }) => `${number} ${text}`)).toEqual([
    '1 fine',
    '2 mail {EMAIL}',
  ]);
  expect(screened).toHaveLength(4);
  expect(screened[0]).toMatchObject({ source: 'INPUT' });
  expect(log).toMatchObject({ passages: 2, byGuardrail: 2 });
});

test.each<[string, object, string, string]>([
  ['no question', {}, 'text', 'must have 1 to 1000 characters and not be blank'],
  ['an empty question', { text: '' }, 'text', 'must have 1 to 1000 characters and not be blank'],
  ['a blank question', { text: ' \n' }, 'text', 'must have 1 to 1000 characters and not be blank'],
  ['1,001 characters', { text: 'x'.repeat(1001) }, 'text', 'must have 1 to 1000 characters and not be blank'],
  ['a number', { text: 7 }, 'text', 'must have 1 to 1000 characters and not be blank'],
  ['26 results', { text: 'a', numberOfResults: 26 }, 'numberOfResults', 'must be a whole number from 1 to 25'],
  ['half a result', { text: 'a', numberOfResults: 1.5 }, 'numberOfResults', 'must be a whole number from 1 to 25'],
  [
    'groups in the filter',
    { text: 'a', filter: allows('board') },
    'filter.listContains.key',
    'must not be allowedGroups',
  ],
  ['an unknown operator', { text: 'a', filter: { like: {} } }, 'filter', 'must have one of these operators'],
  ['a group of its own', { text: 'a', groups: ['board'] }, 'groups', 'is not a field of retrieve'],
  ['a base of its own', { text: 'a', knowledgeBaseId: 'X' }, 'knowledgeBaseId', 'is not a field of retrieve'],
  ['a model', { text: 'a', modelId: 'x' }, 'modelId', 'is not a field of retrieve'],
])('%s is refused before anything is sent', async (_, fields, path, message) => {
  const { document, retrieved } = await knowledge.ask({ operation: 'retrieve', ...fields });
  const { error } = document();
  expect(error).toMatchObject({ status: 400, code: 'invalid_request' });
  expect(error.issues).toContainEqual({ path, message: expect.stringContaining(message) });
  expect(retrieved).toEqual([]);
});

test('1,000 characters are counted as the API counts them', async () => {
  const { document } = await knowledge.ask({ ...question, text: '😀'.repeat(1000) }, { retrieve: retrieving() });
  expect(document().passages).toEqual([]);
});

test.each<[number, string, number, string]>([
  [404, 'ResourceNotFoundException', 404, 'knowledge_base_not_found'],
  [403, 'AccessDeniedException', 403, 'retrieval_denied'],
  [400, 'ValidationException', 400, 'retrieval_refused'],
  [429, 'ThrottlingException', 429, 'throttled'],
  [500, 'InternalServerException', 500, 'bedrock_internal'],
  [418, 'Surprise', 400, 'retrieval_refused'],
])('%d %s of the search is %d %s, without its text', async (status, name, expected, code) => {
  const { document, text, log } = await knowledge.ask(
    { ...question, text: `${question.text} ${SECRET}` },
    { retrieve: (exchange) => exchange.error(status, name, `${SECRET} upstream`) },
  );
  expect(document().error).toMatchObject({ status: expected, code });
  expect(document().error.message).not.toContain('the model');
  expect(text + JSON.stringify(log)).not.toContain(SECRET);
});

test('a search that is throttled once is tried again', async () => {
  const { document, retrieved } = await knowledge.ask(question, {
    retrieve: (exchange, attempt) =>
      attempt === 1 ? exchange.error(429, 'ThrottlingException', 'slow down') : retrieving(result('one'))(exchange),
  });
  expect(document().passages).toHaveLength(1);
  expect(retrieved).toHaveLength(2);
});

test('the log line has no question, passage or attribute', async () => {
  const { log } = await knowledge.ask(
    { ...question, text: `question ${SECRET}`, filter: { equals: { key: SECRET, value: SECRET } } },
    { retrieve: retrieving(result(`passage ${SECRET}`, ['everyone'], { title: SECRET })) },
    { settings: SETTINGS },
  );
  expect(JSON.stringify(log)).not.toContain(SECRET);
});
