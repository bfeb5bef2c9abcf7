import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KnowledgeConfig } from '../../domain/deployment/config/knowledge-config';
import { copyCollection } from '../../sandbox/knowledge/copy-collection';
import { runDocuments } from '../../sandbox/knowledge/documents-run';
import { nameAgentAlias } from '../../sandbox/stand-in/stand-in-aws';
import type { StartedExecution } from '../../sandbox/workflow/started-executions';

const SPILL = 'laboratory/solvent-spill.md';

/** Runs with commands that print the next of these. */
async function run(
  outputs: Readonly<Record<string, readonly string[]>>,
  codes: Readonly<Record<string, number>> = {},
  second: StartedExecution = { events: 2, end: 'Done', job: 'JOB2' },
  audiences: Readonly<Record<string, readonly string[]>> = {},
  more: Partial<KnowledgeConfig> = {},
) {
  const folder = join(mkdtempSync(join(tmpdir(), 'documents-')), 'copy');
  const typed: string[] = [];
  let shown = '';
  const count: Record<string, number> = {};
  const command = ([name = '', ...args]: readonly string[]) => {
    const at = count[name] ?? 0;
    count[name] = at + 1;
    typed.push([name, ...args].join(' ').replace(folder, 'FOLDER'));
    if (name === 'sync') expect(existsSync(join(folder, SPILL))).toBe(at === 0);
    return Promise.resolve({ code: codes[name] ?? 0, stdout: outputs[name]?.[at] ?? '', tail: ['the last line'] });
  };
  const executions: StartedExecution[] = [{ end: 'Done', job: 'JOB1' }];
  const settled = () => {
    if (count.sync === 2) executions.push(second);
    return Promise.resolve([...executions]);
  };
  const result = await runDocuments(
    { embedding: 'of a test', knowledge: { audiences, ...more }, folder, command, settled },
    (text) => {
      shown += text;
    },
  );
  return { result, shown, typed };
}

test('syncs the sample documents, asks, deletes one of them, and searches for it', async () => {
  const { shown, typed, result } = await run({ retrieve: [`[1] documents/${SPILL}`, '[1] documents/other.md'] });
  expect(typed.map((line) => line.split(' ')[0])).toEqual([
    ...['sync', 'ask', 'ask', 'ask', 'retrieve', 'sync', 'retrieve'],
  ]);
  expect(typed.filter((line) => line.startsWith('sync'))).toEqual([
    'sync FOLDER --every 1',
    'sync FOLDER --delete --yes --no-wait',
  ]);
  expect(shown).toContain('Embeddings: of a test');
  expect(shown).toContain(`${SPILL} is no longer found.`);
  expect(result.commands).toHaveLength(7);
  expect(shown).toContain('StartExecution         Done  JOB1\n2 events in one batch  Done  JOB2\n');
  expect(result.executions).toEqual([
    { end: 'Done', job: 'JOB1' },
    { events: 2, end: 'Done', job: 'JOB2' },
  ]);
});

