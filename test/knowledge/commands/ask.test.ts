import type { ServerResponse } from 'node:http';
import { lambdaStream } from '../../support/ask-run';
import { knowledgeAccount } from '../../support/knowledge-account';
import { tableAssembly } from '../../support/table-assembly';

const { account, run } = knowledgeAccount();
const ask = (...args: readonly string[]) => run('ask', '--knowledge', ...args);

const HANDBOOK = { document: 'handbook.md', text: 'The notice is three months.', score: 0.83 };
const BUDGET = { document: 'budget.md', text: 'The budget is 12 million.', score: 0.71, groups: ['board'] };

const lambdaAnswer = (response: ServerResponse, text: string) => lambdaStream(response, [Buffer.from(text)]);

const knows = (answer: readonly string[], stopReason?: string) => ({
  found: () => [HANDBOOK, BUDGET, { document: 'menu.md', text: 'Soup.', score: 0.12 }],
  answer: () => answer,
  ...(stopReason && { stopReason }),
});

describe('ask --knowledge', () => {
  test('prints the answer, then the sources that it cites', async () => {
    account.ask.knowledge = knows(['The notice is three', ' months [1', '].']);
    const { status, stdout, stderr } = await ask('How long is the notice?');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'The notice is three months [1].\n\n[1] documents/handbook.md  0.83\n',
    });
    expect(stderr).toMatch(
      /^amazon\.nova-lite-v1:0, 120 tokens in, 12 out, passages: 2, first token after \d+ ms, \d+ ms in all\n$/,
    );
  });

  test('asks as an audience by the alias of its name', async () => {
    account.ask.knowledge = knows(['12 million [2].']);
    const { stdout, stderr } = await ask('--audience', 'board', 'How large is the budget?');
    expect(stdout).toContain('[2] documents/budget.md  0.71');
    expect(stderr).toContain('audience board');
    expect(account.ask.invoked).toEqual([
      { alias: 'board', request: { operation: 'ask', text: 'How large is the budget?' } },
    ]);
  });

  test('hands on number of passages, filter, model and tokens', async () => {
    const filter = { equals: { key: 'language', value: 'en' } };
    const more = [
      '--results',
      '2',
      '--filter',
      JSON.stringify(filter),
      '--model',
      'amazon.nova-micro-v1:0',
      '--max-tokens',
      '9',
    ];
    await ask('Why?', ...more);
    expect(account.ask.invoked[0]?.request).toEqual({
      ...{ operation: 'ask', text: 'Why?', numberOfResults: 2, filter },
      ...{ modelId: 'amazon.nova-micro-v1:0', maxTokens: 9 },
    });
  });

  test('says that the documents do not have it, without and with passages', async () => {
    expect(await ask('Why?')).toMatchObject({
      ...{ status: 3, stdout: '' },
      stderr: expect.stringContaining('Not in the documents: no passage was found for the question.\n'),
    });
    account.ask.knowledge = knows(['NOT_IN_DOCUMENTS']);
    expect(await ask('Why?')).toMatchObject({
      ...{ status: 3, stdout: '' },
      stderr: expect.stringContaining(
        'Not in the documents: the passages that were found do not answer the question.\n',
      ),
    });
  });

  test('warns of an answer without a source, and of citations that were removed', async () => {
    account.ask.knowledge = knows(['Three months [7].']);
    const { status, stdout, stderr } = await ask('How long?');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Three months.\n' });
    expect(stderr).toContain('Warning: the answer cites no passage');
    expect(stderr).toContain('1 citation is removed: no passage has the number.\n');
  });

  test('fails after an intervention of the guardrail', async () => {
    account.ask.knowledge = knows(['Blocked.'], 'guardrail_intervened');
    expect(await ask('How long?')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('The guardrail intervened'),
    });
  });

  test('prints each event as a line of JSON', async () => {
    account.ask.knowledge = knows(['Three months [1].']);
    const { stdout } = await ask('--json', 'How long?');
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ event }) => event)).toEqual(['passages', 'text', 'end']);
    expect(events[0].passages).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ stopReason: 'end_turn', citations: [1], removedCitations: 0 });
  });

  test('names the failure of the function, also as JSON after events', async () => {
    account.ask.knowledge = {
      found: () => [HANDBOOK],
      answer: () => {
        throw Object.assign(new Error(), { name: 'ThrottlingException' });
      },
    };
    const { status, stdout, stderr } = await ask('How long?', '--json');
    expect(status).toBe(1);
    expect(stdout).toContain('"code": "PB-ASK-001"');
    expect(stderr).toMatch(/^PB-ASK-001 The function answers throttled: /);
  });

  test('uses the name of the function if the caller may not read stacks', async () => {
    account.refusals = { DescribeStacks: 'AccessDenied' };
    const { stderr } = await ask('Why?');
    expect(stderr).toContain('No permission to read stack private-bedrock-test-asking');
    expect(account.ask.invoked).toHaveLength(1);
  });

  test('says why an audience is refused', async () => {
    account.ask.lambda = (response) =>
      void response
        .writeHead(403, { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' })
        .end('{"Message":"no"}');
    expect(await ask('--audience', 'board', 'Why?')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^PB-AWS-004 .*test-knowledge:board in us-east-1.*\nUse a session whose tag private-bedrock:audience is board/,
      ),
    });
  });

  test.each<[string[], number, RegExp]>([
    [[], 2, /^PB-ASK-013 The question is missing\./],
    [['x'.repeat(1001)], 2, /^PB-KNOWLEDGE-003 The question has 1001 characters; at most 1000/],
    [['a', '--results', '26'], 2, /^PB-KNOWLEDGE-004 --results 26 is more than 25/],
    [['a', '--max-tokens', '5000'], 2, /^PB-KNOWLEDGE-005 --max-tokens 5000 is more than 4096/],
    [['a', '--filter', '{'], 2, /^PB-KNOWLEDGE-006 --filter is wrong:\n {2}filter must be JSON/],
    [
      ['a', '--filter', '{"like":{}}'],
      2,
      /^PB-KNOWLEDGE-006 --filter is wrong:\n {2}filter must have one of these operators/,
    ],
    [
      ['a', '--filter', '{"listContains":{"key":"allowedGroups","value":"board"}}'],
      2,
      /^PB-KNOWLEDGE-006 .*\n {2}filter\.listContains\.key must not be allowedGroups/,
    ],
    [
      ['a', '--audience', 'nobody'],
      2,
      /^PB-KNOWLEDGE-002 --audience 'nobody' is not an audience of the row\.\nUse one of: board\./,
    ],
    [
      ['a', '--model', 'amazon.nova-pro-v1:0'],
      2,
      /^PB-KNOWLEDGE-022 --model amazon\.nova-pro-v1:0 is not a model of the row\.\nUse 'amazon\.nova-lite-v1:0' or 'amazon\.nova-micro-v1:0', or add/,
    ],
    [['a', '--system', 'x'], 2, /^PB-KNOWLEDGE-008 --knowledge asks the documents, without --system/],
  ])('refuses %.80j', async (args, status, stderr) => {
    expect(await ask(...args)).toEqual({ status, stdout: '', stderr: expect.stringMatching(stderr) });
    expect(account.ask.invoked).toEqual([]);
  });

  test('options of documents need --knowledge', async () => {
    expect(await run('ask', 'a', '--audience', 'board')).toMatchObject({
      ...{ status: 2, stderr: expect.stringMatching(/^PB-KNOWLEDGE-009 --audience only applies to documents/) },
    });
  });

  test('refuses an answer that is not JSON', async () => {
    account.ask.lambda = (response) => lambdaAnswer(response, 'event: passages\ndata: {\n\n');
    expect(await ask('a')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^PB-KNOWLEDGE-007 /) });
  });

  test('says that an answer is incomplete', async () => {
    account.ask.lambda = (response) => lambdaAnswer(response, 'event: text\ndata: {"text":"a"}\n\n');
    expect(await ask('a')).toMatchObject({ status: 1, stderr: expect.stringContaining('The answer is incomplete') });
  });
});

