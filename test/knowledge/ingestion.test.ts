import fc from 'fast-check';
import { defineIngestion } from '../../lib/knowledge/ingestion/definition';
import { INGESTION_CONTRACTS } from '../support/contracts/knowledge-contracts';
import { execute } from '../support/execution';
import { IngestionStandIn } from '../support/ingestion-stand-in';

const definition = defineIngestion({
  partition: 'aws',
  functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:ingestion',
  knowledgeBaseId: 'KB12345678',
  dataSourceId: 'DS12345678',
  deployment: 'test',
});

const SECRET = 'MARKER-4c1d';

const ended = async (standIn: IngestionStandIn, input: object = {}) => {
  const execution = await execute(definition, standIn, input);
  return { ...execution, last: execution.states.at(-1) };
};

test('a new document leads to one sync, which is reported', async () => {
  const standIn = new IngestionStandIn();
  const { end, last, output } = await ended(standIn);
  expect({ end, last }).toEqual({ end: 'Succeeded', last: 'Done' });
  expect(standIn.ran).toBe(1);
  expect(output).toEqual({ report: 'sync-reports/JOB1.json', failed: 0, rejected: 0, changed: false });
  expect(standIn.documents.all.get('documents/a.md.metadata.json')).toContain('"allowedGroups":["everyone"]');
  expect(standIn.events).toEqual([
    {
      Source: 'private-bedrock.knowledge',
      DetailType: 'Documents are synced',
      Detail: { deployment: 'test', report: 'sync-reports/JOB1.json', failed: 0, rejected: 0 },
    },
  ]);
});

test('documents that are indexed already lead to no sync', async () => {
  const standIn = new IngestionStandIn();
  await ended(standIn);
  expect((await ended(standIn)).last).toBe('Unchanged');
  expect(standIn.ran).toBe(1);
});

test.each<[string, (standIn: IngestionStandIn) => void]>([
  ['an upload', ({ documents }) => documents.all.set('documents/b.md', 'second')],
  ['a change', ({ documents }) => documents.all.set('documents/a.md', 'changed')],
  ['a deletion', ({ documents }) => documents.all.delete('documents/a.md')],
  [
    'another sidecar',
    ({ documents }) => documents.all.set('documents/a.md.metadata.json', '{"metadataAttributes":{"y":1}}'),
  ],
])('%s leads to one more sync', async (_, change) => {
  const standIn = new IngestionStandIn();
  await ended(standIn);
  change(standIn);
  expect((await ended(standIn)).last).toBe('Done');
  expect(standIn.ran).toBe(2);
});

test('two uploads in one second lead to one sync of both', async () => {
  const standIn = new IngestionStandIn();
  standIn.documents.all.set('documents/b.md', 'second');
  const ends = await Promise.all([ended(standIn), ended(standIn)]);
  expect(ends.map(({ end }) => end)).toEqual(['Succeeded', 'Succeeded']);
  expect(standIn.ran).toBe(1);
});

