import { promptOf } from '../../../lambda/knowledge/prompt';
import { readSettings } from '../../../lambda/knowledge/settings';
import { answering, KnowledgeRun, result, retrieving } from '../../support/knowledge-run';

let knowledge: KnowledgeRun;

beforeAll(async () => {
  knowledge = await KnowledgeRun.start();
});
afterAll(() => knowledge.stop());

const question = { operation: 'retrieve', text: 'How long is the notice period?' };

test.each([undefined, null, 'retrieve', 7, true, []])(
  'the event %j is refused before anything is sent',
  async (event) => {
    const { text, retrieved, log } = await knowledge.ask(event);
    expect(text).toContain('invalid_request');
    expect(log).toMatchObject({ outcome: 'invalid_request', level: 'WARN' });
    expect(retrieved).toEqual([]);
  },
);

/** Fields that are whole numbers, each with its most. */
const WHOLE = [
  ['retrieve', 'numberOfResults', 25],
  ['ask', 'numberOfResults', 25],
  ['ask', 'maxTokens', 4_096],
] as const;

test.each(WHOLE)('%s takes %s from 1 to %i', async (operation, field, most) => {
  const script = { retrieve: retrieving(result('one')), converse: answering('It is long [1].') };
  for (const value of [1, most]) {
    const { log } = await knowledge.ask({ ...question, operation, [field]: value }, script);
    expect(log).toMatchObject({ outcome: 'ok' });
  }
  for (const value of [0, -1, 1.5, most + 1, '1', true, {}]) {
    const { text, log, retrieved } = await knowledge.ask({ ...question, operation, [field]: value }, script);
    expect(log).toMatchObject({ outcome: 'invalid_request' });
    expect(text).toContain(`must be a whole number from 1 to ${most}`);
    expect(retrieved).toEqual([]);
  }
});

test.each([
  ['is blank', { text: ' \n ' }],
  ['is no text', { text: undefined }],
  ['is missing', {}],
])('a passage whose text %s is none', async (_, content) => {
  const odd = { ...result('odd'), content: { type: 'TEXT', ...content } };
  const { document } = await knowledge.ask(question, { retrieve: retrieving(odd, result('one')) });
  expect(document().passages).toMatchObject([{ number: 1, text: 'one' }]);
});

test('a passage without a source is none', async () => {
  const odd = { ...result('odd'), location: { type: 'WEB', webLocation: { url: 'https://example.com' } } };
  const { document } = await knowledge.ask(question, { retrieve: retrieving(odd, result('one')) });
  expect(document().passages).toMatchObject([{ number: 1, text: 'one' }]);
});

test('no more passages are returned than were asked for, whatever the search returns', async () => {
  const script = { retrieve: retrieving(result('one'), result('two'), result('three')) };
  const { document } = await knowledge.ask({ ...question, numberOfResults: 2 }, script);
  expect(document().passages).toHaveLength(2);
});

test.each([
  [418, 'SomethingNewException', false],
  [500, 'SomethingNewException', true],
  [503, 'SomethingNewException', true],
])('status %i of an unknown failure says if the same request may succeed later', async (status, name, retryable) => {
  const { document } = await knowledge.ask(question, { retrieve: (exchange) => exchange.error(status, name, 'no') });
  expect(document().error).toMatchObject({ retryable });
});

test.each([true, false])('the prompt has every passage and the question, marked for the guardrail: %s', (isGuarded) => {
  const passages = ['first passage', 'second passage'].map((text, index) => ({
    ...{ number: index + 1, text, source: 's3://documents-bucket/documents/a.md', metadata: {} },
  }));
  const { messages, system } = promptOf('the question', passages, isGuarded);
  const [quoted, asked] = messages[0]?.content ?? [];
  const textOf = (block: typeof quoted) => (isGuarded ? block?.guardContent?.text?.text : block?.text) ?? '';
  expect(textOf(quoted)).toMatch(/^<(passage-\w{16}) number="1">\nfirst passage\n<\/\1>\n<\1 number="2">\nsecond/);
  expect(textOf(asked)).toContain('the question');
  expect(messages).toHaveLength(1);
  expect(messages[0]?.role).toBe('user');
  expect(JSON.stringify(system)).not.toContain('passage-');
});

describe('settings', () => {
  const ENVIRONMENT = {
    KNOWLEDGE_BASE_ID: 'KB12345678',
    ALLOWED_MODELS: '["amazon.nova-lite-v1:0"]',
    AUDIENCES: '{"board":["board","finance"]}',
    NUMBER_OF_RESULTS: '5',
    DEPLOYMENT: 'test',
  };

  test('are read from the environment', () => {
    const read = readSettings({ ...ENVIRONMENT, AWS_REGION: 'eu-central-1' });
    expect(read).toMatchObject({
      knowledgeBaseId: 'KB12345678',
      audiences: new Map([['board', ['board', 'finance']]]),
      numberOfResults: 5,
      region: 'eu-central-1',
    });
    expect(readSettings(ENVIRONMENT)).not.toHaveProperty('region');
    const agent = { maxTurns: 3, maxTokens: 1_000, maxSeconds: 60 };
    expect(readSettings({ ...ENVIRONMENT, AGENT: JSON.stringify(agent) })).toHaveProperty('agent', agent);
    expect(readSettings({ ...ENVIRONMENT, GUARDRAIL_ID: 'gr1', GUARDRAIL_VERSION: '1' })).toHaveProperty('guardrail', {
      id: 'gr1',
      version: '1',
    });
  });

  test.each<[string, string | undefined]>([
    ...Object.keys(ENVIRONMENT).map((name): [string, undefined] => [name, undefined]),
    ...['', '[]', 'null', '"x"', '{', '{"a":"b"}', '{"a":[7]}', '{"a":["b c"]}'].map((text): [string, string] => [
      'AUDIENCES',
      text,
    ]),
    ...['0', '26', '-1', '1.5', 'x'].map((text): [string, string] => ['NUMBER_OF_RESULTS', text]),
    ...['[]', '{}', '[7]', '["a b"]', '["a",7]'].map((text): [string, string] => ['ALLOWED_MODELS', text]),
    ...['x', '[]', '{"maxTurns":1,"maxTokens":1}', '{"maxTurns":1,"maxTokens":1,"maxSeconds":0}'].map(
      (text): [string, string] => ['AGENT', text],
    ),
    ...[
      '{"maxTurns":1,"maxSeconds":1}',
      '{"maxTokens":1,"maxSeconds":1}',
      '{"maxTurns":1.5,"maxTokens":1,"maxSeconds":1}',
    ].map((text): [string, string] => ['AGENT', text]),
    ['GUARDRAIL_ID', 'gr1'],
    ['GUARDRAIL_VERSION', '1'],
  ])('%s as %j is named, and the function does not start', (name, value) => {
    expect(() => readSettings({ ...ENVIRONMENT, [name]: value })).toThrow(
      name === 'GUARDRAIL_VERSION' ? 'GUARDRAIL_ID' : name.replace(/_ID$/, '_'),
    );
  });
});
