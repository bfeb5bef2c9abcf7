import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knowledgeAccount } from '../../support/knowledge-account';

const { account, run } = knowledgeAccount();
const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));

const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const lines = (...questions: readonly object[]) => questions.map((question) => JSON.stringify(question)).join('\n');

const QUESTIONS = file(
  'questions.jsonl',
  lines(
    { question: 'notice', relevant: ['handbook.md'] },
    { question: 'soup', relevant: ['documents/menu.md'] },
    { question: 'budget', relevant: ['s3://bucket/documents/budget.md'], audience: 'board' },
    { question: 'moon', answerable: false },
  ),
);
const evaluate = (...args: readonly string[]) => run('evaluate', '--questions', QUESTIONS, ...args);

const passage = (document: string, groups: readonly string[] = ['everyone']) => ({ document, text: document, groups });
const RANKED: Readonly<Record<string, readonly ReturnType<typeof passage>[]>> = {
  notice: [passage('handbook.md'), passage('menu.md'), passage('a.md')],
  soup: [passage('handbook.md'), passage('a.md'), passage('menu.md')],
  budget: [passage('budget.md', ['board']), passage('a.md')],
  moon: [passage('a.md')],
};
const ANSWERS: Readonly<Record<string, string>> = {
  notice: 'x [1].',
  soup: 'x [9].',
  budget: 'x [1].',
  moon: 'NOT_IN_DOCUMENTS',
};
const knowledge = {
  found: (question: string) => RANKED[question] ?? [],
  answer: (question: string) => [ANSWERS[question] ?? ''],
};

beforeEach(() => {
  account.ask.knowledge = knowledge;
  for (const name of ['handbook.md', 'menu.md', 'budget.md', 'a.md']) account.objects.set(`documents/${name}`, name);
});

