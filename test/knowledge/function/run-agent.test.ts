import { AGENT, AgentRun, LIMITS, QUESTION, retrieve, search } from '../../support/agent-run';
import { calling, concluding, result, retrieving, type Script } from '../../support/knowledge-run';

let agent: AgentRun;

beforeAll(async () => {
  agent = await AgentRun.start();
});
afterAll(() => agent.stop());

test('a run searches, calculates and answers with citations of what it found', async () => {
  const ran = await agent.run({
    retrieve,
    turns: [
      search,
      calling(['add_to_date', { date: '2026-11-28', months: 3 }], ['calculate', { expression: '0.1 + 0.2' }]),
      concluding('It ends on 2027-02-28 [1].'),
    ],
  });
  const [first, second, third] = ran.turned;
  expect(first.messages).toEqual([{ role: 'user', content: [{ text: `Question: ${QUESTION.text}` }] }]);
  expect(first.inferenceConfig).toEqual({ maxTokens: 100 });
  const [, , found] = second.messages;
  expect(found.content[0].toolResult.toolUseId).toBe('use-0');
  expect(found.content[0].toolResult.content[0].text).toMatch(
    /^<(passage-[\da-f]{16}) number="1">\nthree months\n<\/\1>\n<\1 number="2">\ntwo weeks\n<\/\1>$/,
  );
  expect(third.messages.at(-1).content.map(({ toolResult }: { toolResult: object }) => toolResult)).toEqual([
    { toolUseId: 'use-0', content: [{ text: '2027-02-28' }] },
    { toolUseId: 'use-1', content: [{ text: '0.3' }] },
  ]);
  expect(third.inferenceConfig).toEqual({ maxTokens: 90 });
  const [turn, passages, tool] = ran.events();
  expect(turn).toEqual({
    event: 'turn',
    data: { turn: 1, milliseconds: expect.any(Number), inputTokens: 10, outputTokens: 5, toolCalls: 1 },
  });
  expect(passages).toMatchObject({
    event: 'passages',
    data: { passages: [{ number: 1 }, { number: 2 }], removed: { byAudience: 0, byGuardrail: 0 } },
  });
  expect(tool).toEqual({
    event: 'tool',
    data: { turn: 1, tool: 'retrieve', outcome: 'ok', milliseconds: expect.any(Number), passages: 2 },
  });
  expect(ran.events().filter(({ event }) => event === 'tool')).toMatchObject(
    ['retrieve', 'add_to_date', 'calculate'].map((name) => ({ data: { tool: name, outcome: 'ok' } })),
  );
  expect(ran.events().slice(-2)).toEqual([
    { event: 'text', data: { text: 'It ends on 2027-02-28 [1].' } },
    {
      event: 'end',
      data: {
        ...{ outcome: 'answered', stopReason: 'end_turn', turns: 3, toolCalls: 3 },
        ...{ citations: [1], removedCitations: 0, removedText: false, usage: { inputTokens: 30, outputTokens: 15 } },
      },
    },
  ]);
  expect(ran.log).toMatchObject({
    ...{ Operation: 'runAgent', Model: 'amazon.nova-lite-v1:0', outcome: 'ok', turns: 3, toolCalls: 3 },
    ...{ passages: 2, citations: 1, InputTokens: 30, OutputTokens: 15, stopReason: 'end_turn' },
  });
});

test('a passage keeps its number in all searches, and a citation of another is removed and counted', async () => {
  const answers = [retrieving(result('aaa'), result('bbb')), retrieving(result('bbb'), result('ccc'))];
  const ran = await agent.run({
    retrieve: (exchange) => answers[exchange.body.includes('second') ? 1 : 0]?.(exchange),
    turns: [
      calling(['retrieve', { query: 'first' }], ['retrieve', { query: 'second' }]),
      concluding('A [1], C [3], nobody [4].'),
    ],
  });
  const shown = ran.events().flatMap(({ event, data }) => (event === 'passages' ? [data] : []));
  expect(shown).toMatchObject([
    { passages: [{ number: 1 }, { number: 2 }] },
    { passages: [{ number: 3, text: 'ccc' }] },
  ]);
  const results = ran.turned[1].messages.at(-1).content;
  expect(results[1].toolResult.content[0].text).toMatch(/number="3">\nccc\n.*\nFound before: \[2\]$/s);
  expect(ran.events().at(-2)).toEqual({ event: 'text', data: { text: 'A [1], C [3], nobody.' } });
  expect(ran.end).toMatchObject({ citations: [1, 3], removedCitations: 1 });
});

