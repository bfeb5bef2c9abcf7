import { type Failing, problemsOf, remediesOf } from '../deployment/rows';

/** Mistakes in the agent of our own and in what Bedrock answers by itself. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['true in place of an agent', { knowledge: { agent: true } }, 'knowledge.agent', '{ … }'],
  ['an agent of one turn', { knowledge: { agent: { maxTurns: 1 } } }, 'knowledge.agent.maxTurns', 'asks the model'],
  ['an agent without end', { knowledge: { agent: { maxSeconds: 601 } } }, 'knowledge.agent.maxSeconds', 'seconds'],
  ['an agent that says nothing', { knowledge: { agent: { maxTokens: 255 } } }, 'knowledge.agent.maxTokens', 'tokens'],
  ['a limit that is none', { knowledge: { agent: { maxTurn: 5 } } }, 'knowledge.agent.maxTurn', 'maxTurns'],
  [
    'an alias that is an ARN',
    { knowledge: { agentAlias: { agentId: 'arn:aws:bedrock:us-east-1:111122223333:agent/A', aliasId: 'ALIAS00001' } } },
    'knowledge.agentAlias.agentId',
    'list-agents',
  ],
  [
    'an alias by its name',
    { knowledge: { agentAlias: { agentId: 'AGENT00001', aliasId: 'live' } } },
    'knowledge.agentAlias.aliasId',
    'list-agent-aliases',
  ],
  [
    'an agent without its alias',
    { knowledge: { agentAlias: { agentId: 'AGENT00001' } } },
    'knowledge.agentAlias.aliasId',
    'Add',
  ],
  ['text for a switch', { knowledge: { retrieveAndGenerate: 'true' } }, 'knowledge.retrieveAndGenerate', 'true'],
];

test.each(FAILING)('%s', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

test.each([
  ['an agent with every default', { knowledge: { agent: {} } }],
  ['an agent with every limit', { knowledge: { agent: { maxTurns: 20, maxTokens: 32_768, maxSeconds: 600 } } }],
  [
    'Bedrock by itself',
    { knowledge: { retrieveAndGenerate: true, agentAlias: { agentId: 'AGENT00001', aliasId: 'alias00001' } } },
  ],
])('%s is no mistake', (_, changes) => {
  expect(problemsOf(changes)).toEqual([]);
});

test('PB-CONFIG-131: the id of an agent has a form', () => {
  const agentAlias = { agentId: 'AGENT', aliasId: 'ALIAS00001' };
  expect(problemsOf({ knowledge: { agentAlias } }).map(({ code }) => code)).toEqual(['PB-CONFIG-131']);
});
