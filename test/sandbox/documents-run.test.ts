import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Names } from '../../domain/deployment/names';
import { runDocuments } from '../../sandbox/knowledge/documents-run';

/** Clients of an account whose searches find these documents, one list a question. */
function account({ found, status = 'SUCCEEDED', failure }: Account) {
  const sent: string[] = [];
  const send = (command: { readonly constructor: { readonly name: string }; readonly input: object }) => {
    const { name } = command.constructor;
    sent.push(name);
    const answers: Readonly<Record<string, () => unknown>> = {
      DescribeStacksCommand: () => ({ Stacks: [{ Outputs: OUTPUTS }] }),
      StartExecutionCommand: () => ({ executionArn: 'execution' }),
      DescribeExecutionCommand: () => ({ status, error: 'SyncFailed', cause: 'it is FAILED', output: '{}' }),
      InvokeWithResponseStreamCommand: () => ({
        EventStream: [{ PayloadChunk: { Payload: Buffer.from(events(found.shift() ?? [], failure)) } }],
      }),
    };
    return Promise.resolve(answers[name]?.() ?? {});
  };
  const client = { send };
  return { sent, clients: { cloudformation: client, lambda: client, s3: client, sfn: client } as never };
}

interface Account {
  readonly found: string[][];
  readonly status?: string;
  readonly failure?: string;
}

const OUTPUTS = [
  { OutputKey: 'DocumentsBucketName', OutputValue: 'bucket' },
  { OutputKey: 'IngestionWorkflowArn', OutputValue: 'workflow' },
];

const events = (found: readonly string[], failure?: string): string => {
  if (failure !== undefined) return `event: error\ndata: ${failure}\n\n`;
  const passages = found.map((key, index) => ({
    ...{ number: index + 1, text: 'text', score: 0.5, source: `s3://bucket/${key}`, metadata: {} },
  }));
  const removed = { byAudience: 0, byGuardrail: 0 };
  const answer =
    passages.length > 0 ? 'event: text\ndata: {"text":"So it is. [1]"}' : 'event: notInDocuments\ndata: {}';
  return `event: passages\ndata: ${JSON.stringify({ passages, removed })}\n\n${answer}\n\nevent: end\ndata: {}\n\n`;
};

const run = async (given: Account) => {
  const folder = mkdtempSync(join(tmpdir(), 'collection-'));
  const documents = join(folder, 'documents');
  mkdirSync(documents);
  writeFileSync(join(documents, 'a.md'), 'text');
  const { clients, sent } = account(given);
  let shown = '';
  const options = { names: new Names('chat', 'us-east-1'), clients, folder, embedding: 'of a test' };
  const step = <T>(_: string, work: () => Promise<T>) => work();
  const result = await runDocuments({ ...options, step }, (text) => {
    shown += text;
  });
  return { result, shown, sent };
};

const [ONE, TWO] = ['documents/one.md', 'documents/two.md'] as const;

test('shows the answers with their numbered sources, and that a deleted document is no longer found', async () => {
  const { shown, sent, result } = await run({ found: [[ONE, TWO], [ONE], [TWO, ONE], [ONE]] });
  expect(shown).toContain('Embeddings: of a test');
  expect(shown).toContain('So it is. [1]\n[1] s3://bucket/documents/one.md  0.500\n[2] s3://bucket/documents/two.md');
  expect(shown).toContain('documents/two.md is no longer found.');
  expect(sent.filter((name) => /Object|StartExecution/.test(name))).toEqual([
    ...['PutObjectCommand', 'StartExecutionCommand', 'DeleteObjectCommand', 'StartExecutionCommand'],
  ]);
  expect(result.answers.map(({ sources }) => sources.length)).toEqual([2, 1, 2, 1]);
});

test.each<[string, Account, string, RegExp]>([
  [
    'a deleted document is still found',
    { found: [[ONE], [ONE], [TWO], [ONE, TWO]] },
    'PB-SANDBOX-034',
    /two\.md is still found/,
  ],
  ['no document is found', { found: [] }, 'PB-SANDBOX-034', /No document is found/],
  ['a sync fails', { found: [], status: 'FAILED' }, 'PB-SANDBOX-035', /ends SyncFailed: it is FAILED/],
  ['the function fails', { found: [], failure: '{"code":"denied"}' }, 'PB-SANDBOX-036', /did not answer.*denied/],
])('ends with its code when %s', async (_, given, code, message) => {
  await expect(run(given)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});