describe('retrieve', () => {
  test('prints passages with number, source, score and text', async () => {
    account.ask.knowledge = knows([]);
    expect(await run('retrieve', 'How long?')).toEqual({
      ...{ status: 0, stderr: '' },
      stdout:
        '[1] documents/handbook.md  0.83\n    The notice is three months.\n\n[2] documents/menu.md  0.12\n    Soup.\n',
    });
    expect(account.ask.invoked).toEqual([{ alias: undefined, request: { operation: 'retrieve', text: 'How long?' } }]);
  });

  test('prints JSON, and nothing found is not a success', async () => {
    account.ask.knowledge = knows([]);
    const { stdout } = await run('retrieve', '--json', '--audience', 'board', '--results', '2', 'How long?');
    expect(JSON.parse(stdout).passages.map(({ source }: { source: string }) => source.split('/').at(-1))).toEqual([
      'handbook.md',
      'budget.md',
    ]);
    account.ask.knowledge = { found: () => [], answer: () => [] };
    expect(await run('retrieve', 'How long?')).toEqual({
      ...{ status: 3, stdout: '' },
      stderr: 'Not in the documents: no passage was found for the question.\n',
    });
  });

  test('names the failure of the function', async () => {
    account.ask.troubles = ['ResourceNotFoundException'];
    expect(await run('retrieve', 'a')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^PB-ASK-001 The function answers knowledge_base_not_found: .*\nDeploy the knowledge stack again/,
      ),
    });
  });

  test('needs a row with a knowledge base', async () => {
    const { status, stderr } = await run('retrieve', 'a', '--app', tableAssembly(), '--deployment', 'sandbox');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /^PB-KNOWLEDGE-001 sandbox has no knowledge base\.\nAdd `knowledge: \{\}` to its row, and deploy it: `npx cdk deploy/,
      ),
    });
  });
});
