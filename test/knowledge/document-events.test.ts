import { readFileSync } from 'node:fs';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { MovingDocuments } from '../support/moving-documents';
import { Deployment, type Unit } from '../support/synth';

interface Scenario {
  readonly happens: string;
  readonly act: (moving: MovingDocuments) => Promise<void> | void;
  readonly executions: readonly string[];
  readonly jobs: readonly string[];
}

const TEN = Array.from({ length: 10 }, (_, index) => `new-${index}.md`);

/** Acts during the first look at the first job. */
const duringSync = ({ bedrock }: MovingDocuments, act: () => void): void => {
  let isFirst = true;
  bedrock.onLook = () => {
    if (isFirst) act();
    isFirst = false;
  };
};

/** Stops the first execution when it makes this call. */
function stopAt({ bedrock, workflow }: MovingDocuments, call: string): void {
  bedrock.onCall = (made) => {
    const [execution] = workflow.executions.values();
    if (made === call && execution?.status === 'RUNNING') void workflow.stop(execution);
  };
}

const SCENARIOS: readonly Scenario[] = [
  {
    happens: 'an upload',
    act: (moving) => moving.upload('a.md'),
    executions: ['1 event: Done', '1 event: Unchanged'],
    jobs: ['of 1 document'],
  },
  {
    happens: 'two uploads in one second',
    act: (moving) => moving.upload('a.md', 'b.md'),
    executions: ['2 events: Done', '2 events: Unchanged'],
    jobs: ['of 2 documents'],
  },
  {
    happens: 'ten uploads during a sync',
    act: (moving) => {
      moving.uploadDescribed('a.md');
      duringSync(moving, () => moving.uploadDescribed(...TEN));
    },
    executions: ['2 events: Done', '20 events: Unchanged'],
    jobs: ['of 1 document', 'of 11 documents'],
  },
  {
    happens: '`sync`, which starts the workflow beside its events',
    act: (moving) => {
      moving.uploadDescribed('a.md', 'b.md');
      moving.start();
    },
    executions: ['StartExecution: Done', '4 events: Unchanged'],
    jobs: ['of 2 documents'],
  },
  {
    happens: 'two executions at once',
    act: (moving) => {
      moving.withoutEvents(() => moving.uploadDescribed('a.md'));
      moving.start();
      moving.start();
    },
    executions: ['StartExecution: Done', 'StartExecution: Done'],
    jobs: ['of 1 document'],
  },
  {
    happens: 'the deletion of one of two documents',
    act: async (moving) => {
      moving.uploadDescribed('a.md', 'b.md');
      await moving.settled();
      moving.bedrock.documents.all.delete('documents/b.md');
    },
    executions: ['4 events: Done', '1 event: Done'],
    jobs: ['of 2 documents', 'of 1 document'],
  },
  {
    happens: 'the same file again',
    act: async (moving) => {
      moving.uploadDescribed('a.md');
      await moving.settled();
      moving.uploadDescribed('a.md');
    },
    executions: ['2 events: Done', '2 events: Done'],
    jobs: ['of 1 document', 'of 1 document'],
  },
  {
    happens: 'the same file under two names',
    act: async (moving) => {
      moving.uploadDescribed('a.md');
      await moving.settled();
      const { all } = moving.bedrock.documents;
      for (const end of ['.metadata.json', '']) {
        all.set(`documents/copy.md${end}`, all.get(`documents/a.md${end}`) ?? '');
      }
    },
    executions: ['2 events: Done', '2 events: Done'],
    jobs: ['of 1 document', 'of 2 documents'],
  },
  {
    happens: 'Bedrock throttles three starts of a job',
    act: (moving) => {
      moving.bedrock.troubles.set('bedrockagent:startIngestionJob', Array(3).fill('BedrockAgent.ThrottlingException'));
      moving.uploadDescribed('a.md');
    },
    executions: ['2 events: Done'],
    jobs: ['of 1 document'],
  },
  {
    happens: 'Bedrock throttles every start for an hour; the daily start',
    act: async (moving) => {
      moving.bedrock.troubles.set('bedrockagent:startIngestionJob', Array(99).fill('BedrockAgent.ThrottlingException'));
      moving.uploadDescribed('a.md');
      await moving.settled();
      moving.bedrock.troubles.clear();
      moving.startDaily();
    },
    executions: ['2 events: Throttled', 'daily start: Done'],
    jobs: ['of 1 document'],
  },
  {
    happens: 'the pipe cannot start the workflow twice',
    act: (moving) => {
      moving.refusedStarts = 2;
      moving.uploadDescribed('a.md');
    },
    executions: ['2 events: Done'],
    jobs: ['of 1 document'],
  },
  {
    happens: 'the execution dies before its job; the daily start',
    act: async (moving) => {
      stopAt(moving, 'bedrockagent:listIngestionJobs');
      moving.uploadDescribed('a.md');
      await moving.settled();
      moving.startDaily();
    },
    executions: ['2 events: ABORTED', 'daily start: Done'],
    jobs: ['of 1 document'],
  },
  {
    happens: 'the execution dies during its job, which goes on; the daily start',
    act: async (moving) => {
      stopAt(moving, 'bedrockagent:getIngestionJob');
      moving.uploadDescribed('a.md');
      await moving.settled();
      for (const job of moving.bedrock.jobs) job.status = 'COMPLETE';
      moving.startDaily();
    },
    executions: ['2 events: ABORTED', 'daily start: Unchanged'],
    jobs: ['of 1 document'],
  },
  {
    happens: 'the job is stopped half-way; the daily start',
    act: async (moving) => {
      moving.bedrock.ending = 'STOPPED';
      moving.uploadDescribed('a.md');
      await moving.settled();
      moving.bedrock.ending = 'COMPLETE';
      moving.startDaily();
    },
    executions: ['2 events: SyncFailed', 'daily start: Done'],
    jobs: ['of 1 document (STOPPED)', 'of 1 document'],
  },
  {
    happens: 'the function fails; the next upload',
    act: async (moving) => {
      moving.bedrock.troubles.set('check-documents', Array(20).fill('Runtime.OutOfMemory'));
      moving.uploadDescribed('a.md');
      await moving.settled();
      moving.bedrock.troubles.clear();
      moving.uploadDescribed('b.md');
    },
    executions: ['2 events: DocumentsNotChecked', '2 events: Done'],
    jobs: ['of 2 documents'],
  },
  {
    happens: 'an event is lost; the daily start',
    act: (moving) => {
      moving.withoutEvents(() => moving.uploadDescribed('a.md'));
      moving.startDaily();
    },
    executions: ['daily start: Done'],
    jobs: ['of 1 document'],
  },
  {
    happens: 'Bedrock cannot index a document; the daily start',
    act: async (moving) => {
      moving.bedrock.failures = ['documents/a.md'];
      moving.uploadDescribed('a.md');
      await moving.settled().finally(() => Object.assign(moving.bedrock, { failures: [] }));
      moving.startDaily();
    },
    executions: ['2 events: DoneWithFailures', 'daily start: Done'],
    jobs: ['of 1 document', 'of 1 document'],
  },
  {
    happens: 'a day without a change',
    act: async (moving) => {
      moving.uploadDescribed('a.md');
      await moving.settled();
      moving.startDaily();
    },
    executions: ['2 events: Done', 'daily start: Unchanged'],
    jobs: ['of 1 document'],
  },
];