test.each<[string, Script, object]>([
  [
    'nothing was searched',
    { turns: [concluding('Forty-two [1].')] },
    { toolCalls: 0, removedCitations: 0, removedText: true },
  ],
  [
    'nothing was found',
    { retrieve: retrieving(), turns: [search, concluding('I think so [1].')] },
    { toolCalls: 1, removedText: true },
  ],
  [
    'the model says so',
    { retrieve, turns: [search, concluding('NOT_IN_DOCUMENTS. But [1] …')] },
    { citations: [], removedText: false },
  ],
])('not in the documents, since %s: no text', async (_, script, end) => {
  const ran = await agent.run(script);
  expect(ran.events().map(({ event }) => event)).not.toContain('text');
  expect(ran.events().at(-2)).toEqual({ event: 'notInDocuments', data: {} });
  expect(ran.end).toMatchObject({ outcome: 'not_in_documents', ...end });
});

test('the last turn says so, and its calls are not made', async () => {
  const ran = await agent.run({
    retrieve,
    turns: [1, 2, 3, 4].map((n) => calling(['retrieve', { query: `part ${n}` }])),
  });
  const hints = ran.turned.map(({ system }) => system[0].text.includes('This is your last turn'));
  expect(hints).toEqual([false, false, false, true]);
  expect(ran.retrieved).toHaveLength(3);
  expect(ran.end).toMatchObject({ outcome: 'turn_limit', turns: 4, toolCalls: 3 });
});

test.each<[string, Script, object]>([
  [
    'the turns have used them',
    { retrieve, turns: [calling(['retrieve', { query: 'a' }]), concluding('x', 'end_turn')] },
    { maxTokens: 5 },
  ],
  ['the answer is cut off', { retrieve, turns: [search, concluding('It ends', 'max_tokens')] }, {}],
  [
    'the model does not say what it used',
    {
      retrieve,
      turns: [
        (exchange) =>
          exchange.json(200, {
            output: {
              message: {
                role: 'assistant',
                content: [{ toolUse: { toolUseId: 'a', name: 'retrieve', input: { query: 'a' } } }],
              },
            },
            stopReason: 'tool_use',
          }),
      ],
    },
    {},
  ],
])('the limit of tokens ends a run: %s', async (_, script, limits) => {
  const ran = await agent.run(script, { settings: { ...AGENT, agent: { ...LIMITS, ...limits } } });
  expect(ran.end).toMatchObject({ outcome: 'token_limit' });
  expect(ran.log).toMatchObject({ outcome: 'ok' });
});

test('the limit of seconds ends a run that hangs in a turn or in a search, and is no failure', async () => {
  for (const script of [{ turns: [() => undefined] }, { turns: [search], retrieve: () => undefined }]) {
    const ran = await agent.run(script, { settings: { ...AGENT, agent: { ...LIMITS, maxSeconds: 1 } } });
    expect(ran.end).toMatchObject({ outcome: 'time_limit', turns: 1 });
    expect(ran.log).toMatchObject({ outcome: 'ok' });
  }
});

test('the deadline of the invocation is a failure', async () => {
  const { events } = await agent.run({ turns: [() => undefined] }, { remainingMs: 1_200 });
  expect(events().at(-1)).toMatchObject({ event: 'error', data: { code: 'deadline_exceeded' } });
});

test.each([
  ['guardrail_intervened', 'guardrail_intervened', ['Sorry.']],
  ['content_filtered', 'model_stopped', []],
  ['malformed_tool_use', 'model_stopped', []],
])('a model that stops with %s ends the run as %s', async (stopReason, outcome, texts) => {
  const ran = await agent.run({ retrieve, turns: [search, concluding('Sorry.', stopReason)] });
  expect(ran.events().flatMap(({ event, data }) => (event === 'text' ? [data] : []))).toEqual(
    texts.map((text) => ({ text })),
  );
  expect(ran.end).toMatchObject({ outcome, stopReason });
});

test('fifty passages end the searches of a run', async () => {
  let count = 0;
  const many = (exchange: Parameters<typeof retrieve>[0]) => {
    count += 25;
    return retrieving(...Array.from({ length: 25 }, (_, index) => result(`passage ${count + index}`)))(exchange);
  };
  const ran = await agent.run(
    {
      retrieve: many,
      turns: [
        calling(...['a', 'b', 'c'].map((query): [string, object] => ['retrieve', { query }])),
        concluding('All [50], none [51].'),
      ],
    },
    { fields: { numberOfResults: 25 } },
  );
  expect(ran.outcomes).toEqual(['ok', 'ok', 'too_many_passages']);
  expect(ran.end).toMatchObject({ citations: [50], removedCitations: 1 });
});
