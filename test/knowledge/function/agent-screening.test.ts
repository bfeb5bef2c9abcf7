import { AgentRun, LIMITS, search } from '../../support/agent-run';
import { calling, concluding, GUARDED, result, retrieving, type Script, SECRET } from '../../support/knowledge-run';

let agent: AgentRun;

beforeAll(async () => {
  agent = await AgentRun.start();
});
afterAll(() => agent.stop());

/** Passes every passage but those that are blocked. */
const judging =
  (isBlocked: (text: string) => boolean): Script['guardrail'] =>
  (exchange) =>
    exchange.json(200, {
      ...(isBlocked(exchange.body)
        ? {
            action: 'GUARDRAIL_INTERVENED',
            outputs: [{ text: 'no' }],
            assessments: [{ topicPolicy: { topics: [{ action: 'BLOCKED' }] } }],
          }
        : { action: 'NONE', outputs: [], assessments: [] }),
      usage: {},
    });

const searching = (turn: number) =>
  calling(...[1, 2, 3, 4].map((n): [string, object] => ['retrieve', { query: `${turn}-${n}` }]));

test('the guardrail of the deployment is part of every turn, and judges every passage before the model reads it', async () => {
  const ran = await agent.run(
    {
      retrieve: retrieving(result('good'), result('harmful')),
      guardrail: judging((body) => body.includes('harmful')),
      turns: [search, concluding('Good [1], bad [2].')],
    },
    { settings: { ...GUARDED, agent: LIMITS } },
  );
  expect(ran.turned.map(({ guardrailConfig }) => guardrailConfig)).toEqual(
    Array(2).fill({ guardrailIdentifier: 'gr1', guardrailVersion: '3', trace: 'disabled' }),
  );
  expect(JSON.stringify(ran.turned)).not.toContain('harmful');
  expect(ran.end).toMatchObject({ citations: [1], removedCitations: 1 });
  expect(ran.log).toMatchObject({ byGuardrail: 1 });
});

test('the guardrail evaluates a passage once in a run, blocked or not, however often it is found', async () => {
  const ran = await agent.run(
    {
      retrieve: retrieving(result('good'), result('harmful'), result('good', ['everyone'], { part: 2 })),
      guardrail: judging((body) => body.includes('harmful')),
      turns: [searching(1), searching(2), concluding('Good [1].')],
    },
    { settings: { ...GUARDED, agent: LIMITS } },
  );
  expect(ran.retrieved).toHaveLength(8);
  expect(ran.screened).toHaveLength(2);
  expect(ran.end).toMatchObject({ outcome: 'answered', citations: [1] });
});

test('an evaluation that fails is made again by the next search', async () => {
  let attempts = 0;
  const ran = await agent.run(
    {
      retrieve: retrieving(result('good')),
      guardrail: (exchange) => {
        attempts += 1;
        if (attempts <= 2) return exchange.error(429, 'ThrottlingException', SECRET);
        return judging(() => false)?.(exchange);
      },
      turns: [search, search, concluding('Good [1].')],
    },
    { settings: { ...GUARDED, agent: LIMITS } },
  );
  expect(ran.outcomes).toEqual(['throttled', 'ok']);
  expect(ran.end).toMatchObject({ outcome: 'answered' });
});

test.each([1, 7, 25])(
  'searches for %i passages that are all new and all blocked end at a hundred evaluations',
  async (numberOfResults) => {
    let count = 0;
    const ran = await agent.run(
      {
        retrieve: (exchange) => {
          count += 1;
          return retrieving(...Array.from({ length: 25 }, (_, index) => result(`passage ${count}-${index}`)))(exchange);
        },
        guardrail: judging(() => true),
        turns: Array.from({ length: 20 }, (_, turn) => searching(turn)),
      },
      {
        fields: { numberOfResults },
        settings: { ...GUARDED, agent: { maxTurns: 20, maxTokens: 1_000, maxSeconds: 30 } },
      },
    );
    const calls = Math.min(76, Math.floor(100 / numberOfResults));
    expect(ran.retrieved).toHaveLength(calls);
    expect(ran.screened).toHaveLength(calls * numberOfResults);
    expect(ran.outcomes.filter((outcome) => outcome === 'too_many_evaluations')).toHaveLength(76 - calls);
    expect(ran.end).toMatchObject({ outcome: 'turn_limit' });
  },
);
