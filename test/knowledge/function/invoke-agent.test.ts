import { readSettings, type Settings } from '../../../lambda/knowledge/settings';
import { KnowledgeRun, type Script, SECRET, SETTINGS } from '../../support/knowledge-run';
import type { Exchange } from '../../support/model-server';

let knowledge: KnowledgeRun;

beforeAll(async () => {
  knowledge = await KnowledgeRun.start();
});
afterAll(() => knowledge.stop());

const settings: Settings = { ...SETTINGS, delegated: { agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' } } };
const SESSION = '01234567-89ab-4cde-8f01-23456789abcd';

const ask = (delegated: Script['delegated'], fields: object = {}) =>
  knowledge.ask({ operation: 'invokeAgent', text: 'How long is the notice?', ...fields }, { delegated }, { settings });

const chunk = (exchange: Exchange, bytes: Uint8Array, ...uris: readonly string[]) =>
  exchange.event('chunk', {
    bytes: Buffer.from(bytes).toString('base64'),
    ...(uris.length > 0 && {
      attribution: {
        citations: [{ retrievedReferences: uris.map((uri) => ({ location: { type: 'S3', s3Location: { uri } } })) }],
      },
    }),
  });

const answering: Script['delegated'] = (exchange) => {
  const text = Buffer.from('세 달 three');
  chunk(exchange, text.subarray(0, 2));
  chunk(exchange, text.subarray(2), 's3://b/a.md', 's3://b/a.md', 's3://b/c.md');
  exchange.end();
};

test('an answer has its session first, then text as it arrives, then its sources', async () => {
  const { events, delegated, log } = await ask(answering);
  const [session, ...more] = events();
  const { sessionId } = (session?.data ?? {}) as { readonly sessionId?: string };
  expect(session?.event).toBe('session');
  expect(sessionId).toMatch(/^[\da-f-]{36}$/);
  expect(more).toEqual([
    { event: 'text', data: { text: '세 달 three' } },
    { event: 'sources', data: { sources: ['s3://b/a.md', 's3://b/c.md'] } },
    { event: 'end', data: { stopReason: 'end_turn', sessionId } },
  ]);
  expect(delegated).toEqual([{ inputText: 'How long is the notice?', enableTrace: false }]);
  expect(log).toMatchObject({ Operation: 'invokeAgent', Model: 'none', outcome: 'ok' });
});

test('a session goes on by its id, and no other text is one', async () => {
  const { events } = await ask(answering, { sessionId: SESSION });
  expect(events()[0]).toEqual({ event: 'session', data: { sessionId: SESSION } });
  for (const sessionId of ['mine', `${SESSION}0`, SESSION.toUpperCase(), '../../x', 1, null]) {
    const refused = await ask(answering, { sessionId });
    expect(refused.events()).toMatchObject([{ event: 'error', data: { issues: [{ path: 'sessionId' }] } }]);
    expect(refused.delegated).toEqual([]);
  }
});

test.each([
  ['another agent', { agentId: 'AGENT00002' }, 'agentId'],
  ['the state of the session', { sessionState: {} }, 'sessionState'],
  ['a trace', { enableTrace: true }, 'enableTrace'],
  ['a model', { modelId: 'amazon.nova-lite-v1:0' }, 'modelId'],
])('%s is refused', async (_, fields, path) => {
  const { events, delegated } = await ask(answering, fields);
  expect(events()).toMatchObject([{ event: 'error', data: { issues: [{ path }] } }]);
  expect(delegated).toEqual([]);
});

test.each<[string, Script['delegated'], string]>([
  [
    'wants an action',
    (e) => {
      e.event('returnControl', { invocationId: 'i', invocationInputs: [] });
      e.end();
    },
    'agent_wants_action',
  ],
  [
    'sends files',
    (e) => {
      e.event('files', { files: [{ name: 'a.csv', type: 'text/csv', bytes: '' }] });
      e.end();
    },
    'agent_sends_files',
  ],
  [
    'says nothing',
    (e) => {
      chunk(e, Buffer.from(''));
      e.end();
    },
    'stream_interrupted',
  ],
  [
    'breaks off',
    (e) => {
      chunk(e, Buffer.from('partly'));
      setImmediate(() => e.cut());
    },
    'stream_interrupted',
  ],
  [
    'fails on the way',
    (e) => {
      chunk(e, Buffer.from('partly'));
      e.exception('dependencyFailedException', SECRET);
      e.end();
    },
    'dependency_failed',
  ],
  ['is gone', (e) => e.error(404, 'ResourceNotFoundException', SECRET), 'agent_not_found'],
  ['is denied', (e) => e.error(403, 'AccessDeniedException', SECRET), 'agent_denied'],
  ['is not prepared', (e) => e.error(400, 'ValidationException', SECRET), 'agent_refused'],
  ['throttles', (e) => e.error(429, 'ThrottlingException', SECRET), 'throttled'],
])('if the agent %s, the last event is the failure', async (_, delegated, code) => {
  const { events, log } = await ask(delegated, { text: `question ${SECRET}` });
  expect(events().at(-1)).toMatchObject({ event: 'error', data: { code } });
  expect(log).toMatchObject({ outcome: code });
  expect(JSON.stringify([events().at(-1), log])).not.toContain(SECRET);
});

test.each([
  ['a restricted one', ['board'], 'foreign_reference'],
  ['one with groups that are none', [], 'foreign_reference'],
  ['one for everybody', ['board', 'everyone'], 'end'],
  ['one of another knowledge base', undefined, 'end'],
])('a document that the agent names, %s, ends the answer or not', async (_, allowedGroups, end) => {
  const { text, events } = await ask((e) => {
    const metadata = { year: 2026, ...(allowedGroups && { allowedGroups }) };
    const retrievedReferences = [{ location: { type: 'S3', s3Location: { uri: 's3://b/pay.md' } }, metadata }];
    const attribution = { citations: [{ retrievedReferences }] };
    e.event('chunk', { bytes: Buffer.from('pay of the board').toString('base64'), attribution });
    e.end();
  });
  expect(text).toContain(end);
  expect(text.includes('pay')).toBe(end === 'end');
  expect(events().at(-1)?.event).toBe(end === 'end' ? 'end' : 'error');
});

test('no text of the agent is in the log', async () => {
  const { log } = await ask((e) => {
    chunk(e, Buffer.from(SECRET), `s3://b/${SECRET}.md`);
    e.end();
  });
  expect(JSON.stringify(log)).not.toContain(SECRET);
});

test('a part that is no text of a chunk does not reach the caller', async () => {
  const { events } = await ask((e) => {
    e.event('trace', { trace: { text: SECRET } });
    chunk(e, Buffer.from('x'));
    e.end();
  });
  expect(JSON.stringify(events())).not.toContain(SECRET);
});

describe('the setting', () => {
  const environment = {
    ...{ KNOWLEDGE_BASE_ID: 'KB12345678', ALLOWED_MODELS: '["a"]', AUDIENCES: '{}', NUMBER_OF_RESULTS: '5' },
    DEPLOYMENT: 'test',
  };
  const ALIAS = { agentId: 'AGENT00001', aliasId: 'ALIAS00001' };

  test.each([
    [{ retrieveAndGenerate: true }],
    [{ agentAlias: ALIAS }],
    [{ agentAlias: ALIAS, retrieveAndGenerate: true }],
  ])('%j is read', (delegated) => {
    expect(readSettings({ ...environment, DELEGATED: JSON.stringify(delegated) }).delegated).toEqual(delegated);
  });

  test('has no audiences: a delegated answer sees unrestricted documents only', () => {
    for (const delegated of [{ retrieveAndGenerate: true }, { agentAlias: ALIAS }]) {
      const AUDIENCES = '{"board":["board"]}';
      expect(() => readSettings({ ...environment, DELEGATED: JSON.stringify(delegated), AUDIENCES })).toThrow(
        'AUDIENCES is wrong: expected {}: the delegated function sees unrestricted documents only',
      );
    }
  });

  test.each([
    ['{}'],
    ['[]'],
    ['true'],
    ['{"retrieveAndGenerate":false}'],
    ['{"retrieveAndGenerate":"true","agentAlias":{"agentId":"AGENT00001","aliasId":"ALIAS00001"}}'],
    ['{"retrieveAndGenerate":true,"more":1}'],
    ['{"agentAlias":{"agentId":"AGENT00001"}}'],
    ['{"agentAlias":{"agentId":"../AGENT01","aliasId":"ALIAS00001"}}'],
  ])('%s does not start', (DELEGATED) => {
    expect(() => readSettings({ ...environment, DELEGATED })).toThrow('DELEGATED is wrong');
  });
});
