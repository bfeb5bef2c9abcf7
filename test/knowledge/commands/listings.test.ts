import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MEASURES } from '../../../cli/knowledge/evaluate/evaluation';
import { DEPLOYMENTS } from '../../../lib/config/deployments';
import { knowledgeAccount } from '../../support/knowledge-account';
import { expectShown, listing } from '../../support/listings';
import { runMain } from '../../support/run-main';
import { Deployment } from '../../support/synth';

const { account, run } = knowledgeAccount({
  retrieveAndGenerate: true,
  agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' },
});

describe('docs/knowledge.md shows what is printed', () => {
  test('by cost --compare, of the sandbox before and after it has a knowledge base', async () => {
    const assembly = (more: object) =>
      new Deployment('sandbox', { ...DEPLOYMENTS.sandbox, ...more }).app.synth().directory;
    const { status, stdout } = await runMain([
      ...['cost', '--app', assembly({ knowledge: {} }), '--compare', assembly({ knowledge: undefined })],
    ]);
    expect(status).toBe(0);
    expectShown(listing('knowledge.md', '$ npm run cost -- --compare').slice(1), stdout);
  });

  test('by ask --knowledge', async () => {
    account.ask.knowledge = {
      found: () => [{ document: 'handbook.md', text: 'The notice is three months.', score: 0.83 }],
      answer: () => ['The notice is three months [1].'],
    };
    const [command = '', ...lines] = listing('knowledge.md', '$ npm run ask --');
    const [, question = ''] = /"(.*)"/.exec(command) ?? [];
    const { stdout } = await run('ask', '--knowledge', question);
    expectShown(lines, stdout);
  });

  test('by ask --knowledge --agent', async () => {
    account.ask.knowledge = {
      found: () => [{ document: 'handbook.md', text: 'The notice is three months.', score: 0.83 }],
      answer: () => [],
      turns: [
        [['retrieve', { query: 'notice' }]],
        [['add_to_date', { date: '2026-11-30', months: 3 }]],
        'The notice is three months, so that it ends on 2027-02-28 [1].',
      ],
    };
    const [command = '', ...lines] = listing('knowledge.md', '$ npm run ask -- --knowledge --agent');
    const [, question = ''] = /"(.*)"/.exec(command) ?? [];
    const { stdout, stderr } = await run('ask', '--knowledge', '--agent', question);
    const answer = lines.findIndex((line) => line.startsWith('The notice'));
    expectShown(lines.slice(0, answer), stderr);
    expectShown(lines.slice(answer), stdout);
  });

  const HANDBOOK = {
    content: { text: 'The notice is three months.' },
    location: { s3Location: { uri: 's3://documents-bucket/documents/handbook.md' } },
    metadata: { allowedGroups: ['everyone'] },
  };
  const CITATION = {
    generatedResponsePart: { textResponsePart: { text: HANDBOOK.content.text, span: { start: 0, end: 26 } } },
    retrievedReferences: [HANDBOOK],
  };

  test.each([
    ['--retrieve-and-generate', [{ output: { text: HANDBOOK.content.text } }, { citation: CITATION }]],
    [
      '--agent-alias',
      [{ chunk: { bytes: Buffer.from(HANDBOOK.content.text), attribution: { citations: [CITATION] } } }],
    ],
  ])('by ask --knowledge %s', async (flag, delegated) => {
    account.ask.knowledge = { found: () => [], answer: () => [], delegated };
    const [command = '', ...lines] = listing('knowledge.md', `$ npm run ask -- --knowledge ${flag}`);
    const [, question = ''] = /"(.*)"/.exec(command) ?? [];
    const { stdout } = await run('ask', '--knowledge', flag, question);
    expectShown(lines, stdout);
  });

  test('by evaluate, of the questions that it shows', async () => {
    const text = readFileSync('docs/knowledge.md', 'utf8');
    const [, questions = ''] = /```json\n((?:\{"question".*\n)+)```/.exec(text) ?? [];
    const asked = questions
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly question: string; readonly relevant?: readonly string[] });
    const [notice, soup, budget, match] = asked.map(({ question }) => question);
    const ranked = new Map([
      [notice, ['handbook.md', 'menu.md']],
      [soup, ['handbook.md', 'other.md', 'menu.md']],
      [budget, ['budget.md']],
      [match, ['other.md']],
    ]);
    const answers = new Map([
      [notice, 'x [1].'],
      [soup, 'x [9].'],
      [budget, 'x [1].'],
    ]);
    account.ask.knowledge = {
      found: (question) => (ranked.get(question) ?? []).map((document) => ({ document, text: document })),
      answer: (question) => [answers.get(question) ?? 'NOT_IN_DOCUMENTS'],
    };
    for (const name of asked.flatMap(({ relevant = [] }) => relevant)) account.objects.set(`documents/${name}`, name);
    const file = join(mkdtempSync(join(tmpdir(), 'evaluate-')), 'questions.jsonl');
    writeFileSync(file, questions);
    const { stdout, stderr } = await run('evaluate', '--questions', file);
    expectShown(listing('knowledge.md', '$ npm run evaluate --').slice(1), stderr + stdout);
  });

  test('which explains every measure', () => {
    const text = readFileSync('docs/knowledge.md', 'utf8');
    for (const title of Object.values(MEASURES)) expect(text).toContain(`\n| ${title} | `);
  });
});
