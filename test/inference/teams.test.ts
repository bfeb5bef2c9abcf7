import { OPERATIONS } from '../../lambda/inference/contract';
import { readSettings, type Settings } from '../../lambda/inference/env';
import { ANSWER, CLAUDE, MESSAGES, NOVA, run, SETTINGS, streamOf } from '../support/inference-run';

const profile = (id: string) => `arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/${id}`;
const DEPLOYED = 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdefghijkl';
const TEAMS: Settings = {
  ...SETTINGS,
  allowedModels: [NOVA, CLAUDE, DEPLOYED],
  teams: new Map([
    ['search', [profile('searchnova'), profile('searchclaude'), DEPLOYED]],
    ['support', [profile('supportnova'), profile('supportclaude'), DEPLOYED]],
  ]),
};

/** An answer of each operation. */
const REPLIES = {
  converse: () => ANSWER,
  converseStream: () => ({
    $metadata: {},
    stream: streamOf(
      { contentBlockDelta: { delta: { text: 'a' }, contentBlockIndex: 0 } },
      { messageStop: { stopReason: 'end_turn' } },
    ),
  }),
  invokeModel: () => ({ $metadata: {}, contentType: 'application/json', body: Buffer.from('{"a":1}') }),
  invokeModelWithResponseStream: () => ({
    $metadata: {},
    body: streamOf({ chunk: { bytes: Buffer.from('{"a":1}') } }),
  }),
};

const requestTo = (operation: (typeof OPERATIONS)[number], modelId?: string) => ({
  ...{ operation, ...(modelId && { modelId }) },
  ...(operation.startsWith('converse') ? { messages: MESSAGES } : { body: { prompt: 'hello' } }),
});

describe.each(OPERATIONS)('%s', (operation) => {
  const invoke = async (modelId: string | undefined, alias?: string, settings = TEAMS) => {
    const { sent, log } = await run(requestTo(operation, modelId), {
      reply: REPLIES[operation],
      settings,
      ...(alias !== undefined && { alias }),
    });
    return { invoked: sent.map(({ input }) => input.modelId), log };
  };

  test.each([
    ['search', undefined, profile('searchnova')],
    ['search', NOVA, profile('searchnova')],
    ['search', CLAUDE, profile('searchclaude')],
    ['support', CLAUDE, profile('supportclaude')],
    ['support', DEPLOYED, DEPLOYED],
    [undefined, CLAUDE, CLAUDE],
  ])('team %s asks for %s: the function invokes %s', async (team, modelId, expected) => {
    const { invoked, log } = await invoke(modelId, team);
    expect(invoked).toEqual([expected]);
    // Metrics stay by model: each value of a dimension costs money, and a profile is no model.
    expect([log.outcome, log.Model, log.team]).toEqual(['ok', modelId ?? NOVA, team]);
  });

  test('a team cannot name a profile, its own or that of another, nor be named in a request', async () => {
    for (const one of [profile('searchnova'), profile('supportnova')]) {
      const { invoked, log } = await invoke(one, 'search');
      expect([invoked, log.outcome]).toEqual([[], 'invalid_request']);
    }
    const { sent, log } = await run({ ...requestTo(operation), team: 'support' }, { settings: TEAMS, alias: 'search' });
    expect([sent, log.outcome]).toEqual([[], 'invalid_request']);
  });

  test('an alias that is no team invokes nothing, also with the name of a property of every object', async () => {
    for (const alias of ['live', 'v1', 'constructor']) {
      const { invoked, log } = await invoke(NOVA, alias);
      expect([invoked, log.outcome]).toEqual([[], 'internal']);
    }
  });

  test('a function without teams serves an alias of its own as any call', async () => {
    const { invoked, log } = await invoke(NOVA, 'live', SETTINGS);
    expect([invoked, log.team]).toEqual([[NOVA], undefined]);
  });
});

describe('environment', () => {
  const GOOD = { ALLOWED_MODELS: `["${NOVA}","${CLAUDE}"]`, MAX_REQUEST_BYTES: '1000', DEPLOYMENT: 'prod' };

  test('reads teams, each with as many models as the function has', () => {
    const { teams } = readSettings({ ...GOOD, TEAMS: JSON.stringify({ search: ['a', 'b'] }) });
    expect([...(teams ?? [])]).toEqual([['search', ['a', 'b']]]);
    expect(readSettings(GOOD)).not.toHaveProperty('teams');
  });

  test.each([
    '[]',
    'null',
    '"search"',
    '{"search":["a"]}',
    '{"search":["a","b","c"]}',
    '{"search":["a",1]}',
    '{"search":"ab"}',
    '{',
  ])('refuses %s', (text) => {
    expect(() => readSettings({ ...GOOD, TEAMS: text })).toThrow('TEAMS is wrong');
  });
});
