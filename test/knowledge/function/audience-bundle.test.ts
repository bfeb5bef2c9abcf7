import { join } from 'node:path';
import fc from 'fast-check';
import { ALLOWED_GROUPS, EVERYONE, isVisible } from '../../../domain/knowledge/audience';
import type { Retrieval } from '../../../lambda/knowledge/contract';
import type { AnswerError } from '../../../lambda/shared/contract';
import { LocalFunction } from '../../../sandbox/local-lambda/local-function';
import { knowledgeBreaches } from '../../support/contracts/knowledge-contracts';
import { result, retrieving, SETTINGS } from '../../support/knowledge-run';
import { ModelServer } from '../../support/model-server';

const AUDIENCES: Readonly<Record<string, readonly string[]>> = {
  board: ['board', 'finance'],
  people: ['people'],
};
const FOLDER = join(__dirname, '../../../build/lambda/knowledge');

let base: ModelServer;
let local: LocalFunction;

beforeAll(async () => {
  base = await ModelServer.start();
  local = await LocalFunction.start({
    ...{ name: 'knowledge', folder: FOLDER, handler: 'index.handler', timeoutSeconds: 30, nodePath: process.execPath },
    aliases: Object.fromEntries(Object.keys(AUDIENCES).map((name) => [name, '1'])),
    environment: {
      NODE_NO_WARNINGS: '1',
      AWS_ENDPOINT_URL: base.url,
      KNOWLEDGE_BASE_ID: SETTINGS.knowledgeBaseId,
      ALLOWED_MODELS: JSON.stringify(SETTINGS.allowedModels),
      AUDIENCES: JSON.stringify(AUDIENCES),
      NUMBER_OF_RESULTS: '25',
      DEPLOYMENT: 'test',
    },
    log: () => undefined,
  });
});
afterAll(async () => {
  await local.stop();
  await base.stop();
});

type Answer = Partial<Retrieval> & { readonly error?: AnswerError };

async function retrieve(request: object, audience: string | undefined): Promise<Answer> {
  const event = { operation: 'retrieve', text: 'How large is the budget?', ...request };
  let text = '';
  const answer = local.invoke(Buffer.from(JSON.stringify(event)), { qualifier: audience });
  for await (const chunk of answer.setEncoding('utf8')) text += chunk;
  return JSON.parse(text) as Answer;
}

const caller = fc.constantFrom(undefined, 'board', 'people');
const group = fc.constantFrom('board', 'finance', 'people', 'legal', EVERYONE);
const documents = fc.array(fc.uniqueArray(group, { minLength: 1, maxLength: 3 }), { maxLength: 6 });

/** Comparisons of a client who wants more, or something else: some name the groups. */
const comparison = fc
  .record({
    operator: fc.constantFrom('equals', 'notEquals', 'in', 'notIn', 'listContains', 'startsWith'),
    key: fc.constantFrom('year', 'department', ALLOWED_GROUPS),
    value: fc.oneof(fc.integer(), group, fc.array(group, { minLength: 1, maxLength: 3 })),
  })
  .map(({ operator, ...operand }): object => ({ [operator]: operand }));
const filter = fc.oneof(
  comparison,
  fc.array(comparison, { maxLength: 6 }).map((orAll): object => ({ orAll })),
  fc.array(comparison, { maxLength: 6 }).map((andAll): object => ({ andAll })),
);

/** The knowledge base of this test returns every document, whatever the filter: the function checks by itself. */
test('no filter of a client shows a document of another audience, even if the search ignores filters', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(caller, documents, fc.option(filter, { nil: undefined }), async (audience, some, asked) => {
      const groups = AUDIENCES[audience ?? ''] ?? [];
      const stored = some.map((allowed, index) => result(`${index} for ${allowed.join()}`, allowed));
      base.exchanges.length = 0;
      base.on('', retrieving(...stored));
      base.breachesOf = (request) => knowledgeBreaches(request, { ...SETTINGS, groups });
      const { passages, error } = await retrieve(asked === undefined ? {} : { filter: asked }, audience);
      if (error) {
        expect([error.code, base.exchanges]).toEqual(['invalid_request', []]);
        return;
      }
      answered += 1;
      const visible = stored.filter((document) => isVisible(document, groups));
      expect(passages?.map(({ text }) => text)).toEqual(visible.map(({ content }) => content.text));
    }),
    { numRuns: 300 },
  );
  expect(answered).toBeGreaterThan(30);
});

test('the same question of three callers has three answers', async () => {
  base.breachesOf = () => [];
  base.on('', retrieving(result('open'), result('budget', ['finance']), result('salary', ['people'])));
  const texts = await Promise.all(
    [undefined, 'board', 'people'].map(async (audience) =>
      (await retrieve({}, audience)).passages?.map(({ text }) => text),
    ),
  );
  expect(texts).toEqual([['open'], ['open', 'budget'], ['open', 'salary']]);
});

test.each(['audience', 'audiences', 'groups', 'allowedGroups', 'alias', 'qualifier', 'invokedFunctionArn'])(
  'no field %s chooses an audience',
  async (name) => {
    base.exchanges.length = 0;
    const { error } = await retrieve({ [name]: 'board' }, undefined);
    expect(error).toMatchObject({ code: 'invalid_request', issues: [{ path: name }] });
    expect(base.exchanges).toEqual([]);
  },
);

test.each(['1', '$LATEST', 'everyone', 'Board'])(
  'the qualifier %s is no audience: nobody is answered',
  async (name) => {
    base.exchanges.length = 0;
    const { error, passages } = await retrieve({}, name);
    expect([error?.status, passages, base.exchanges]).toEqual([500, undefined, []]);
  },
);