test.each(SCENARIOS)('$happens: the last document is found', async ({ act, executions, jobs }) => {
  const moving = new MovingDocuments();
  await act(moving);
  await moving.settled();
  expect({ executions: moving.executions, jobs: moving.jobs }).toEqual({ executions, jobs });
  expect(moving.bedrock.documentKeys.length).toBeGreaterThan(0);
  expect(moving.bedrock.indexed).toEqual(moving.bedrock.documentKeys);
});

test('docs/knowledge.md lists the jobs that ran', () => {
  const named = (lines: readonly string[]) => lines.join('<br>').replaceAll(/\b([A-Z]\w+)(?= *(<br>|$))/g, '`$1`');
  const rows = SCENARIOS.map(
    ({ happens, executions, jobs }) => `| ${happens} | ${named(executions)} | ${jobs.join('<br>')} |`,
  );
  expect(readFileSync('docs/knowledge.md', 'utf8')).toContain(
    ['| what happens | executions of the workflow | ingestion jobs |', '|---|---|---|', ...rows, ''].join('\n'),
  );
});

test('what starts syncs is deleted before the data source, which Bedrock keeps while a job runs', () => {
  const row = new Deployment('order', { ...DEPLOYMENTS.sandbox, knowledge: {} });
  const types = (unit: Unit) => Object.values(row.template(unit).toJSON().Resources as object).map(({ Type }) => Type);
  const starting = ['AWS::Events::Rule', 'AWS::Pipes::Pipe', 'AWS::SQS::Queue', 'AWS::StepFunctions::StateMachine'];
  for (const type of starting) {
    expect([type, types('Asking').includes(type), types('Knowledge').includes(type)]).toEqual([type, true, false]);
  }
  expect(types('Knowledge')).toContain('AWS::Bedrock::DataSource');
  expect(row.stack('Asking').dependencies).toContain(row.stack('Knowledge'));
});

test('an object elsewhere in the bucket starts nothing', async () => {
  const moving = new MovingDocuments();
  moving.bedrock.documents.all.set('sync-reports/manifest.json', '{}').set('documents-old/a.md', 'text');
  await moving.settled();
  expect(moving.executions).toEqual([]);
});
