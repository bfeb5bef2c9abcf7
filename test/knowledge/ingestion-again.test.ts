import fc from 'fast-check';
import { defineIngestion } from '../../lib/knowledge/ingestion/definition';
import { execute } from '../support/execution';
import { IngestionStandIn } from '../support/ingestion-stand-in';

const definition = defineIngestion({
  partition: 'aws',
  functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:ingestion',
  knowledgeBaseId: 'KB12345678',
  dataSourceId: 'DS12345678',
  deployment: 'test',
});

/** Inputs by which an execution is asked to try again, and others, such as the events of a pipe. */
const AGAIN = [{ again: true }, { again: true, more: 1 }] as const;
const PLAIN = [{}, { again: false }, { again: 'true' }, { again: 1 }, [], [{ again: true }], [{ body: 'x' }]] as const;

interface Step {
  readonly input: object;
  readonly isUploading: boolean;
  /** Documents that Bedrock cannot index from now on. */
  readonly failing: number;
}

const steps = fc.array(
  fc.record<Step>({
    input: fc.constantFrom<object>(...AGAIN, ...PLAIN),
    isUploading: fc.boolean(),
    failing: fc.nat({ max: 2 }),
  }),
  { maxLength: 5 },
);

/** Executes a step, and returns the number of jobs that it ran with the last state. */
async function run(standIn: IngestionStandIn, { input, isUploading, failing }: Step) {
  standIn.failures = Array.from({ length: failing }, () => 'documents/a.md is damaged');
  if (isUploading) standIn.documents.all.set(`documents/${standIn.documentKeys.length}.md`, 'new');
  const before = standIn.ran;
  const { states } = await execute(definition, standIn, input);
  return { jobs: standIn.ran - before, end: states.at(-1) };
}

test('a job runs for what has changed, and for documents that failed only if somebody asks', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const standIn = new IngestionStandIn();
      let failed = 0;
      for (const step of [{ input: {}, isUploading: true, failing: 0 }, ...all]) {
        const isAsked = (AGAIN as readonly object[]).includes(step.input) && failed > 0;
        const isRun = step.isUploading || isAsked;
        if (isRun) failed = step.failing;
        const end = failed > 0 ? 'DoneWithFailures' : 'Done';
        expect(await run(standIn, step)).toEqual(isRun ? { jobs: 1, end } : { jobs: 0, end: 'Unchanged' });
      }
    }),
    { numRuns: 40 },
  );
});

test('two executions that try again at once share a job', async () => {
  const standIn = new IngestionStandIn();
  standIn.failures = ['documents/a.md is damaged'];
  await execute(definition, standIn, {});
  standIn.failures = [];
  await Promise.all([1, 2].map(() => execute(definition, standIn, { again: true })));
  expect(standIn.ran).toBe(2);
});

test('a file with a new mistake leads to a sync, which reports it', async () => {
  const standIn = new IngestionStandIn();
  await execute(definition, standIn, {});
  standIn.documents.all.set('documents/plan.exe', 'x');
  await execute(definition, standIn, {});
  expect(JSON.parse(standIn.documents.reports.get('sync-reports/latest.json') ?? '')).toMatchObject({
    ...{ job: 'JOB2', findings: [{ code: 'document-format', key: 'documents/plan.exe' }] },
  });
  expect((await execute(definition, standIn, {})).states.at(-1)).toBe('Unchanged');
});