describe('evaluate', () => {
  test('says how many calls it makes, and measures passages, citations and refusals', async () => {
    const { status, stdout, stderr } = await evaluate('--json');
    expect(stderr).toMatch(
      /^4 questions: 4 searches for 3 passages, and at most 4 answers of amazon\.nova-lite-v1:0, each with up to 3 passages as input\.\n✓ ask 4 questions/,
    );
    expect(status).toBe(0);
    const { settings, measures, questions } = JSON.parse(stdout);
    expect(settings).toMatchObject({
      deployment: 'test',
      results: 3,
      chunkTokens: 300,
      model: 'amazon.nova-lite-v1:0',
    });
    expect(measures).toEqual({
      hitRate: 1,
      meanReciprocalRank: expect.closeTo((1 + 1 / 3 + 1) / 3),
      ndcg: expect.closeTo((1 + 0.5 + 1) / 3),
      answered: 1,
      validCitations: expect.closeTo(2 / 3),
      relevantCitations: expect.closeTo(2 / 3),
      notInDocumentsPrecision: 1,
      notInDocumentsRecall: 1,
    });
    expect(questions.map(({ question }: { question: string }) => question)).toEqual([
      'notice',
      'soup',
      'budget',
      'moon',
    ]);
    expect(account.ask.invoked.map(({ alias }) => alias ?? 'everyone').sort()).toEqual([
      'board',
      'everyone',
      'everyone',
      'everyone',
    ]);
  });

  test('prints a table, a plot and what is wrong', async () => {
    const { stdout } = await evaluate('--results', '2');
    expect(stdout).toContain(
      'measure, at 2 passages                 value\nhit rate                               0.667\n',
    );
    expect(stdout).toContain(
      `\nHit rate by number of passages\n   1  ${'█'.repeat(27)}${'░'.repeat(13)}  0.67\n   2  `,
    );
    expect(stdout).toContain('no relevant document  soup\n');
  });

  test('--retrieve-only asks no model', async () => {
    const { stdout, stderr } = await evaluate('--retrieve-only');
    expect(stderr).toMatch(/^4 questions: 4 searches for 3 passages\. No model is asked\.\n/);
    expect(stdout).not.toContain('citations');
    expect(account.ask.invoked.map(({ request }) => request.operation)).toEqual(Array(4).fill('retrieve'));
  });

  test('--audience asks the questions that name none', async () => {
    await evaluate('--retrieve-only', '--audience', 'board');
    expect(account.ask.invoked.map(({ alias }) => alias)).toEqual(Array(4).fill('board'));
  });

  test('tries a throttled question again', async () => {
    account.ask.troubles = ['ThrottlingException'];
    expect(await evaluate('--retrieve-only', '--parallel', '1')).toMatchObject({ status: 0 });
    expect(account.ask.invoked).toHaveLength(5);
  });

  test('keeps a question that fails apart, and stops if the first one does', async () => {
    account.ask.knowledge = {
      ...knowledge,
      found: (question) => {
        if (question === 'soup') throw Object.assign(new Error(), { name: 'ResourceNotFoundException' });
        return knowledge.found(question);
      },
    };
    const { status, stdout, stderr } = await evaluate('--parallel', '1', '--json');
    expect(status).toBe(1);
    expect(stderr).toMatch(/Failed: soup\n {2}PB-ASK-001 The function answers /);
    expect(JSON.parse(stdout)).toMatchObject({
      measures: { hitRate: 1 },
      failures: [{ question: 'soup', code: 'PB-ASK-001' }],
    });
    account.ask.invoked.length = 0;
    account.ask.troubles = ['AccessDeniedException'];
    expect(await evaluate('--parallel', '1')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PB-ASK-001 The function answers retrieval_denied'),
    });
    expect(account.ask.invoked).toHaveLength(1);
  });

  test('an incomplete answer is a failure', async () => {
    account.ask.lambda = (response) => response.end();
    expect(await evaluate()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PB-KNOWLEDGE-017 The answer ended'),
    });
  });

  describe('a relevant document that does not exist', () => {
    const TYPO = lines(
      { question: 'notice', relevant: ['handbok.md', 'menu.md'] },
      { question: 'soup', relevant: ['elsewhere/entirely.md'] },
    );
    const asked = (...args: readonly string[]) => run('evaluate', '--questions', file('typo.jsonl', TYPO), ...args);

    test('is a mistake before anything is asked', async () => {
      const { status, stdout, stderr } = await asked();
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(
        /^PB-KNOWLEDGE-016 .* has 2 mistakes:\n {2}line 1: relevant documents\/handbok\.md is not in s3:\/\/pb-documents.*; is it documents\/handbook\.md\?\n {2}line 2: relevant documents\/elsewhere\/entirely\.md is not in s3:\/\/[\w-]+\nCorrect the names, or sync the documents first\.\n$/,
      );
      expect(account.ask.invoked).toEqual([]);
    });

    test('is a mistake by the folder of sync', async () => {
      mkdirSync(join(folder, 'library', 'elsewhere'), { recursive: true });
      for (const name of ['handbok.md', 'menu.md', 'elsewhere/entirely.md']) file(`library/${name}`, name);
      expect(await asked('--documents', join(folder, 'library'))).toMatchObject({ status: 0 });
      expect(account.bucket.calls).toEqual([]);
      rmSync(join(folder, 'library', 'handbok.md'));
      expect((await asked('--documents', join(folder, 'library'))).stderr).toMatch(
        /^PB-KNOWLEDGE-016 .* has a mistake/,
      );
    });

    test('is not noticed by who may not list, which is said', async () => {
      account.bucket.refusals = { GET: 'AccessDenied' };
      const { status, stderr } = await asked();
      expect({ status, stderr }).toEqual({
        status: 0,
        stderr: expect.stringMatching(
          /^Names of relevant documents are not checked: PB-AWS-004 s3:ListBucket failed.*\nAdd --documents <folder of sync>\.\n2 questions/,
        ),
      });
    });
  });

  test('counts one in the singular', async () => {
    const one = file('one.jsonl', lines({ question: 'notice', relevant: ['handbook.md'] }));
    const { stdout, stderr } = await run('evaluate', '--questions', one, '--results', '1');
    expect(stderr).toMatch(
      /^1 question: 1 search for 1 passage, and at most 1 answer of .*, each with up to 1 passage as input\.\n✓ ask 1 question /,
    );
    expect(stdout).toMatch(/^measure, at 1 passage /);
  });

  test('lists every mistake of a file with its line', async () => {
    const wrong = file(
      'wrong.jsonl',
      [
        '{"question":"a","relevant":["a.md"]}',
        '{',
        '{"question":"","relevant":["a.md"]}',
        '{"question":"b"}',
        '{"question":"c","relevant":["a.md"],"answerable":false}',
        '{"question":"d","relevant":"a.md","hint":1}',
        '{"question":"e","relevant":["a.md"],"audience":"staff"}',
        '{"question":"a","relevant":["b.md"]}',
      ].join('\n'),
    );
    const { status, stdout, stderr } = await run('evaluate', '--questions', wrong);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.split('\n').slice(0, -2)).toEqual([
      `PB-KNOWLEDGE-016 ${wrong} has 8 mistakes:`,
      '  line 2: is not a JSON object',
      '  line 3: question must be a text of 1 to 1000 characters',
      '  line 4: relevant must name a document, or answerable must be false',
      '  line 5: relevant must be empty if answerable is false',
      '  line 6: hint is not one of the fields question, relevant, audience, answerable',
      '  line 6: relevant must be a list of documents',
      '  line 7: audience staff is not one of the row: board',
      '  line 8: the same question and audience as in line 1',
    ]);
    expect(account.ask.invoked).toEqual([]);
  });

  test.each<[string[], number, RegExp]>([
    [['--questions', file('empty.jsonl', '\n')], 1, /^PB-KNOWLEDGE-016 .* has a mistake:\n {2}there is no question\n/],
    [['--questions', 'test/nowhere.jsonl'], 1, /^PB-USAGE-004 Cannot use /],
    [['--baseline', 'package.json'], 1, /^PB-KNOWLEDGE-018 package\.json is not an evaluation of this version\./],
    [['--results', '26'], 2, /^PB-KNOWLEDGE-004 /],
    [['--parallel', '0'], 2, /^PB-USAGE-002 /],
  ])('refuses %j', async (args, status, stderr) => {
    expect(await evaluate(...args)).toEqual({ status, stdout: '', stderr: expect.stringMatching(stderr) });
    expect(account.ask.invoked).toEqual([]);
  });
});