test.each([
  ['a command fails', {}, { ask: 2 }, 'PB-SANDBOX-034', /`private-bedrock ask .*` ended with 2\.\nthe last line/],
  ['the document is not found', { retrieve: ['', ''] }, {}, 'PB-SANDBOX-035', /solvent-spill\.md is not found/],
  ['it is still found', { retrieve: [SPILL, SPILL] }, {}, 'PB-SANDBOX-035', /is still found after it was deleted/],
])('ends with its code when %s', async (_, outputs, codes, code, message) => {
  await expect(run(outputs, codes)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test.each<[string, StartedExecution]>([
  ['nothing starts it', { end: 'Done', job: 'JOB2' }],
  ['it indexes nothing', { events: 2, end: 'Unchanged' }],
])('ends with its code when no event leads to the second sync: %s', async (_, second) => {
  const outputs = { retrieve: [SPILL, 'other.md'] };
  await expect(run(outputs, {}, second)).rejects.toMatchObject({
    code: 'PB-SANDBOX-037',
    message: expect.stringMatching(/The deletion of .*solvent-spill\.md started no sync\./),
  });
});

test.each<[string, string[], string[]]>([
  ['no group', [], ['both.md', 'both.md.metadata.json', 'open.md', 'plain.md', 'plain.md.metadata.json']],
  ['the group', ['board'], ['board.md', 'board.md.metadata.json']],
])('a row with %s gets the documents that somebody can see', (_, groups, expected) => {
  const [from, to] = [mkdtempSync(join(tmpdir(), 'from-')), join(mkdtempSync(join(tmpdir(), 'to-')), 'copy')];
  mkdirSync(to);
  writeFileSync(join(to, 'old.md'), 'of another run');
  const write = (name: string, attributes?: object) => {
    writeFileSync(join(from, name), 'text');
    if (attributes)
      writeFileSync(join(from, `${name}.metadata.json`), JSON.stringify({ metadataAttributes: attributes }));
  };
  write('open.md');
  write('plain.md', { year: 2026 });
  write('board.md', { allowedGroups: ['board'] });
  write('both.md', { allowedGroups: ['everyone', 'other'] });
  copyCollection(from, to, groups);
  expect(readdirSync(to)).toEqual(expect.arrayContaining(expected));
  expect(readdirSync(to).includes('board.md')).toBe(groups.length > 0);
  expect(readdirSync(to)).not.toContain('old.md');
});

const AUDIENCES = { people: ['people'], board: ['finance', 'board'] };
const MERGER = 'documents/board/merger-plan.md';
const FOUND = ['nothing', 'nothing', `[1] ${MERGER}`, SPILL, 'nothing'];

test('asks the same question as an audience that sees the document, as another one, and as nobody', async () => {
  const { typed, shown } = await run({ retrieve: FOUND }, {}, undefined, AUDIENCES);
  const asked = typed.filter((line) => line.includes('Halden'));
  const question = 'What will the purchase of Halden Instruments cost?';
  expect(asked).toEqual(
    ['', ' --audience people', ' --audience board'].flatMap((as) => [
      `ask --knowledge${as} ${question}`,
      `retrieve --results 2${as} ${question}`,
    ]),
  );
  expect(shown).toContain(`${MERGER} is found as audience board, and not as no audience or audience people.`);
});

test.each([
  ['no audience finds it', [MERGER], 'is found as no audience'],
  ['another audience finds it', ['nothing', MERGER], 'is found as audience people'],
  ['its audience does not find it', ['nothing', 'nothing', 'nothing'], 'is not found as audience board'],
])('ends with its code when %s', async (_, retrieve, message) => {
  await expect(run({ retrieve }, {}, undefined, AUDIENCES)).rejects.toMatchObject({
    code: 'PB-SANDBOX-039',
    message: `${MERGER} ${message}.`,
  });
});

test('a row whose audiences see no restricted document of the collection asks nobody twice', async () => {
  const { typed } = await run({ retrieve: [SPILL, 'nothing'] }, {}, undefined, { others: ['others'] });
  expect(typed.some((line) => line.includes('--audience'))).toBe(false);
});

const EVERY_WAY: KnowledgeConfig = {
  agent: {},
  retrieveAndGenerate: true,
  agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' },
};
const LEAVE = 'Sixteen weeks. [1] documents/people/parental-leave.md';

/** Outputs of `ask`: three questions, three of callers with an audience or without, and those in other ways. */
const asking = (...others: readonly string[]) => ({ retrieve: FOUND, ask: ['', '', '', '', '', '', ...others] });

test('asks in every way that the row switches on, and a restricted question where Bedrock answers by itself', async () => {
  const { typed } = await run(asking(LEAVE, LEAVE, '', LEAVE, ''), {}, undefined, AUDIENCES, EVERY_WAY);
  expect(typed.filter((line) => / --(agent|retrieve-and)/.test(line))).toEqual([
    'ask --knowledge --agent How many weeks of parental leave can I take?',
    'ask --knowledge --retrieve-and-generate How many weeks of parental leave can I take?',
    'ask --knowledge --retrieve-and-generate What will the purchase of Halden Instruments cost?',
    'ask --knowledge --agent-alias How many weeks of parental leave can I take?',
    'ask --knowledge --agent-alias What will the purchase of Halden Instruments cost?',
  ]);
});

test.each([
  ['the agent names no document', [''], 'ask --knowledge --agent does not name documents/people/parental-leave.md'],
  ['a delegated answer shows a restricted one', [LEAVE, LEAVE, MERGER], `--retrieve-and-generate names ${MERGER}`],
  ['an agent of Bedrock shows it', [LEAVE, LEAVE, '', LEAVE, MERGER], `--agent-alias names ${MERGER}`],
])('ends with its code when %s', async (_, others, message) => {
  await expect(run(asking(...others), {}, undefined, AUDIENCES, EVERY_WAY)).rejects.toMatchObject({
    code: 'PB-SANDBOX-040',
    message: expect.stringContaining(message),
  });
});

test('PB-SANDBOX-041: a stand-in of others knows no agent', async () => {
  const server = createServer((_, response) => void response.writeHead(404).end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const alias = { region: 'us-east-1', agentId: 'AGENT00001', aliasId: 'ALIAS00001' };
  await expect(nameAgentAlias(url, alias)).rejects.toMatchObject({ code: 'PB-SANDBOX-041' });
  server.closeAllConnections();
  server.close();
});
