import {
  InvokeAgentCommand,
  RetrieveAndGenerateCommand,
  type RetrieveAndGenerateCommandInput,
  RetrieveAndGenerateStreamCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { nameAgentAlias } from '../../sandbox/stand-in/stand-in-aws';
import { KnowledgeStandIn } from '../support/knowledge-stand-in';

const standIn = new KnowledgeStandIn();
const ALIAS = { agentId: 'AGENT00001', aliasId: 'ALIAS00001' };

beforeAll(async () => {
  await standIn.start();
  await nameAgentAlias(standIn.url, { region: 'us-east-1', ...ALIAS });
});
afterAll(() => standIn.stop());

const QUESTION = 'How many days of paid leave do employees receive?';
const SENTENCE = 'Employees receive twenty-five days of paid leave each year.';

/** A question, with changes to the settings of its knowledge base. */
const asking = (text: string, changes: object = {}, more: object = {}): RetrieveAndGenerateCommandInput => ({
  input: { text },
  retrieveAndGenerateConfiguration: {
    type: 'KNOWLEDGE_BASE',
    knowledgeBaseConfiguration: {
      knowledgeBaseId: standIn.ids.knowledgeBaseId,
      modelArn: 'amazon.nova-lite-v1:0',
      ...changes,
    },
    ...more,
  },
});

const generate = (input: RetrieveAndGenerateCommandInput) =>
  standIn.runtime.send(new RetrieveAndGenerateCommand(input));

async function stream(input: RetrieveAndGenerateCommandInput) {
  const { stream: events = [], sessionId } = await standIn.runtime.send(new RetrieveAndGenerateStreamCommand(input));
  const seen: object[] = [];
  for await (const event of events as AsyncIterable<object>) seen.push(event);
  return { seen, sessionId };
}

const CITATION = {
  generatedResponsePart: { textResponsePart: { text: SENTENCE, span: { start: 0, end: SENTENCE.length - 1 } } },
  retrievedReferences: [
    {
      content: { type: 'TEXT', text: SENTENCE },
      location: { type: 'S3', s3Location: { uri: 's3://facts-documents/documents/leave.md' } },
      metadata: expect.objectContaining({ 'x-amz-bedrock-kb-data-source-id': expect.any(String) }),
    },
  ],
};

describe('RetrieveAndGenerate', () => {
  test('answers with a citation of the part that rests on a passage, and the stream says the same', async () => {
    const answer = await generate(asking(QUESTION));
    expect(answer).toMatchObject({
      output: { text: SENTENCE },
      citations: [CITATION],
      guardrailAction: 'NONE',
      sessionId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    const { seen, sessionId } = await stream(asking(QUESTION));
    expect(sessionId).toMatch(/^[\da-f-]{36}$/);
    const text = seen.flatMap((event) => ('output' in event ? [(event.output as { text: string }).text] : []));
    expect(text.length).toBeGreaterThan(1);
    expect(text.join('')).toBe(SENTENCE);
    expect(seen.slice(-2)).toEqual([
      { citation: { ...CITATION, citation: CITATION } },
      { guardrail: { action: 'NONE' } },
    ]);
  });

  test('answers from what the filter leaves, and otherwise says that it cannot', async () => {
    const filter = { equals: { key: 'kind', value: 'calendar' } };
    const retrievalConfiguration = { vectorSearchConfiguration: { numberOfResults: 3, filter } };
    expect(await generate(asking(QUESTION, { retrievalConfiguration }))).toMatchObject({
      output: { text: 'Sorry, I am unable to assist you with this request.' },
      citations: [],
    });
    expect(await generate(asking('When does the board meet?', { retrievalConfiguration }))).toMatchObject({
      output: { text: 'The board meets on the first Monday of a month.' },
    });
  });

  test('continues a session that it began, and no other', async () => {
    const { sessionId } = await generate(asking(QUESTION));
    expect(await generate({ ...asking(QUESTION), sessionId })).toMatchObject({ sessionId });
    await expect(generate({ ...asking(QUESTION), sessionId: 'another' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  const guarded = (guardrailId: string, guardrailVersion: string) => ({
    generationConfiguration: { guardrailConfiguration: { guardrailId, guardrailVersion } },
  });

  test('takes a guardrail', async () => {
    expect(await generate(asking(QUESTION, guarded('gr1a2b3c4d5e', '1')))).toMatchObject({
      output: { text: SENTENCE },
    });
  });

  test.each<[string, () => RetrieveAndGenerateCommandInput, string]>([
    ['a foreign base', () => asking('x', { knowledgeBaseId: 'ABCDEFGHIJ' }), 'ResourceNotFoundException'],
    ['the ARN of a base', () => asking('x', { knowledgeBaseId: 'arn:aws:bedrock' }), 'ValidationException'],
    ['the ARN of a guardrail', () => asking('x', guarded('arn:aws:bedrock', '1')), 'ValidationException'],
    ['a version that is none', () => asking('x', guarded('gr1a2b3c4d5e', 'latest')), 'ValidationException'],
    ['version 0', () => asking('x', guarded('gr1a2b3c4d5e', '0')), 'ValidationException'],
    ['a model with blanks', () => asking('x', { modelArn: 'Nova Lite' }), 'ValidationException'],
    ['a question of 1,001 characters', () => asking('x'.repeat(1_001)), 'ValidationException'],
    ['no question', () => asking(''), 'ValidationException'],
    ['documents of the request', () => asking('x', {}, { type: 'EXTERNAL_SOURCES' }), 'ValidationException'],
    ['no base', () => asking('x', {}, { knowledgeBaseConfiguration: undefined }), 'ValidationException'],
    [
      'a filter of another store',
      () =>
        asking('x', {
          retrievalConfiguration: { vectorSearchConfiguration: { filter: { startsWith: { key: 'a', value: 'b' } } } },
        }),
      'ValidationException',
    ],
  ])('refuses %s, as a document and as a stream', async (_, input, name) => {
    await expect(generate(input())).rejects.toMatchObject({ name });
    await expect(stream(input())).rejects.toMatchObject({ name });
  });
});

describe('InvokeAgent', () => {
  const invoke = async (changes: object = {}) => {
    const {
      completion = [],
      sessionId,
      contentType,
    } = await standIn.runtime.send(
      new InvokeAgentCommand({
        ...{ agentId: ALIAS.agentId, agentAliasId: ALIAS.aliasId, sessionId: 'one', inputText: QUESTION },
        ...changes,
      }),
    );
    const chunks: object[] = [];
    for await (const { chunk } of completion as AsyncIterable<{ readonly chunk?: object }>)
      if (chunk) chunks.push(chunk);
    return { chunks, sessionId, contentType };
  };

  test('answers in chunks of bytes, with the documents that it used', async () => {
    expect(await invoke({ inputText: 'When does the board meet?' })).toMatchObject({
      // The document of the board is restricted.
      chunks: [{ bytes: new Uint8Array(Buffer.from('Sorry, I am unable to assist you with this request.')) }],
      ...{ sessionId: 'one', contentType: 'application/json' },
    });
    await standIn.put('documents/leave.md.metadata.json', '{"metadataAttributes":{"allowedGroups":["everyone"]}}');
    await standIn.sync();
    const { chunks } = await invoke();
    expect(chunks).toEqual([{ bytes: new Uint8Array(Buffer.from(SENTENCE)), attribution: { citations: [CITATION] } }]);
  });

  test.each([
    ['another alias', { agentAliasId: 'ALIAS00002' }, 'ResourceNotFoundException'],
    ['another agent', { agentId: 'AGENT00002' }, 'ResourceNotFoundException'],
    ['a name in place of an id', { agentAliasId: 'live-alias' }, 'ValidationException'],
    ['an id that is too long', { agentAliasId: 'ALIAS000011' }, 'ValidationException'],
    ['a session with a blank', { sessionId: 'a b' }, 'ValidationException'],
    ['a session of one character', { sessionId: 'a' }, 'ValidationException'],
  ])('refuses %s', async (_, changes, name) => {
    await expect(invoke(changes)).rejects.toMatchObject({ name });
  });
});