test('ten uploads during a sync lead to one more, of all ten', async () => {
  const standIn = new IngestionStandIn();
  let uploads = 0;
  standIn.onLook = ({ id }) => {
    if (id !== 'JOB1' || uploads > 0) return;
    for (uploads = 0; uploads < 10; uploads += 1) standIn.documents.all.set(`documents/new-${uploads}.md`, 'new');
  };
  const others = Array.from({ length: 3 }, () => ended(standIn));
  const ends = await Promise.all(others);
  expect(ends.map(({ end }) => end)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
  expect(standIn.ran).toBe(2);
  expect(standIn.jobs.at(-1)?.inventory).toBe(await standIn.inventory());
});

describe('writes while a job runs, also such that nothing is different at its end', () => {
  const A = 'documents/a.md';
  const META = `${A}.metadata.json`;
  const sidecars = ['board', 'everyone'].map((group) => `{"metadataAttributes":{"allowedGroups":["${group}"]}}`);
  const write = fc.oneof(
    fc.record({ key: fc.constant(A), text: fc.constantFrom('one', 'two', undefined) }),
    fc.record({ key: fc.constant(META), text: fc.constantFrom(...sidecars, undefined) }),
  );
  const writes = fc.array(fc.array(write, { maxLength: 3 }), { minLength: 3, maxLength: 3 });

  /** Runs an execution. Bedrock reads everything at its second look at a job; the writes come before and after. */
  async function moved(byLook: readonly (readonly { key: string; text?: string | undefined }[])[], dies: boolean) {
    const standIn = new IngestionStandIn();
    const { all } = standIn.documents;
    all
      .set(A, 'one')
      .set(META, sidecars[0] ?? '')
      .set('documents/b.md', 'b');
    const indexed: string[] = [];
    standIn.looks = 3;
    standIn.onLook = ({ id, looks }) => {
      for (const { key, text } of (id === 'JOB1' && byLook[3 - looks]) || []) {
        if (text === undefined) all.delete(key);
        else all.set(key, text);
      }
      if (looks === 2) indexed.push(JSON.stringify([...all].sort()));
    };
    if (dies) standIn.troubles.set('report-sync', ['AccessDenied']);
    await ended(standIn);
    if (dies) await ended(standIn);
    return { indexed: indexed.at(-1), bucket: JSON.stringify([...all].sort()) };
  }

  test.each([false, true])('are all indexed at the end; an execution that dies: %s', async (dies) => {
    await fc.assert(
      fc.asyncProperty(writes, async (byLook) => {
        const { indexed, bucket } = await moved(byLook, dies);
        expect(indexed).toBe(bucket);
      }),
      { numRuns: 30 },
    );
  });

  test('a sidecar that is opened and closed again does not stay open in the index', async () => {
    const [closed = '', open = ''] = sidecars;
    const { indexed, bucket } = await moved([[{ key: META, text: open }], [], [{ key: META, text: closed }]], false);
    expect(indexed).toBe(bucket);
    expect(indexed).toContain('board');
  });
});

test('a sidecar that cannot be read is reported, and does not stop the rest', async () => {
  const standIn = new IngestionStandIn();
  standIn.documents.all.set('documents/b.md', 'b').set('documents/b.md.metadata.json', '{}');
  standIn.documents.unreadable.set('documents/b.md.metadata.json', 'InvalidObjectState');
  expect(await ended(standIn)).toMatchObject({ last: 'DoneWithFailures', output: { rejected: 1 } });
  expect(JSON.parse(standIn.documents.reports.get('sync-reports/JOB1.json') ?? '').findings).toEqual([
    { code: 'sidecar-not-readable', key: 'documents/b.md.metadata.json', about: 'InvalidObjectState' },
  ]);
});

test('a document with a mistake is reported by its key and does not stop the rest', async () => {
  const standIn = new IngestionStandIn();
  standIn.documents.all.set('documents/b.md', SECRET).set('documents/b.md.metadata.json', `{ ${SECRET}`);
  const { last, output, states } = await ended(standIn);
  expect(last).toBe('DoneWithFailures');
  expect(output).toMatchObject({ rejected: 1, failed: 0 });
  const report = standIn.documents.reports.get('sync-reports/JOB1.json') ?? '';
  expect(JSON.parse(report).findings).toEqual([
    { code: 'sidecar-hidden', key: 'documents/b.md.metadata.json', about: 'sidecar-unreadable' },
  ]);
  expect(JSON.stringify([output, states, standIn.events, report])).not.toContain(SECRET);
});

test('documents that Bedrock cannot index are listed in the report, without its reasons', async () => {
  const standIn = new IngestionStandIn();
  standIn.failures = [`Cannot parse ${SECRET}. Files: s3://bucket/documents/a.md`];
  const { last, output } = await ended(standIn);
  expect(last).toBe('DoneWithFailures');
  const report = standIn.documents.reports.get('sync-reports/JOB1.json') ?? '';
  expect(JSON.parse(report)).toMatchObject({ status: 'COMPLETE', failedDocuments: ['documents/a.md'] });
  expect(JSON.stringify([report, output, standIn.events])).not.toContain(SECRET);
});

test.each<[string, (standIn: IngestionStandIn) => void, string]>([
  ['a failed job', (standIn) => Object.assign(standIn, { ending: 'FAILED' }), 'SyncFailed'],
  ['a stopped job', (standIn) => Object.assign(standIn, { ending: 'STOPPED' }), 'SyncFailed'],
  ['a job without end', (standIn) => Object.assign(standIn, { looks: 100_000 }), 'TimedOut'],
  [
    'a base that is deleted meanwhile',
    ({ troubles }) =>
      troubles.set('bedrockagent:getIngestionJob', Array(20).fill('BedrockAgent.ResourceNotFoundException')),
    'SyncNotFollowed',
  ],
  [
    'a denied start',
    ({ troubles }) => troubles.set('bedrockagent:startIngestionJob', ['BedrockAgent.AccessDeniedException']),
    'SyncNotStarted',
  ],
  [
    'lasting throttling',
    ({ troubles }) =>
      troubles.set('bedrockagent:startIngestionJob', Array(50).fill('BedrockAgent.ThrottlingException')),
    'Throttled',
  ],
  [
    'syncs of others that never end',
    ({ troubles }) => troubles.set('bedrockagent:startIngestionJob', Array(50).fill('BedrockAgent.ConflictException')),
    'TimedOut',
  ],
  [
    'a function that fails',
    ({ troubles }) => troubles.set('check-documents', Array(20).fill('AccessDenied')),
    'DocumentsNotChecked',
  ],
  [
    'a list that is denied',
    ({ troubles }) => troubles.set('bedrockagent:listIngestionJobs', ['BedrockAgent.AccessDeniedException']),
    'SyncsNotListed',
  ],
  ['a report that fails', ({ troubles }) => troubles.set('report-sync', ['AccessDenied']), 'SyncNotReported'],
])('%s ends by its name, and the next execution does what is left', async (_, prepare, name) => {
  const standIn = new IngestionStandIn();
  prepare(standIn);
  const { end, last } = await ended(standIn);
  expect({ end, last }).toEqual({ end: name, last: 'Failed' });
  expect(standIn.events.at(-1)).toMatchObject({
    DetailType: 'Sync failed',
    Detail: { deployment: 'test', failure: name },
  });

  standIn.troubles.clear();
  Object.assign(standIn, { ending: 'COMPLETE', looks: 1 });
  for (const job of standIn.jobs) job.looks = 0;
  for (const job of standIn.jobs) if (job.status === 'IN_PROGRESS') job.status = 'STOPPED';
  const { last: next } = await ended(standIn);
  expect(['Done', 'Unchanged']).toContain(next);
  expect(standIn.jobs.filter(({ status }) => status === 'COMPLETE').at(-1)?.inventory).toBe(await standIn.inventory());
});

test.each([
  ['throttling', 'bedrockagent:startIngestionJob', 'BedrockAgent.ThrottlingException'],
  ['a conflict', 'bedrockagent:startIngestionJob', 'BedrockAgent.ConflictException'],
  ['a full account', 'bedrockagent:startIngestionJob', 'BedrockAgent.ServiceQuotaExceededException'],
  ['an internal error', 'bedrockagent:getIngestionJob', 'BedrockAgent.InternalServerException'],
  ['an event bus that refuses', 'events:putEvents', 'EventBridge.InternalException'],
])('%s once is waited for', async (_, call, error) => {
  const standIn = new IngestionStandIn();
  standIn.troubles.set(call, [error]);
  expect((await ended(standIn)).last).toBe('Done');
  expect(standIn.ran).toBe(1);
});

test('nothing of the event that starts an execution stays in its state', async () => {
  const standIn = new IngestionStandIn();
  const { output } = await ended(standIn, [{ body: SECRET }]);
  expect(JSON.stringify(output)).not.toContain(SECRET);
});

afterAll(() => {
  const { States } = definition as { States: Record<string, { Resource?: string; Parameters?: { step?: string } }> };
  const called = Object.values(States).flatMap(({ Resource, Parameters }) => {
    if (Resource === undefined) return [];
    return Resource.startsWith('arn:aws:states:::') ? [Resource.split(':').slice(-2).join(':')] : [Parameters?.step];
  });
  expect([...INGESTION_CONTRACTS.operations].sort()).toEqual([...new Set(called)].sort());
  expect([...INGESTION_CONTRACTS.exercised].sort()).toEqual([...new Set(called)].sort());
});
