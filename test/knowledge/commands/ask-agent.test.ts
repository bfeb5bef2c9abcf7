import { knowledgeAccount } from '../../support/knowledge-account';

const { account, run } = knowledgeAccount();

const HANDBOOK = { document: 'handbook.md', text: 'The notice is three months.', score: 0.83 };
const found = () => [HANDBOOK, { document: 'menu.md', text: 'Soup.', score: 0.12 }];

describe('ask --knowledge --agent', () => {
  const agent = (...args: readonly string[]) => run('ask', '--knowledge', '--agent', ...args);
  const search = [['retrieve', { query: 'notice' }]] as const;

  test('prints the turns, the answer, and the sources that it cites', async () => {
    account.ask.knowledge = {
      ...{ found, answer: () => [] },
      turns: [
        search,
        [
          ['add_to_date', { date: '2026-11-28', months: 3 }],
          ['fly', {}],
        ],
        'On 2027-02-28 [1], or [9].',
      ],
    };
    const { status, stdout, stderr } = await agent('When does the notice end?', '--max-tokens', '900');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'On 2027-02-28 [1], or.\n\n[1] documents/handbook.md  0.83\n',
    });
    expect(stderr.replaceAll(/[\d.]+ m?s\b/g, 'T')).toBe(
      [
        'turn 1, T: tools called: 1',
        '  retrieve, T: passages: 2',
        'turn 2, T: tools called: 2',
        '  add_to_date, T: ok',
        '  unknown, T: unknown_tool',
        'turn 3, T: end of the run',
        'amazon.nova-lite-v1:0, 360 tokens in, 36 out, turns: 3, passages: 2, first token after T, T in all',
        '1 citation is removed: no passage has the number.',
        '',
      ].join('\n'),
    );
    expect(account.ask.invoked).toMatchObject([
      { request: { operation: 'runAgent', text: 'When does the notice end?', maxTokens: 900 } },
    ]);
  });

  test.each([
    ['the turns', { found, turns: [1, 2, 3].map((n) => [['retrieve', { query: `${n}` }]] as const) }, 1, 'maxTurns'],
    ['the tokens', { found, turns: [search, ''], stopReason: 'max_tokens' }, 1, 'maxTokens'],
    [
      'a passage',
      { found, turns: ['Something.'] },
      3,
      'no passage was found for the question. The model answered without one, and its text is removed.',
    ],
    ['words of its own', { found, turns: ['NOT_IN_DOCUMENTS'] }, 3, 'no passage was found for the question.\n'],
    ['an answer', { found, turns: [search, 'NOT_IN_DOCUMENTS'] }, 3, 'that were found do not answer the question.\n'],
    ['a model that goes on', { found, turns: ['…'], stopReason: 'malformed_tool_use' }, 1, 'invalid tool request'],
    ['a reason that is known', { found, turns: ['…'], stopReason: 'odd' }, 1, 'stop reason odd'],
  ])('says that there is no answer without %s', async (_, knowledge, status, words) => {
    account.ask.knowledge = { answer: () => [], ...knowledge };
    const end = await agent('When?');
    expect({ status: end.status, stdout: end.stdout }).toEqual({ status, stdout: '' });
    expect(end.stderr).toContain(words);
  });

  test('a request that the function refuses names the field', async () => {
    const { status, stderr } = await agent('When?', '--max-tokens', '2000');
    expect(status).toBe(1);
    expect(stderr).toContain('maxTokens: must be a whole number from 1 to 1000');
  });

  test('is about documents', async () => {
    const { status, stderr } = await run('ask', '--agent', 'When?');
    expect(status).toBe(2);
    expect(stderr).toContain('PB-KNOWLEDGE-009');
  });
});
