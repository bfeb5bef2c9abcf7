import { knowledgeAccount, libraryAssembly } from '../../support/knowledge-account';

const SWITCHED_ON = { retrieveAndGenerate: true, agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' } };
const { account, run } = knowledgeAccount(SWITCHED_ON);

const reference = (document: string) => ({
  content: { text: `text of ${document}` },
  location: { s3Location: { uri: `s3://documents-bucket/documents/${document}` } },
  metadata: { allowedGroups: ['everyone'] },
});

/** Citation of a part of the answer that begins at `start`. */
const citing = (start: number, text: string, ...documents: readonly string[]) => ({
  citation: {
    generatedResponsePart: { textResponsePart: { text, span: { start, end: start + text.length } } },
    retrievedReferences: documents.map(reference),
  },
});

const NOTHING = { found: () => [], answer: () => [] };
const answers = (...delegated: readonly object[]) => {
  account.ask.knowledge = { ...NOTHING, delegated };
};
const figures = (stderr: string) => stderr.replaceAll(/[\d.]+ m?s\b/g, 'T').replaceAll(/[\da-f-]{36}/g, 'ID');

describe('ask --knowledge --retrieve-and-generate', () => {
  const ask = (...args: readonly string[]) => run('ask', '--knowledge', '--retrieve-and-generate', ...args);

  test('prints the answer with the numbers of its passages, then the sources', async () => {
    answers(
      { output: { text: 'Three months. ' } },
      citing(0, 'Three months.', 'handbook.md', 'contract.md'),
      { output: { text: 'In writing.' } },
      citing(14, 'In writing.', 'contract.md'),
    );
    const { status, stdout, stderr } = await ask('How long is the notice?', '--results', '2', '--max-tokens', '90');
    expect({ status, stdout, stderr: figures(stderr) }).toEqual({
      status: 0,
      stdout: 'Three months. [1, 2] In writing. [2]\n\n[1] documents/handbook.md\n[2] documents/contract.md\n',
      stderr: 'amazon.nova-lite-v1:0, passages cited: 2, T in all\n',
    });
    expect(account.ask.invoked).toMatchObject([
      { alias: undefined, request: { operation: 'retrieveAndGenerateStream', numberOfResults: 2, maxTokens: 90 } },
    ]);
  });

  test.each([
    ['cites nothing', [{ output: { text: 'Sorry.' } }], 0, 'the answer cites no passage'],
    ['says nothing', [{ output: { text: ' ' } }], 3, 'The answer is empty'],
    [
      'is that of the guardrail',
      [{ output: { text: 'No.' } }, { guardrail: { action: 'INTERVENED' } }],
      1,
      'guardrail intervened',
    ],
    [
      'cites a document of others',
      [{ output: { text: 'Secret.' } }, { citation: { retrievedReferences: [{ metadata: {} }] } }],
      1,
      'foreign_reference',
    ],
  ])('an answer that %s', async (_, events, status, words) => {
    answers(...events);
    const end = await ask('How long is the notice?');
    expect({ status: end.status, words: end.stderr }).toEqual({ status, words: expect.stringContaining(words) });
    expect(end.stdout).not.toContain('Secret');
  });

  test('prints each event as a line', async () => {
    answers({ output: { text: 'Yes.' } }, citing(0, 'Yes.', 'handbook.md'));
    const { stdout } = await ask('Is it so?', '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).event);
    expect(lines).toEqual(['passages', 'text', 'citation', 'end']);
  });
});

describe('ask --knowledge --agent-alias', () => {
  const ask = (...args: readonly string[]) => run('ask', '--knowledge', '--agent-alias', ...args);
  const SESSION = '01234567-89ab-4cde-8f01-23456789abcd';

  test('prints the answer, the documents that the agent names, and how to go on', async () => {
    answers(
      { chunk: { bytes: Buffer.from('Three ') } },
      {
        chunk: {
          bytes: Buffer.from('months.'),
          attribution: { citations: [{ retrievedReferences: [reference('handbook.md')] }] },
        },
      },
    );
    const { status, stdout, stderr } = await ask('How long is the notice?', '--session', SESSION);
    expect({ status, stdout, stderr: figures(stderr) }).toEqual({
      status: 0,
      stdout: 'Three months.\n\ndocuments/handbook.md\n',
      stderr: 'continue with --session ID, T in all\n',
    });
    expect(account.ask.invoked).toMatchObject([{ request: { operation: 'invokeAgent', sessionId: SESSION } }]);
  });
});

test.each([
  [['--agent', '--agent-alias'], 'PB-KNOWLEDGE-019'],
  [['--retrieve-and-generate', '--audience', 'board'], 'PB-KNOWLEDGE-020'],
  [['--retrieve-and-generate', '--session', 'x'], 'PB-KNOWLEDGE-020'],
  [['--agent-alias', '--audience', 'board'], 'PB-KNOWLEDGE-020'],
  [['--agent-alias', '--model', 'amazon.nova-lite-v1:0'], 'PB-KNOWLEDGE-020'],
  [['--agent-alias', '--filter', '{}'], 'PB-KNOWLEDGE-020'],
  [['--session', 'x'], 'PB-KNOWLEDGE-020'],
])('%j is refused before any call', async (args, code) => {
  const { status, stderr } = await run('ask', '--knowledge', ...args, 'When?');
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(code) });
  expect([account.calls, account.ask.invoked]).toEqual([[], []]);
});

test.each([
  ['--agent', 'agent: {}'],
  ['--retrieve-and-generate', 'retrieveAndGenerate: true'],
  ['--agent-alias', "agentAlias: { agentId: '<id>', aliasId: '<id>' }"],
])('%s that the row has off is refused with what turns it on', async (flag, words) => {
  const app = libraryAssembly({ agent: undefined } as never);
  const { status, stderr } = await run('ask', '--knowledge', flag, 'When?', '--app', app);
  expect(status).toBe(1);
  expect(stderr).toContain('PB-KNOWLEDGE-021');
  expect(stderr).toContain(`Add \`${words}\` to knowledge of its row, and deploy it`);
  expect([account.calls, account.ask.invoked]).toEqual([[], []]);
});
