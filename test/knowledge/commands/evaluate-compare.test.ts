import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { compare } from '../../../cli/knowledge/evaluate/compare';
import type { Evaluation, Observation } from '../../../cli/knowledge/evaluate/evaluation';
import { measure } from '../../../cli/knowledge/evaluate/measure';
import { sharedQuestions } from '../../../cli/knowledge/evaluate/shared-questions';
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

describe('evaluate --baseline', () => {
  test('says which setting is better, by how much, and where', async () => {
    const earlier = file('earlier.json', (await evaluate('--results', '2', '--json')).stdout);
    const { stdout } = await evaluate('--baseline', earlier);
    expect(stdout).toMatch(/^measure, at 3 passages +before, at 2 +now +change\nhit rate +0\.667 +1\.000 +\+0\.333\n/);
    expect(stdout).toMatch(/Better than before: of 4 questions 1 better, 0 worse, 3 the same\. hit rate \+0\.333, /);
    expect(stdout).toContain('The difference can be luck (sign test: 1.000): evaluate more questions');
    expect(stdout).toMatch(/\n\+ {2}not found {2}rank 3 {2}soup\n$/);
    const worse = file('now.json', (await evaluate('--json')).stdout);
    const { stdout: other } = await evaluate('--results', '1', '--baseline', worse, '--json');
    expect(JSON.parse(other).comparison).toMatchObject({
      verdict: 'worse',
      compared: 4,
      questions: [{ question: 'soup', isBetter: false }],
    });
    expect((await evaluate('--baseline', worse)).stdout).toContain('Neither better nor worse: of 4 questions 0 better');
  });

  test('compares the questions that both have, and says which are left', async () => {
    const earlier = file(
      'three.json',
      (await run('evaluate', '--json', '--results', '2', '--questions', QUESTIONS)).stdout,
    );
    const other = file(
      'other.jsonl',
      lines(
        { question: 'soup', relevant: ['menu.md'] },
        { question: 'budget', relevant: ['a.md'], audience: 'board' },
        { question: 'holidays', relevant: ['a.md'] },
      ),
    );
    const { status, stdout } = await run('evaluate', '--questions', other, '--baseline', earlier);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^Compared: 2 questions of both\. Not compared: 2 questions only in the earlier evaluation, 1 question only in this one\.\nRelevant documents differ for 1 question: both evaluations are measured by those of now\.\n\nmeasure, at 3 passages +before, at 2 +now +change\nhit rate +0\.500 +1\.000 +\+0\.500\n/,
    );
    expect(stdout).toContain('Better than before: of 2 questions 1 better, 0 worse, 1 the same.');
    const { comparison } = JSON.parse(
      (await run('evaluate', '--questions', other, '--baseline', earlier, '--json')).stdout,
    );
    expect(comparison).toMatchObject({ compared: 2, onlyBefore: 2, onlyNow: 1, regraded: 1 });
  });

  test('refuses one without any of the questions, before it asks', async () => {
    const earlier = file('all.json', (await evaluate('--json', '--retrieve-only')).stdout);
    account.ask.invoked.length = 0;
    const others = file('others.jsonl', lines({ question: 'holidays', relevant: ['a.md'] }));
    expect(await run('evaluate', '--questions', others, '--baseline', earlier)).toEqual({
      ...{ status: 1, stdout: '' },
      stderr: `PB-KNOWLEDGE-023 ${earlier} has none of the 1 question to ask: nothing can be compared.\nUse a baseline of the same questions, asked as the same audiences.\n`,
    });
    expect(account.ask.invoked).toEqual([]);
  });

  test('of passages alone does not make answers better', async () => {
    const earlier = file('passages.json', (await evaluate('--json', '--retrieve-only')).stdout);
    const { stdout } = await evaluate('--baseline', earlier);
    expect(stdout).toContain('Neither better nor worse: of 4 questions 0 better, 0 worse, 4 the same.');
    expect(stdout).toMatch(/\nanswered, of the answerable +- +1\.000 +-\n/);
  });
});

describe('what two evaluations share', () => {
  const documents = ['a', 'b', 'c'];
  const observation = fc.record({
    question: fc.constantFrom('p', 'q', 'r', 's'),
    relevant: fc.subarray(documents, { minLength: 1 }),
    found: fc.shuffledSubarray(documents),
  });
  const evaluation = fc
    .tuple(fc.uniqueArray(observation, { selector: ({ question }) => question }), fc.integer({ min: 1, max: 3 }))
    .map(([observed, results]): Evaluation => {
      const questions = observed.map((one): Observation => ({ ...one, isAnswerable: true }));
      const settings = { results } as Evaluation['settings'];
      return { format: 1, settings, questions, measures: measure(questions, results), failures: [] };
    });

  test('is every question of both, and nothing else counts', () => {
    fc.assert(
      fc.property(evaluation, evaluation, (before, now) => {
        const shared = sharedQuestions(before, now);
        const names = shared.now.questions.map(({ question }) => question);
        expect(shared.before.questions.map(({ question }) => question)).toEqual(names);
        const has = ({ questions }: Evaluation, name: string) => questions.some(({ question }) => question === name);
        expect([...names].sort()).toEqual(['p', 'q', 'r', 's'].filter((name) => has(before, name) && has(now, name)));
        expect(shared.onlyBefore + names.length).toBe(before.questions.length);
        expect(shared.onlyNow + names.length).toBe(now.questions.length);
        for (const [index, { relevant }] of shared.now.questions.entries()) {
          expect(shared.before.questions[index]?.relevant).toEqual(relevant);
        }
        expect(compare(shared).compared).toBe(names.length);
      }),
    );
  });

  test('of an evaluation with itself is all of it, and no difference', () => {
    fc.assert(
      fc.property(evaluation, (one) => {
        const shared = sharedQuestions(one, one);
        expect(shared).toEqual({ before: one, now: one, onlyBefore: 0, onlyNow: 0, regraded: 0 });
        expect(compare(shared)).toMatchObject({ verdict: 'same', questions: [], chance: 1 });
      }),
    );
  });
});
